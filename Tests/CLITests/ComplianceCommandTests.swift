import Foundation
import Testing

/// The compliance report, from the command line.
@Suite struct ComplianceCommandTests {
  private static let policy = """
    first_party: [forms.app.example]
    destinations:
      - id: segment
        purpose: Counting which forms are used
        role: processor
        contract: https://forms.app.example/dpa
        transfer: EU SCCs
        retention: 12 months
        safeguards: [account IDs in place of names]

    """
  private static let clean = MadeUp.har([
    MadeUp.entry("https://forms.app.example/api/forms", body: #"{"size":3}"#), MadeUp.event(property: "3", named: "fields"),
  ])

  /// A folder with a capture, in which its report is written.
  private func assessed(
    _ capture: String, policy: String? = policy, files: [String: String] = [:], _ more: [String] = [], date: String = "2026-11-20",
    _ body: (URL, Tool.Outcome, [String: String]) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      if let policy { _ = try folder.file("telltale.yaml", policy) }
      for (name, text) in files.merging(["capture.har": capture], uniquingKeysWith: { $1 }) { _ = try folder.file(name, text) }
      let run = try Tool.run(["compliance", "capture.har", "-o", "report", "--date", date] + more, in: folder)
      let report = folder.appending(path: "report")
      let written = FileManager.default.fileExists(atPath: report.path) ? try Planted.files(in: report) : [:]
      try body(folder, run, written.mapValues { String(decoding: $0, as: UTF8.self) })
    }
  }

