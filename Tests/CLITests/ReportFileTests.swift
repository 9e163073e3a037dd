import Foundation
import Testing

@testable import Reports

/// `--report FILE`: a report in addition to the one on standard output.
@Suite struct ReportFileTests {
  @Test func `a file holds what --format prints`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("capture.har", MadeUp.leaky)
      for (ending, format) in ReportFormat.fileEndings {
        let file = folder.appending(path: "out\(ending)")
        let run = try Tool.run(["audit", capture, "--report", file.path])
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("FAIL  1 finding at high or above.\n"))
        #expect(try String(contentsOf: file, encoding: .utf8) == Tool.run(["audit", capture, "--format", format.rawValue]).output)
      }
    }
  }

  @Test func `several files, and standard output gets its own`() throws {
    try withTemporaryFolder { folder in
      let files = ["a.json", "B.JSON"].map { folder.appending(path: $0) }
      let run = try Tool.run(["audit", "-", "--format", "json"] + files.flatMap { ["--report", $0.path] }, input: MadeUp.leaky)
      #expect(run.status == 1)
      for file in files { #expect(try String(contentsOf: file, encoding: .utf8) == run.output) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["B.JSON", "a.json"])
    }
  }

  @Test func `the new file keeps the old one's permissions, and a link its target`() throws {
    try withTemporaryFolder { folder in
      let old = try folder.file("old.json", String(repeating: "old ", count: 100_000))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: old)
      let link = folder.appending(path: "link.json")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: URL(filePath: old))
      #expect(try Tool.run(["audit", "-", "--report", link.path], input: MadeUp.clean).status == 0)
      #expect(try String(contentsOfFile: old, encoding: .utf8).hasPrefix("{\n  \"schemaVersion\""))
      let attributes = try FileManager.default.attributesOfItem(atPath: old)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == old)
    }
  }

  @Test(arguments: ["report", "report.yaml", "report.", "json", ".json", "folder.json/report"])
  func `an unknown extension is wrong usage`(name: String) throws {
    try withTemporaryFolder { folder in
      let run = try Tool.run(["audit", "-", "--report", folder.appending(path: name).path], input: MadeUp.clean)
      #expect(run.status == 64)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains(".json"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `a file that cannot be written exits 2, before anything is read`() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(at: folder.appending(path: "taken.json"), withIntermediateDirectories: false)
      for (name, reason) in [("none/report.json", "its folder does not exist"), ("taken.json", "not a regular file")] {
        let path = folder.appending(path: name).path
        let run = try Tool.run(["audit", "no-such.har", "--report", path])
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("telltale: \(path): cannot be written: \(reason)"))
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(run.output.isEmpty)
      }
    }
  }

  /// `/proc` is a folder that no one can write to, including root.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func `a failure while writing exits 2, and the report is still printed`() throws {
    let run = try Tool.run(["audit", "-", "--report", "/proc/self/report.json"], input: MadeUp.leaky)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("telltale: /proc/self/report.json: cannot be written: "))
  }

  @Test func `a capture is never replaced, whatever its name`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("captures/log.json", MadeUp.clean)
      let link = folder.appending(path: "alias.json")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: URL(filePath: capture))
      let hard = folder.appending(path: "hard.json")
      try FileManager.default.linkItem(at: URL(filePath: capture), to: hard)
      for (input, output) in [
        (capture, capture), (folder.path + "/captures", capture), (capture, link.path), (capture, hard.path),
        (capture, folder.path + "/captures/../captures/log.json"),
      ] {
        let run = try Tool.run(["audit", input, "--report", output])
        #expect(run.status == 64)
        #expect(run.errors.contains("nothing is written over what is read"))
        #expect(try String(contentsOfFile: capture, encoding: .utf8) == MadeUp.clean)
      }
    }
  }

  /// Each run has another hash seed, so a random order would show; and each has another locale and time zone.
  @Test(arguments: ReportFormat.allCases)
  func `the same input gives the same bytes`(format: ReportFormat) throws {
    let places = [
      ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"], ["TZ": "Pacific/Niue", "LANG": "C", "LC_ALL": "C"],
      ["TZ": "Asia/Kathmandu", "LANG": "ar_EG.UTF-8", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "ar"],
    ]
    let reports = try places.map { environment in
      try withTemporaryFolder { folder in
        for name in ["connect-segment-leaky.har", "encodings.har", "rudderstack-events.ndjson"] {
          try FileManager.default.copyItem(
            at: Tool.root.appending(path: "samples/\(name)"), to: folder.appending(path: name))
        }
        _ = try folder.file("telltale.yaml", "waivers: [{rule: email, path: '*', reason: wip, expires: 9999-12-31}]\n")
        return try Tool.run(
          [
            "audit", "encodings.har", "rudderstack-events.ndjson", "connect-segment-leaky.har", "--format", format.rawValue, "--date",
            "2026-01-31",
          ],
          environment: environment, in: folder
        ).output
      }
    }
    #expect(Set(reports).count == 1)
    #expect(!reports[0].isEmpty)
  }

  @Test func `one file for two reports is wrong usage`() throws {
    #expect(try Tool.run(["audit", "x.har", "--report", "a.json", "--report", "a.json"]).status == 64)
  }
}
