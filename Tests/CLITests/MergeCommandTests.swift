import Foundation
import Testing

@testable import Auditing

/// Audits of shares of the captures, and of all of them on several cores, from the command line.
@Suite struct MergeCommandTests {
  private static let captures = ["connect-segment-leaky.har", "encodings.har", "optout-broken.har", "rudderstack-events.ndjson"].map {
    "samples/\($0)"
  }

  /// A key, and a part of each of the captures.
  private func parts(in folder: URL) throws -> (key: String, parts: [String]) {
    let key = try folder.file("sketch.key", "a secret that is long enough")
    let parts = try Self.captures.enumerated().map { number, capture in
      let part = "\(folder.path)/\(number).telltale-part"
      let run = try Tool.run(["audit", capture, "--partial", part, "--sketch-key", key])
      #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
      return part
    }
    return (key, parts)
  }

  @Test func `parts give the report, the inventory and the verdict of one run`() throws {
    try withTemporaryFolder { folder in
      let (key, parts) = try parts(in: folder)
      for format in ["json", "text", "html", "sarif", "junit", "markdown", "gitlab"] {
        let one = try Tool.run(["audit"] + Self.captures + ["--format", format, "--sketch-key", key])
        let merged = try Tool.run(["merge"] + parts.reversed() + ["--format", format])
        #expect(merged.status == one.status)
        #expect(merged.output == one.output, "\(format)")
      }
      let file = folder.path + "/inventory.json"
      _ = try Tool.run(["merge"] + parts + ["--inventory", file, "--sketch-key", key])
      let inventory = try Tool.run(["inventory"] + Self.captures + ["--format", "json"])
      #expect(try String(contentsOfFile: file, encoding: .utf8) == inventory.output)
    }
  }

  @Test func `parts are merged into larger parts`() throws {
    try withTemporaryFolder { folder in
      let (key, parts) = try parts(in: folder)
      let both = folder.path + "/both.telltale-part"
      #expect(try Tool.run(["merge", parts[0], parts[2], "--partial", both]).status == 0)
      let merged = try Tool.run(["merge", parts[3], both, parts[1], "--format", "json"])
      #expect(try merged.output == Tool.run(["audit"] + Self.captures + ["--format", "json", "--sketch-key", key]).output)
    }
  }

  @Test func `parts that do not match are refused with a message`() throws {
    try withTemporaryFolder { folder in
      let (_, parts) = try parts(in: folder)
      let twice = try Tool.run(["merge", parts[0], parts[0]])
      #expect(twice.status == 64)
      #expect(twice.errors.contains("connect-segment-leaky.har is in another partial result too"))
      let other = try folder.file("other.key", "another secret that is long enough")
      let part = folder.path + "/other.telltale-part"
      _ = try Tool.run(["audit", "samples/atlassian-platform.har", "--partial", part, "--sketch-key", other])
      #expect(try Tool.run(["merge", parts[0], part]).errors.contains("was written with another sketch key than"))
      #expect(
        try Tool.run(["merge", parts[0], "--first-party", "app.example"]).errors.contains(
          "takes other hosts for the app's own than this run"))
      let rules = try folder.file("rules.yaml", MadeUp.rule())
      #expect(try Tool.run(["merge", parts[0], "--rules", rules]).errors.contains("uses other rules"))
      #expect(try Tool.run(["merge", "samples/encodings.har"]).errors.contains("not a partial result"))
      let short = try folder.file("short.key", "short")
      #expect(try Tool.run(["audit", Self.captures[0], "--partial", part, "--sketch-key", short]).errors.contains("too short"))
      #expect(try Tool.run(["audit", Self.captures[0], "--partial", part]).errors.contains("--partial needs --sketch-key"))
    }
  }

  @Test func `standard input gets the given name`() throws {
    try withTemporaryFolder { folder in
      let key = try folder.file("sketch.key", "a secret that is long enough")
      let log = MadeUp.log(property: MadeUp.address)
      let run = try Tool.run(["audit", "-", "--stdin-name", "log-7.ndjson", "--sketch-key", key, "--format", "json"], input: log)
      #expect(run.output.contains(#""path": "log-7.ndjson""#))
      #expect(try Tool.run(["audit", Self.captures[0], "--stdin-name", "x"]).status == 64)
    }
  }

  // MARK: Cores and examples

  @Test func `every number of cores gives the same report`() throws {
    try withTemporaryFolder { folder in
      // More than one core is used from two megabytes on.
      let log = try folder.file("log.ndjson", String(repeating: MadeUp.log(property: MadeUp.address), count: 9_000))
      let one = try Tool.run(["audit", log, "--jobs", "1", "--format", "json"])
      #expect(one.status == 1)
      for jobs in ["2", "7"] { #expect(try Tool.run(["audit", log, "--jobs", jobs, "--format", "json"]).output == one.output) }
      #expect(try Tool.run(["audit", log, "--jobs", "0"]).status == 64)
    }
  }

  @Test func `every occurrence goes to a report with one line each`() throws {
    try withTemporaryFolder { folder in
      let file = folder.path + "/findings.ndjson"
      let sample = "samples/rudderstack-events.ndjson"
      let run = try Tool.run(["audit", sample, "--examples", "all", "--report", file, "--format", "json"])
      #expect(run.status == 1)
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map { try JSONValue(String($0)) }
      let findings = try JSONValue(run.output)["findings"]?.elements ?? []
      #expect(lines.count == findings.reduce(0) { $0 + ($1["occurrences"]?.elements.count ?? 0) })
      #expect(findings.allSatisfy { finding in lines.contains { $0["fingerprint"] == finding["fingerprint"] } })
      #expect(lines.allSatisfy { $0["path"] != nil && $0["excerpt"] != nil && $0["value"] == nil })
      // The temporary file next to the report is gone.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["findings.ndjson"])
      #expect(try Tool.run(["audit", sample, "--examples", "some"]).status == 64)
    }
  }
}
