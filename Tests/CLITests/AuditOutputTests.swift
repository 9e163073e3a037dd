import Foundation
import Testing

@testable import Remedies
@testable import Reports

/// What an audit reads and what it writes.
@Suite struct AuditOutputTests {
  @Test func `standard input is a capture`() throws {
    for capture in [MadeUp.leaky, MadeUp.log(property: MadeUp.address)] {
      let report = try Tool.run(["audit", "-"], input: capture)
      #expect(report.status == 1)
      #expect(report.output.contains("\n-, 2 records: "))
    }
  }

  @Test func `several files and folders are one audit`() throws {
    try withTemporaryFolder { folder in
      let clean = try folder.file("clean.har", MadeUp.clean)
      _ = try folder.file("more/leaky.har", MadeUp.leaky)
      _ = try folder.file("more/deep/log.ndjson", MadeUp.log(property: MadeUp.address))
      _ = try folder.file("more/notes.txt", "nothing to read")
      let report = try JSONValue(Tool.run(["audit", "--format", "json", clean, folder.path + "/more"]).output)
      let paths = (report["captures"]?.elements ?? []).compactMap { $0["path"] }
      #expect(paths == ["clean.har", "more/leaky.har", "more/deep/log.ndjson"].map { .string(folder.path + "/" + $0) })
      #expect(report["findings"]?.elements.isEmpty == false)
    }
  }

