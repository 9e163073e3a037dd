import Foundation
import Testing

/// The compliance reports of samples, which are in the repository for readers.
///
/// `UPDATE_SAMPLES=1` writes them again.
@Suite struct ComplianceSampleTests {
  private static let folder = Tool.root.appending(path: "samples/compliance")

  @Test(arguments: ["connect-segment-leaky", "connect-segment-clean"])
  func `the report of a sample is the one in the repository`(sample: String) throws {
    try withTemporaryFolder { folder in
      let report = folder.appending(path: sample)
      let run = try Tool.run([
        "compliance", "samples/\(sample).har", "-o", report.path, "--policy", "samples/compliance/telltale.yaml", "--date", "2026-11-20",
      ])
      // The clean sample passes the gate at high, and has findings of medium severity.
      #expect(run.status == 1, "\(run.output) \(run.errors)")
      let kept = Self.folder.appending(path: sample)
      if ProcessInfo.processInfo.environment["UPDATE_SAMPLES"] != nil {
        try? FileManager.default.removeItem(at: kept)
        try FileManager.default.copyItem(at: report, to: kept)
      }
      let (made, known) = (try Planted.files(in: report), try Planted.files(in: kept))
      #expect(Set(made.keys) == Set(known.keys))
      // Named, not shown: a difference would print the whole file.
      for (name, bytes) in made where bytes != known[name] {
        Issue.record("\(sample)/\(name) is not as it is in the repository: UPDATE_SAMPLES=1 writes it anew")
      }
    }
  }
}
