import Foundation
import Testing

/// Interrupted runs: whatever they were doing, their outputs are complete or were never begun.
@Suite struct InterruptionTests {
  /// Commands, and the folder or files that they write.
  static let commands = [
    ["redact", "a.har", "b.ndjson", "-o", "out/", "--certificate", "out.json"],
    ["redact", "a.har", "b.ndjson", "--in-place"],
    ["publish", "a.har", "b.ndjson", "-o", "out", "--allow-findings"],
    ["audit", "a.har", "b.ndjson", "--date", "2026-01-31", "--examples", "all", "--report", "r.json", "--report", "r.ndjson"],
    ["compliance", "a.har", "b.ndjson", "-o", "out", "--date", "2026-01-31"],
    ["inventory", "a.har", "b.ndjson", "-o", "out.txt"],
  ]

  private func prepare(_ folder: URL) throws -> [String: Data] {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    _ = try folder.file("a.har", MadeUp.leaky)
    _ = try folder.file("b.ndjson", MadeUp.largeLog(events: 20))
    return try Planted.files(in: folder)
  }

  @Test(arguments: commands)
  func `all outputs are complete, or none exists`(arguments: [String]) throws {
    // A shell ignores it for background jobs, and so would the tool.
    signal(SIGINT, SIG_DFL)
    try withTemporaryFolder { folder in
      let before = try prepare(folder)
      let start = ContinuousClock.now
      let whole = try Tool.run(arguments, in: folder)
      let length = start.duration(to: .now)
      let written = try Planted.files(in: folder)
      #expect(written != before, "\(whole.errors)")
      let moments = 8
      var endings: [Int32: Int] = [:]
      for moment in 0..<moments {
        _ = try prepare(folder)
        let signal = moment.isMultiple(of: 2) ? SIGINT : SIGTERM
        let run = try Tool.run(arguments, in: folder) { process in
          // A process that has ended has the number 0, which would signal every process here.
          let number = process.processIdentifier
          Thread.sleep(forTimeInterval: length / .seconds(1) * Double(moment) / Double(moments) + 0.02)
          if process.isRunning, number > 0 { kill(number, signal) }
        }
        endings[run.status, default: 0] += 1
        let after = try Planted.files(in: folder)
        if after == before {
          #expect(run.status == signal, "\(run)")
          #expect(run.errors.hasPrefix("telltale: interrupted: ") && run.errors.hasSuffix("written\n"), "\(run.errors)")
          #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty)
        } else {
          #expect(after == written, "at moment \(moment): \(after.keys.sorted())")
          #expect(run.status == whole.status || run.errors.hasPrefix("telltale: interrupted after "), "\(run)")
        }
      }
      #expect(endings.keys.contains(SIGINT) && endings.keys.contains(SIGTERM), "no signal came in time: \(endings)")
    }
  }

  @Test func `an ignored signal stays ignored`() throws {
    try withTemporaryFolder { folder in
      _ = try prepare(folder)
      let run = try Shell.run(
        "trap '' HUP; telltale redact a.har b.ndjson -o out/ & sleep 0.2; kill -HUP $!; wait $!", in: folder)
      #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "out/b.ndjson").path))
    }
  }

  @Test func `a closed pipe does not end the run`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("b.ndjson", MadeUp.largeLog(events: 300))
      let run = try Shell.run("telltale audit b.ndjson --format json | head -1; echo ${PIPESTATUS[0]}", shell: ["bash"], in: folder)
      #expect(run.output == "{\n1\n" && run.errors.isEmpty, "\(run)")
    }
  }
}
