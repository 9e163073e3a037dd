import Foundation
import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Reports

/// The effect of policy and baseline on findings is visible in every format, in the usual way of the format.
@Suite struct StandingTests {
  private static let policy = """
    ignored_hosts: [status.example]
    personas: [{name: M. Holloway}]
    disclosures:
      - {field: properties.formName, reason: our templates, link: 'https://app.example/t'}
    waivers:
      - {rule: email, path: properties.waived, reason: being fixed, owner: ines, expires: 2027-01-31}
      - {rule: email, path: properties.ended, reason: was to be fixed, owner: sam, expires: 2026-01-31}
      - {rule: phone-field, path: properties.nothing, reason: long gone, expires: 2027-01-31}
    """

  private static let capture: String = {
    func event(_ name: String, _ value: String) -> String {
      let body =
        #"{"type":"track","event":"Sent","userId":"u","messageId":"m","projectId":"p","properties":{"\#(name)":"\#(value)"}}"#
      return Recording.entry("https://api.segment.io/v1/t", body: body)
    }
    let mail = #"{"mail":"jane.roe@copperline.dev"}"#
    return Recording.har(
      Recording.document("https://www.app.test/"),
      Recording.entry("https://status.example/ping", body: mail),
      event("formName", "Redundancies in the Leeds office"), event("waived", "ann.lee@copperline.dev"),
      event("ended", "bob.ray@copperline.dev"), event("known", "cy.dunn@copperline.dev"), event("plain", "dee.fox@copperline.dev"),
      event("row", "m. holloway"))
  }()

  private let report: AuditReport

  init() throws {
    let policy = try PolicyFileTests.policy(Self.policy)
    let book = try Standard.book.adding(policy.personas, file: policy.file)
    let known = try #require(Audited(Self.capture).findings("email").first { $0.field == "properties.known" })
    let baseline = #"{"schemaVersion": 1, "findings": [{"fingerprint": "\#(known.fingerprint)"}, {"fingerprint": "0000000000000000"}]}"#
    report = try Audited(Self.capture, book: book) {
      $0.policy = policy
      $0.baseline = try? Baseline(baseline, file: "known.json")
    }.report
  }

  private func finding(_ field: String) throws -> Finding {
    try #require(report.findings.first { $0.field == "properties.\(field)" && ["email", "content-title"].contains($0.rule.id) })
  }

