import Foundation
import Testing

/// The inputs of a report, compared with `sha256sum` of the same files.
@Suite struct EvidenceTests {
  @Test func `the digest of a capture is that of its file, however it is packed or read`() throws {
    try withTemporaryFolder { folder in
      let plain = try folder.file("a.har", MadeUp.leaky)
      for command in [["gzip", "-k", "a.har"], ["zstd", "-q", "a.har"], ["zip", "-q", "b.zip", "a.har"]] {
        guard ["/usr/bin", "/bin"].contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(command[0])") }) else {
          continue
        }
        _ = try Tool.run(Array(command.dropFirst()), in: folder, program: URL(filePath: "/usr/bin/\(command[0])"))
      }
      for name in ["a.har", "a.har.gz", "a.har.zst", "b.zip"]
      where FileManager.default.fileExists(atPath: folder.appending(path: name).path) {
        let report = try Tool.run(["audit", name, "--format", "json"], in: folder).output
        #expect(try report.contains("\"sha256\": \"\(Planted.digest(folder.appending(path: name).path))\""), "\(name)")
      }
      let piped = try Tool.run(["audit", "-", "--format", "json"], input: MadeUp.leaky, in: folder).output
      #expect(try piped.contains(Planted.digest(plain)))
    }
  }

  @Test func `the policy's digest, the day and the period are in the report`() throws {
    try withTemporaryFolder { folder in
      let line =
        #"{"type":"track","event":"A","userId":"u","messageId":"m","timestamp":"TIME","context":{"library":{"name":"analytics-node"}}}"#
        + "\n"
      let times = ["2026-11-20T09:30:00Z", "2026-11-19T09:30:00Z", "2026-11-21T09:30:00Z"]
      _ = try folder.file("a.ndjson", times.map { line.replacing("TIME", with: $0) }.joined())
      let policy = try folder.file("telltale.yaml", "gate: {fail_on: high}\n")
      let report = try Tool.run(["audit", "a.ndjson", "--format", "json", "--date", "2026-01-31"], in: folder).output
      for part in [#""date": "2026-01-31""#, #""from": "2026-11-19T09:30:00Z""#, #""to": "2026-11-21T09:30:00Z""#] {
        #expect(report.contains(part), "\(part)")
      }
      #expect(try report.contains("\"policyDigest\": \"\(Planted.digest(policy))\""))
    }
  }
}
