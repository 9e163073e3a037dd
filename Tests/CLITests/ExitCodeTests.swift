import Foundation
import Testing

@testable import Reports

/// The exit codes that a gate in CI relies on: 0 clean, 1 the gate failed, 2 not everything was examined, 64 wrong usage.
@Suite struct ExitCodeTests {
  /// Audits a text as a file.
  private func audit(_ text: String, _ options: String..., name: String = "capture.har") throws -> Tool.Outcome {
    try withTemporaryFolder { try Tool.run(["audit", $0.file(name, text)] + options) }
  }

  @Test func `no findings exit 0`() throws {
    let clean = try audit(MadeUp.clean)
    #expect(clean.status == 0)
    #expect(clean.output.hasPrefix("PASS  "))
    #expect(clean.errors.isEmpty)
  }

  @Test func `a finding at the gate exits 1`() throws {
    let leaky = try audit(MadeUp.leaky)
    #expect(leaky.status == 1)
    #expect(leaky.output.contains("FAIL"))
    #expect(leaky.errors.isEmpty)
  }

  @Test(arguments: [("info", 1), ("low", 1), ("medium", 1), ("high", 1), ("critical", 0)])
  func `the gate is where --fail-on says`(level: String, status: Int32) throws {
    #expect(try audit(MadeUp.leaky, "--fail-on", level).status == status)
  }

  @Test(arguments: ["info", "low", "medium", "high", "critical"])
  func `every severity fails at its own level and not above`(severity: String) throws {
    try withTemporaryFolder { folder in
      let rules = try folder.file("rules.yaml", MadeUp.rule(severity: severity))
      let capture = try folder.file("capture.har", MadeUp.har([MadeUp.event(property: "TICKET-4711")]))
      var expected: Int32 = 1
      for level in ["info", "low", "medium", "high", "critical"] {
        #expect(try Tool.run(["audit", capture, "--rules", rules, "--fail-on", level]).status == expected, "\(severity) at \(level)")
        if level == severity { expected = 0 }
      }
    }
  }

  @Test(arguments: [MadeUp.truncated, MadeUp.bodyless])
  func `a gap exits 2, and 0 only if gaps are allowed`(capture: String) throws {
    let strict = try audit(capture)
    #expect(strict.status == 2)
    #expect(strict.output.contains("INCOMPLETE"))
    let lenient = try audit(capture, "--allow-incomplete")
    #expect(lenient.status == 0)
    #expect(lenient.output.contains("Not examined"))
  }

  /// The exit code does not depend on the format.
  @Test(arguments: ReportFormat.allCases)
  func `every format has every exit code`(format: ReportFormat) throws {
    #expect(try audit(MadeUp.clean, "--format", format.rawValue).status == 0)
    #expect(try audit(MadeUp.leaky, "--format", format.rawValue).status == 1)
    #expect(try audit(MadeUp.bodyless, "--format", format.rawValue).status == 2)
    #expect(try audit(MadeUp.bodyless, "--format", format.rawValue, "--allow-incomplete").status == 0)
    #expect(try audit(MadeUp.leakyAndBodyless, "--format", format.rawValue).status == 1)
    #expect(try audit(MadeUp.leaky, "--format", format.rawValue + "s").status == 64)
  }

  @Test func `a missing body is named`() throws {
    let report = try audit(MadeUp.bodyless)
    #expect(report.output.contains("entry 1, request.body: body missing while bodySize is 512"))
  }

  @Test func `damage is named with its byte`() throws {
    let report = try audit(MadeUp.truncated)
    #expect(report.output.contains(/capture\.har:2:\d+: byte \d+/))
  }

  @Test(arguments: [MadeUp.leakyAndTruncated, MadeUp.leakyAndBodyless])
  func `a failed gate takes precedence over a gap`(capture: String) throws {
    for options in [[String](), ["--allow-incomplete"]] {
      let report = try withTemporaryFolder { try Tool.run(["audit", $0.file("capture.har", capture)] + options) }
      #expect(report.status == 1)
      #expect(report.output.contains("Not examined"))
    }
  }

  @Test(arguments: [[String](), ["--allow-incomplete"], ["--format", "json"]])
  func `a missing file exits 2 with one line and its path`(options: [String]) throws {
    let report = try Tool.run(["audit", "no-such.har"] + options)
    #expect(report.status == 2)
    #expect(report.errors == "telltale: no-such.har: no such file\n")
    #expect(report.output.isEmpty == !options.contains("json"))
  }

  @Test func `a file that is not a capture exits 2`() throws {
    let report = try audit("<!doctype html><p>Hello", name: "page.har")
    #expect(report.status == 2)
    #expect(report.errors.contains("page.har: the file is HTML or XML, not a capture"))
  }

  @Test func `a folder without captures exits 2`() throws {
    let report = try withTemporaryFolder { try Tool.run(["audit", $0.path]) }
    #expect(report.status == 2)
    #expect(report.errors.hasSuffix(": the directory holds no capture\n"))
  }

  @Test func `a capture next to an unreadable one is still audited`() throws {
    try withTemporaryFolder { folder in
      let clean = try folder.file("clean.har", MadeUp.clean)
      let leaky = try folder.file("leaky.har", MadeUp.leaky)
      #expect(try Tool.run(["audit", "no-such.har", clean]).status == 2)
      #expect(try Tool.run(["audit", "no-such.har", clean, "--allow-incomplete"]).status == 2)
      let report = try Tool.run(["audit", "no-such.har", leaky])
      #expect(report.status == 1)
      #expect(report.errors == "telltale: no-such.har: no such file\n")
      #expect(report.output.contains("no-such.har: no such file"))
    }
  }

  @Test(arguments: [
    ["audit"], ["audit", "--no-such-option", "x.har"], ["no-such-command"], ["audit", "x.har", "--fail-on", "severe"],
    ["audit", "x.har", "--format", "yaml"], ["rules", "show"], ["rules", "show", "no-such-rule"],
    ["audit", "x.har", "--first-party", "https://app.example/"], ["audit", "x.har", "--first-party", ""], ["audit", "-", "x.har", "-"],
  ])
  func `wrong usage exits 64`(arguments: [String]) throws {
    let report = try Tool.run(arguments)
    #expect(report.status == 64)
    #expect(report.output.isEmpty)
    #expect(!report.errors.isEmpty)
  }

  @Test(arguments: [
    ("- id: [", "rules.yaml:2:1: "), ("- id: Not Kebab", "rules.yaml:1:7: an id is kebab-case"),
    (MadeUp.rule().replacing("[0-9]+)", with: "[0-9]+"), "rules.yaml:7:10: the regex does not compile"),
  ])
  func `an invalid rule file exits 64, with the position`(text: String, message: String) throws {
    try withTemporaryFolder { folder in
      let rules = try folder.file("rules.yaml", text)
      for arguments in [["audit", "no-such.har", "--rules", rules], ["rules", "list", "--rules", rules], ["rules", "test", rules]] {
        let report = try Tool.run(arguments)
        #expect(report.status == 64)
        #expect(report.errors.contains(message), "\(report.errors)")
        #expect(report.errors.split(separator: "\n").count == 1)
        #expect(report.output.isEmpty)
      }
    }
  }

  @Test func `missing rules exit 64`() throws {
    try withTemporaryFolder { folder in
      for path in [folder.path, folder.appending(path: "none.yaml").path] {
        let report = try Tool.run(["audit", "no-such.har", "--rules", path])
        #expect(report.status == 64)
        #expect(report.errors.contains(path))
      }
    }
  }
}