  @Test func theCaptureHasOneOfEachKind() throws {
    #expect(
      try ["formName", "waived", "ended", "known", "plain"].map { try finding($0).disposition.name }
        == ["disclosed", "waived", "expired", "known", "open"])
    #expect(
      report.notes.map(\.description) == [
        "known.json:1: 1 of 2 known findings are gone: regenerate the baseline",
        "telltale.yaml:8: this waiver covers no finding: remove it",
      ])
    #expect(report.ignored == 1)
  }

  /// Every format shows these: the finding of the persona's rule, and the expired waiver. Lines of occurrences only have positions.
  @Test(arguments: ReportFormat.allCases.filter { $0 != .ndjson })
  func everyFormatSaysWhatFails(_ format: ReportFormat) throws {
    let texts = try ReportReading.texts(of: format.render(report), format)
    #expect(texts.contains { $0.contains("ersona's name") })
    #expect(texts.contains { $0.contains("the waiver ended on 2026-01-31") })
    for note in ["this waiver covers no finding", "1 of 2 known findings are gone"] {
      #expect(texts.contains { $0.contains(note) }, "\(note)")
    }
    // A list of issues has no place for these.
    guard format != .gitlab else { return }
    #expect(texts.contains { $0.contains("telltale.yaml") })
    let accepted =
      format == .github ? ["1 disclosed", "1 known", "1 waived"] : ["our templates", "waived until 2027-01-31 by ines", "baseline"]
    for words in accepted { #expect(texts.contains { $0.contains(words) }, "\(words)") }
  }

  /// An additional rule is like one in the binary.
  @Test(arguments: ReportFormat.allCases)
  func rulesOfOnesOwnShowInEveryFormat(_ format: ReportFormat) throws {
    let rules = """
      - id: ticket-number
        title: Number of a support ticket
        category: user-content
        severity: high
        confidence: certain
        keywords: [ticket-]
        regex: '(?<number>TICKET-[0-9]+)'
        group: number
        message: "A ticket number reached {destination} in {field}"
        why: A ticket leads to what a customer wrote. Whoever knows its number may ask for it.
        fix: Send the kind of the ticket.
        examples: {hits: ['see ⟦TICKET-4711⟧'], misses: [TICKETS-4711]}
      """
    let book = try RuleBook.standard(adding: [("ours.yaml", rules)])
    let texts = try ReportReading.texts(
      of: format.render(Audited(Recording.request(body: #"{"a":"TICKET-4711"}"#), book: book).report), format)
    #expect(texts.contains { $0.contains("ticket-number") })
  }

  // MARK: SARIF

  private func run() throws -> [String: Any] {
    let log = try JSONSerialization.jsonObject(with: Data(ReportFormat.sarif.render(report).utf8)) as? [String: Any]
    return try #require((log?["runs"] as? [[String: Any]])?.first)
  }

  private func result(_ field: String) throws -> [String: Any] {
    let fingerprint = try finding(field).fingerprint
    return try #require(
      (run()["results"] as? [[String: Any]])?.first {
        ($0["partialFingerprints"] as? [String: String])?["telltale/v1"] == fingerprint
      })
  }

  @Test(arguments: [
    ("formName", "disclosed: our templates (https://app.example/t)"), ("waived", "waived until 2027-01-31 by ines: being fixed"),
    ("known", "in the baseline"), ("ended", nil), ("plain", nil),
  ])
  func sarifSuppressesWhatIsAcceptedAndSaysWhy(_ field: String, _ justification: String?) throws {
    let suppressions = try #require(result(field)["suppressions"] as? [[String: String]])
    #expect(suppressions == (justification.map { [["kind": "external", "status": "accepted", "justification": $0]] } ?? []))
  }

  @Test(arguments: [("known", "unchanged"), ("plain", "new"), ("waived", nil), ("ended", nil), ("formName", nil)])
  func sarifSaysWhatIsNewWhereThatIsKnown(_ field: String, _ state: String?) throws {
    #expect(try result(field)["baselineState"] as? String == state)
    let without = try ReportFormat.sarif.render(Audited(Self.capture).report)
    #expect(!without.contains("baselineState"))
  }

  @Test func sarifHasNotesAsNotificationsWithTheirPosition() throws {
    let invocation = try #require((run()["invocations"] as? [[String: Any]])?.first)
    let notes = try #require(invocation["toolConfigurationNotifications"] as? [[String: Any]])
    #expect(notes.map { $0["level"] as? String } == ["note", "note"])
    let place = ((notes[1]["locations"] as? [[String: Any]])?.first?["physicalLocation"]) as? [String: Any]
    #expect((place?["artifactLocation"] as? [String: Any])?["uri"] as? String == "telltale.yaml")
    #expect((place?["region"] as? [String: Any])?["startLine"] as? Int == 8)
  }

  @Test func sarifDescribesEveryRuleThatFoundSomething() throws {
    let driver = try #require((run()["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]]).map { $0["id"] as? String }
    #expect(rules.contains("persona-name"))
    for result in try #require(run()["results"] as? [[String: Any]]) {
      let number = try #require(result["ruleIndex"] as? Int)
      #expect(rules[number] == result["ruleId"] as? String)
    }
  }

  // MARK: The others

  @Test func junitSkipsAcceptedFindingsWithAReasonAndFailsExpiredWaivers() throws {
    var accepted = report
    accepted.findings.removeAll { $0.rule.id != "content-title" }
    let xml = ReportFormat.junit.render(accepted)
    #expect(xml.contains(#"<skipped message="disclosed: our templates (https://app.example/t)"/>"#))
    let whole = ReportFormat.junit.render(report)
    #expect(
      whole.contains(/name="persona-name">\s*<failure message/)
        && whole.contains("[the waiver ended on 2026-01-31 by sam: was to be fixed]"))
    #expect(whole.contains(#"<property name="policy" value="telltale.yaml"/>"#) && whole.contains(#"<property name="ignored" value="1"/>"#))
    #expect(whole.contains(#"<testcase classname="telltale.yaml" name="line 8">"#))
  }

  @Test func markdownHasASectionForEach() {
    let markdown = ReportFormat.markdown.render(report)
    for part in [
      "8 records, of which 1 ignored. By `telltale.yaml`.",
      "\n**Accepted**\n\n- 1 finding: `disclosed: our templates (https://app.example/t)`\n",
      "\n**Stale entries**\n\n- `known.json:1`: 1 of 2 known findings are gone",
    ] {
      #expect(markdown.contains(part), "\(part)")
    }
  }

  @Test func gitHubAnnotatesTheLineOfThePolicy() {
    let lines = ReportFormat.github.render(report).split(separator: "\n")
    #expect(
      lines.contains("::notice file=telltale.yaml,line=8,title=Stale entry::this waiver covers no finding: remove it"))
    #expect(lines.last?.contains("1 disclosed, 1 known, 1 waived, 1 record ignored; by telltale.yaml; Treated as first-party: ") == true)
  }

  @Test func gitLabLeavesOutWhatIsAccepted() throws {
    let issues = try #require(JSONSerialization.jsonObject(with: Data(ReportFormat.gitlab.render(report).utf8)) as? [[String: Any]])
    let fingerprints = Set(issues.compactMap { $0["fingerprint"] as? String })
    for (field, isListed) in [("formName", false), ("waived", false), ("known", false), ("ended", true), ("plain", true)] {
      #expect(try fingerprints.contains(finding(field).fingerprint) == isListed, "\(field)")
    }
    let note = try #require(
      issues.first { $0["check_name"] as? String == "outdated" && ($0["description"] as? String)?.contains("waiver") == true })
    #expect((note["location"] as? [String: Any])?["path"] as? String == "telltale.yaml")
  }

  @Test func theTextAndThePageSayHowManyWereIgnored() {
    #expect(ReportFormat.text.render(report).contains("1 record ignored"))
    #expect(ReportFormat.html.render(report).contains("(1 ignored)"))
  }
}