  @Test func `--first-party decides the first party`() throws {
    let capture = MadeUp.har([MadeUp.entry("https://api.collector.example/v1", body: #"{"email":"\#(MadeUp.address)"}"#)])
    func party(_ options: String...) throws -> JSONValue? {
      try JSONValue(Tool.run(["audit", "--format", "json", "-"] + options, input: capture).output)["destinations"]?.elements.first?["party"]
    }
    #expect(try party() == .string("third"))
    #expect(try party("--first-party", "app.collector.example") == .string("first"))
    #expect(try party("--first-party", "forms.app.example", "--first-party", "collector.example") == .string("first"))
  }

  @Test func `an additional rule is applied`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("capture.har", MadeUp.har([MadeUp.event(property: "about TICKET-4711")]))
      let file = try folder.file("rules/ours.yaml", MadeUp.rule(severity: "high"))
      #expect(try !Tool.run(["audit", capture]).output.contains("ticket-number"))
      for path in [file, folder.path + "/rules"] {
        let report = try Tool.run(["audit", capture, "--rules", path])
        #expect(report.status == 1)
        #expect(report.output.contains("HIGH  Number of a support ticket  ticket-number, 1 time"))
      }
    }
  }

  @Test func `a rule with the ID of a built-in one is refused`() throws {
    try withTemporaryFolder { folder in
      let file = try folder.file("rules.yaml", MadeUp.rule().replacing("id: ticket-number", with: "id: email"))
      let report = try Tool.run(["audit", "no-such.har", "--rules", file])
      #expect(report.status == 64)
      #expect(report.errors.contains("the rule `email` is also in rules/"))
    }
  }

  // MARK: Values

  @Test(arguments: ["connect-segment-leaky.har", "encodings.har", "optout-broken.har", "rudderstack-events.ndjson"])
  func `no value of a sample is shown unless asked for`(name: String) throws {
    let labels = try JSONValue(
      String(contentsOf: Tool.root.appending(path: "samples/\(name.prefix { $0 != "." }).labels.json"), encoding: .utf8))
    let values = (labels["labels"]?.elements ?? []).filter { $0["must_find"] == .boolean(true) }.compactMap { label -> String? in
      if case .string(let value)? = label["value"], value.count >= 8 { value } else { nil }
    }
    #expect(!values.isEmpty)
    for format in ["text", "json"] {
      let report = try Tool.run(["audit", "samples/\(name)", "--format", format])
      for value in Set(values) {
        #expect(!report.output.contains(value) && !report.errors.contains(value))
      }
    }
  }

  @Test func `a value in a key, an event's name or a URL is not shown`() throws {
    let bodies = [
      #"{"type":"track","event":"Mail to \#(MadeUp.address)","userId":"u-1","properties":{"note":"\#(MadeUp.address)"}}"#,
      #"{"type":"track","event":"Shared","userId":"u-1","properties":{"\#(MadeUp.address)":{"mail":"\#(MadeUp.address)"}}}"#,
    ]
    let capture = MadeUp.har(bodies.map { MadeUp.entry("https://api.segment.io/v1/t", body: $0) })
    for format in ["text", "json"] {
      let report = try Tool.run(["audit", "-", "--format", format], input: capture)
      #expect(report.status == 1)
      #expect(!report.output.contains(MadeUp.address), "\(format)")
    }
  }

  @Test func `values are shown when asked for, and the report says so`() throws {
    let text = try Tool.run(["audit", "-", "--show-values"], input: MadeUp.leaky)
    #expect(text.output.hasPrefix("This report shows the values that were found. Do not publish it.\n"))
    #expect(text.output.contains(MadeUp.address))
    let json = try JSONValue(Tool.run(["audit", "-", "--show-values", "--format", "json"], input: MadeUp.leaky).output)
    #expect(json["showsValues"] == .boolean(true))
    #expect(json["findings"]?.elements.first?["occurrences"]?.elements.first?["value"] == .string(MadeUp.address))
  }

  @Test func `control characters in a capture do not reach the terminal`() throws {
    let capture = MadeUp.har([MadeUp.event(property: MadeUp.address, named: #"a\u001b[31m\u202eb"#)])
    for format in ["text", "json"] {
      let report = try Tool.run(["audit", "-", "--format", format, "--show-values"], input: capture)
      #expect(!report.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }
    let missing = try Tool.run(["audit", "no\u{1B}[31m.har"])
    #expect(missing.errors == "telltale: no\\u{1b}[31m.har: no such file\n")
  }

  // MARK: Where it writes to

  @Test func `there is no colour in a file`() throws {
    #expect(try !Tool.run(["audit", "-"], input: MadeUp.leaky).output.contains("\u{1B}"))
  }

  @Test(
    .enabled(if: PseudoTerminal.isAvailable, "there is no `script` to make a terminal with"),
    arguments: [
      ([String: String](), true), (["TERM": "xterm"], true), (["NO_COLOR": "", "TERM": "xterm"], true),
      (["NO_COLOR": "1", "TERM": "xterm"], false),
      (["TERM": "dumb"], false),
    ])
  func `there is colour on a terminal`(environment: [String: String], isColoured: Bool) throws {
    let run = try PseudoTerminal.run(["audit", "samples/connect-segment-leaky.har"], environment: environment)
    #expect(run.status == 1)
    #expect(run.screen.contains("FAIL"))
    #expect(run.screen.contains(/\u{1B}\[[0-9;]+m/) == isColoured)
  }

  @Test(
    arguments: ReportFormat.allCases,
    [("samples/connect-segment-leaky.har", 1), ("samples/atlassian-platform.har", 0)] as [(String, Int32)])
  func `a closed pipe does not change the exit code`(format: ReportFormat, sample: (path: String, status: Int32)) throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try Tool.run(["audit", sample.path, "--format", format.rawValue], output: pipe.fileHandleForWriting)
    #expect(run.status == sample.status)
    #expect(run.errors.isEmpty)
  }

  /// The pipe is closed while more output than it holds remains. Three formats are limited in length.
  @Test(arguments: ReportFormat.allCases)
  func `a pipe closed during a large report does not change the exit code`(format: ReportFormat) throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("large.ndjson", MadeUp.largeLog(events: 1_500))
      let report = folder.appending(path: "report")
      let script = """
        telltale audit '\(capture)' --format \(format.rawValue) > '\(report.path)' || true
        telltale audit '\(capture)' --format \(format.rawValue) | head -c 10 > beginning
        echo "${PIPESTATUS[0]}"
        """
      let run = try Shell.run(script, shell: ["bash"], in: folder)
      #expect(run.output == "1\n")
      #expect(run.errors.isEmpty)
      let whole = try Data(contentsOf: report)
      #expect(whole.count > 1_000_000 || [.text, .junit, .markdown, .github].contains(format), "\(whole.count) bytes")
      #expect(try Data(contentsOf: folder.appending(path: "beginning")) == whole.prefix(10))
    }
  }

  /// Fields, paths and names are never broken; prose is wrapped.
  @Test(.enabled(if: PseudoTerminal.isAvailable, "there is no `script` to make a terminal with"), arguments: [40, 80, 140])
  func `prose is wrapped to the width of the terminal`(columns: Int) throws {
    let run = try PseudoTerminal.run(
      ["audit", "samples/connect-segment-leaky.har", "--verbose"], environment: ["TERM": "xterm", "NO_COLOR": "1"], columns: columns)
    #expect(run.status == 1)
    let lines = run.screen.split(whereSeparator: \.isNewline)
    let prose = lines.filter { $0.wholeMatch(of: /(  (Why|Fix)  |       )[^ ].*/) != nil }
    #expect(prose.count > 20)
    // A line that is one long word cannot be shorter.
    #expect(prose.filter { $0.count > columns && $0.drop { $0 == " " }.contains(" ") } == [])
    // Heads, fields and notes break between their parts, which are separated by two spaces.
    #expect(lines.filter { $0.count > columns && $0.drop { $0 == " " }.contains("  ") && !prose.contains($0) }.map(String.init) == [])
    // It is not broken too early.
    #expect(prose.contains { $0.count > columns - 6 })
  }

  @Test func `quiet prints the verdict, verbose everything`() throws {
    let quiet = try Tool.run(["audit", "-", "--quiet"], input: MadeUp.leaky)
    let normal = try Tool.run(["audit", "-"], input: MadeUp.leaky)
    let verbose = try Tool.run(["audit", "-", "--verbose"], input: MadeUp.leaky)
    #expect([quiet, normal, verbose].map(\.status) == [1, 1, 1])
    #expect(quiet.output.split(separator: "\n").count == 2 && normal.output.hasPrefix(quiet.output))
    #expect(verbose.output.contains("\n  See ") && !normal.output.contains("\n  See "))
    #expect(try Tool.run(["audit", "-", "--quiet", "--verbose"], input: MadeUp.leaky).status == 64)
  }

  @Test(
    .enabled(if: PseudoTerminal.isAvailable, "there is no `script` to make a terminal with"), arguments: [("1", true), ("0", false)])
  func `a terminal that supports links gets them`(force: String, hasLinks: Bool) throws {
    let run = try PseudoTerminal.run(
      ["audit", "samples/connect-segment-leaky.har", "--verbose"], environment: ["TERM": "xterm", "FORCE_HYPERLINK": force])
    #expect(run.status == 1)
    #expect(run.screen.contains("\u{1B}]8;;https://cwe.mitre.org/") == hasLinks)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full to fill"))
  func `a report that cannot be written is an error`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let run = try Tool.run(["audit", "samples/atlassian-platform.har"], output: full)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("telltale: standard output: "))
  }
}