  private func report(_ files: [String: String]) throws -> JSONValue { try JSONValue(#require(files["compliance.json"])) }

  private func control(_ files: [String: String], _ framework: String, _ id: String) throws -> JSONValue {
    let report = try report(files)
    let frameworks = try #require(report["frameworks"]?.elements)
    let controls = try #require(frameworks.first { $0["id"] == .string(framework) }?["controls"]?.elements)
    return try #require(controls.first { $0["id"] == .string(id) })
  }

  @Test func `a leak contradicts controls and exits 1`() throws {
    try assessed(MadeUp.leaky) { _, run, files in
      #expect(run.status == 1, "\(run.errors)")
      #expect(run.output.wholeMatch(of: /report: \d+ frameworks, controls \d+ satisfied, \d+ not satisfied, \d+ not assessed\n/) != nil)
      #expect(["compliance.html", "compliance.md", "compliance.json", "assessment-results.json"].allSatisfy { files[$0] != nil })
      let minimisation = try control(files, "gdpr", "art-5-1-c")
      #expect(minimisation["result"] == .string("not-satisfied"))
      #expect(minimisation["findings"]?.elements.isEmpty == false)
      #expect(files.values.allSatisfy { !$0.contains(MadeUp.address) })
      for page in ["compliance.html", "compliance.md"] {
        let text = try #require(files[page])
        for words in ["EU SCCs", "12 months", "processor", "account IDs in place of names", "Counting which forms are used"] {
          #expect(text.contains(words), "\(page): \(words)")
        }
      }
    }
  }

  @Test func `the cover names the app`() throws {
    try assessed(Self.clean, ["--app", "Forms <for> Jira 4.2"]) { _, run, files in
      #expect(run.status == 0, "\(run.errors)")
      let page = try #require(files["compliance.html"])
      #expect(page.contains("Data sent by Forms &lt;for&gt; Jira 4.2"))
      #expect(files["compliance.md"]?.hasPrefix("# Data sent by Forms ") == true)
      let app = try report(files)["app"]
      #expect(app == .string("Forms <for> Jira 4.2"))
    }
  }

  @Test func `countries are assessed only if the answers name some`() throws {
    let answers = #"{"thirdPartyInformation": {"thirdPartyDetails": [{"name": "Segment"}]}}"#
    try withTemporaryFolder { folder in
      let file = try folder.file("answers.json", answers)
      try assessed(Self.clean, ["--privacy-and-security", file]) { _, _, files in
        let control = try control(files, "atlassian", "tab-countries")
        #expect(control["result"] == .string("not-assessed"))
        #expect(control["reasons"]?.elements.contains(.string("The answers name no country for Segment.")) == true)
      }
    }
  }

  @Test func `a control about special categories is not assessed while users' texts leave`() throws {
    let event = #"{"type":"track","event":"Form Opened","userId":"u-17","properties":{"formTitle":"Parental leave request"}}"#
    try assessed(MadeUp.har([MadeUp.entry("https://api.segment.io/v1/t", body: event)])) { _, _, files in
      let control = try control(files, "gdpr", "art-9-1")
      #expect(control["result"] == .string("not-assessed"))
      #expect(control["reasons"]?.elements.isEmpty == false)
    }
  }

  @Test func `a guess leaves the decision on a control to a person`() throws {
    let event = #"{"type":"identify","userId":"u-17","traits":{"religion":"Lutheran"},"context":{"ip":"0.0.0.0"}}"#
    let capture = MadeUp.har([MadeUp.entry("https://api.segment.io/v1/i", body: event)])
    try assessed(capture) { _, run, files in
      let control = try control(files, "gdpr", "art-9-1")
      #expect(control["result"] == .string("not-assessed"), "\(run.errors)")
      #expect(control["findings"]?.elements.count == 1)
      #expect(control["reasons"]?.elements == [.string("1 uncertain finding may contradict it; a person has to decide.")])
    }
  }

  @Test func `a clean capture with a policy contradicts nothing and exits 0`() throws {
    try assessed(Self.clean) { _, run, files in
      #expect(run.status == 0, "\(run.output) \(run.errors)")
      let result = try control(files, "gdpr", "art-5-1-c")["result"]
      #expect(result == .string("satisfied"))
      #expect(files["compliance.html"]?.lowercased().contains("compliant") == false)
    }
  }

  @Test func `unexamined data leaves controls unassessed and exits 2`() throws {
    for capture in [MadeUp.bodyless, MadeUp.truncated, MadeUp.har([])] {
      try assessed(capture) { _, run, files in
        // The connection to a vendor is seen, whatever its body.
        #expect(run.status == (capture == MadeUp.bodyless ? 1 : 2), "\(run.output) \(run.errors)")
        let result = try control(files, "gdpr", "art-9-1")["result"]
        #expect(result == .string("not-assessed"))
        let satisfied = try report(files)["results"]?["satisfied"]
        #expect(satisfied == .integer(0))
      }
    }
  }

  @Test func `the report is valid by its schema and OSCAL's, and reproducible`() throws {
    let schema = JSONSchema(try JSONValue(Tool.run(["schema", "compliance"]).output))
    let hostile = MadeUp.har([MadeUp.event(property: MadeUp.address, named: "<b>|`]]>\u{202E}{{x}}](y)")])
    for capture in [MadeUp.leaky, Self.clean, hostile, MadeUp.har([])] {
      var first: [String: String]?
      for _ in 0..<2 {
        try assessed(capture) { folder, _, files in
          let faults = try schema.faults(of: report(files))
          #expect(faults.isEmpty)
          #expect(try ReportValidator.faults([folder.path + "/report/assessment-results.json"]) == "")
          if let first { #expect(first == files) }
          first = files
          #expect(files["compliance.html"]?.contains("<b>") == false)
        }
      }
    }
  }

  @Test func `changes since an earlier report are listed`() throws {
    var earlier = ""
    try assessed(Self.clean) { _, _, files in earlier = try #require(files["compliance.json"]) }
    try assessed(MadeUp.leaky, files: ["old.json": earlier], ["--since", "old.json"], date: "2026-12-01") { _, run, files in
      #expect(run.status == 1)
      let text = try #require(files["compliance.md"])
      #expect(text.contains("## Changes since 2026"))
      #expect(text.contains("Data minimisation: satisfied before, not satisfied now."))
      let changes = try #require(report(files)["changes"])
      #expect(changes["newFindings"]?.elements.isEmpty == false && changes["newDestinations"]?.elements.isEmpty == true)
    }
    try assessed(Self.clean, files: ["old.json": earlier], ["--since", "old.json"]) { _, _, files in
      #expect(files["compliance.md"]?.contains("Nothing changed") == true)
    }
  }

  /// Answers about who shares what, in both directions.
  @Test func `declarations are compared with traffic`() throws {
    func answers(_ shared: Bool, _ name: String) -> String {
      #"{"appTrustInformation":{"thirdPartyInformation":{"isEndUserDataShared":\#(shared),"thirdPartyDetails":[{"name":"\#(name)","thirdPartyCountries":["US"]}]}}}"#
    }
    func rules(_ files: [String: String]) throws -> Set<String> {
      let findings = try #require(report(files)["findings"]?.elements)
      return Set(findings.compactMap { if case .string(let rule)? = $0["rule"] { rule } else { nil } })
    }
    let options = ["--privacy-and-security", "answers.json", "--sub-processors", "dpa.csv"]
    let other = ["answers.json": answers(false, "Amplitude"), "dpa.csv": "name,country\nAmplitude,US\n"]
    try assessed(MadeUp.leaky, files: other, options) { _, run, files in
      #expect(run.status == 1)
      let found = try rules(files)
      #expect(found.isSuperset(of: ["undeclared-third-party", "undeclared-sub-processor", "sharing-denied"]))
    }
    let right = ["answers.json": answers(true, "Twilio Segment"), "dpa.csv": "name,country\nSegment,US\n"]
    try assessed(MadeUp.leaky, files: right, options) { _, _, files in
      let found = try rules(files)
      #expect(
        found.isDisjoint(with: ["undeclared-third-party", "undeclared-sub-processor", "sharing-denied", "undeclared-country"]))
    }
  }

  /// Nothing was contradicted, and nothing was examined: that must not look good.
  @Test func `a capture without third parties satisfies nothing`() throws {
    try assessed(MadeUp.clean) { _, run, files in
      #expect(run.status == 0, "\(run.output) \(run.errors)")
      let satisfied = try report(files)["results"]?["satisfied"]
      #expect(satisfied == .integer(0))
      let page = try #require(files["compliance.html"])
      #expect(page.contains(#"<div class="verdict incomplete"><p class="status">Not assessed</p>"#))
      #expect(page.contains("Third parties received nothing in these captures."))
    }
  }

  @Test func `the digest of the rules includes an additional framework`() throws {
    func digest(_ more: [String], files: [String: String]) throws -> JSONValue? {
      var digest: JSONValue?
      try assessed(Self.clean, files: files, more) { _, _, files in digest = try report(files)["method"]?["rulesSha256"] }
      return digest
    }
    let own = try String(contentsOf: Tool.root.appending(path: "rules/frameworks/eprivacy.yaml"), encoding: .utf8)
    let with = try digest(["--rules", "own.yaml"], files: ["own.yaml": own])
    let other = try digest(["--rules", "own.yaml"], files: ["own.yaml": own + "\n"])
    let without = try digest([], files: [:])
    #expect(with != nil && with != other && with != without)
  }

  /// One session proves that something is sent, and never that nothing is.
  @Test func `a draft answers no question with no`() throws {
    for capture in [Self.clean, MadeUp.clean, MadeUp.har([])] {
      try assessed(capture, ["--draft-privacy-and-security", "draft.json"]) { folder, _, _ in
        let draft = try String(contentsOf: folder.appending(path: "draft.json"), encoding: .utf8)
        #expect(!draft.contains("false") && !draft.contains("true"), "\(draft)")
      }
    }
  }

  @Test func `the folder of a Trust Center bundle is left unchanged`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("capture.har", Self.clean)
      let publish = try Tool.run(["publish", "capture.har", "-o", "out", "--no-policy"], in: folder)
      #expect(publish.status == 0, "\(publish.errors)")
      let before = try Planted.files(in: folder.appending(path: "out"))
      let run = try Tool.run(["compliance", "capture.har", "-o", "out", "--no-policy"], in: folder)
      #expect(run.status == 64, "\(run.errors)")
      let after = try Planted.files(in: folder.appending(path: "out"))
      #expect(after == before)
    }
  }

  @Test func `a draft of the answers agrees with its traffic`() throws {
    var draft = ""
    try assessed(MadeUp.leaky, ["--draft-privacy-and-security", "draft.json"]) { folder, run, _ in
      #expect(run.output.contains("These it cannot give:") && run.output.contains("dataRetention"))
      draft = try String(contentsOf: folder.appending(path: "draft.json"), encoding: .utf8)
    }
    #expect(draft.contains("Twilio Segment") && draft.contains(#""isEndUserDataShared": true"#))
    try assessed(MadeUp.leaky, files: ["draft.json": draft], ["--privacy-and-security", "draft.json"]) { _, _, files in
      let result = try control(files, "atlassian", "tab-third-parties")["result"]
      #expect(result == .string("satisfied"))
    }
  }

  @Test(arguments: [
    (["--framework", "gpdr"], "there is no framework `gpdr`"), (["--since", "capture.har"], "not a compliance report"),
    (["--privacy-and-security", "capture.har"], "not the Privacy and Security answers"),
    (["--sub-processors", "none.csv"], "none.csv: no such file"),
  ])
  func `wrong input exits 64 and writes nothing`(_ more: [String], _ message: String) throws {
    try assessed(MadeUp.leaky, more) { _, run, files in
      #expect(run.status == 64, "\(run.errors)")
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(files.isEmpty)
    }
  }

  @Test func `frameworks are listed, shown and tested, including additional ones`() throws {
    #expect(try Tool.run(["frameworks", "list"]).output.contains("gdpr"))
    #expect(try Tool.run(["frameworks", "show", "gdpr"]).output.contains("Art. 5(1)(c)"))
    try withTemporaryFolder { folder in
      let own = """
        id: own
        title: Our contract
        short: Contract
        edition: '1'
        publisher: Ourselves
        source: https://app.example/contract
        checked: 2026-12-01
        applies: Always.
        controls:
          - id: emails
            number: § 1
            title: No emails
            asks: No email reaches anybody.
            source: https://app.example/contract
            against: [email]
            needs: [examined]
            unseen: Nothing.
            examples:
              satisfied:
                - requests: [{url: 'https://api.segment.io/v1/t', body: '{"type":"track","event":"A","userId":"u"}'}]
              not_satisfied:
                - requests: [{url: 'https://api.segment.io/v1/t', body: '{"type":"track","event":"A","userId":"u"}'}]

        """
      let file = try folder.file("own.yaml", own)
      let test = try Tool.run(["frameworks", "test", file])
      #expect(test.status == 1 && test.errors.contains("own.yaml:22: § 1 is to be not satisfied, and is satisfied"), "\(test.errors)")
      _ = try folder.file("capture.har", MadeUp.leaky)
      let run = try Tool.run(["compliance", "capture.har", "-o", "report", "--rules", file, "--framework", "own"], in: folder)
      #expect(run.status == 1 && run.output.contains("1 framework, controls 0 satisfied, 1 not satisfied, 0 not assessed"))
    }
  }
}
