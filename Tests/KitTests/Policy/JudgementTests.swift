import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// How a policy changes findings.
@Suite struct JudgementTests {
  private func audited(_ capture: String, _ policy: String) throws -> Audited {
    let policy = try PolicyFileTests.policy(policy)
    return try Audited(capture, book: Standard.book.adding(policy.personas, file: policy.file)) {
      $0.policy = policy
      $0.failOn = policy.failOn ?? .high
    }
  }

  private let form = """
    {"type":"track","event":"Form Created","userId":"u","messageId":"m","projectId":"p","integrations":{"All":false},"context":{"ip":"0.0.0.0"},"properties":{"formName":"Redundancies in the Leeds office, 2027"}}

    """

  // MARK: Disclosures

  @Test func disclosedFindingsAreShownAndDoNotFail() throws {
    #expect(try Audited(form).report.verdict.status == .fail)
    let audited = try audited(
      form, "disclosures: [{field: properties.formName, event: Form Created, reason: our templates, link: 'https://app.example/t'}]")
    #expect(audited.findings("content-title").map(\.disposition) == [.disclosed(reason: "our templates", link: "https://app.example/t")])
    #expect(audited.report.verdict.status == .pass)
    #expect(audited.report.verdict.accepted == ["disclosed": 1])
    #expect(audited.text.contains("disclosed: our templates (https://app.example/t)"))
  }

  @Test(arguments: [
    "field: properties.form", "field: properties.formName, event: Form Deleted", "field: properties.formName, destination: intercom",
  ])
  func whatADisclosureDoesNotNameItDoesNotCover(subject: String) throws {
    let audited = try audited(form, "disclosures: [{\(subject), reason: our templates}]")
    #expect(audited.report.verdict.status == .fail)
    #expect(audited.report.notes.map(\.description) == ["telltale.yaml:1: nothing was found that this disclosure covers"])
  }

  /// A template's name is disclosed, and a person whose email address is in it is not.
  @Test func aDisclosureOfAFieldDoesNotCoverPeopleInIt() throws {
    let capture = form.replacing("Redundancies", with: "jane.roe@copperline.dev")
    let policy = "disclosures: [{field: properties.formName, reason: our templates}]"
    #expect(try audited(capture, policy).findings("email").map(\.disposition) == [.open])
    let named = policy.replacing("reason", with: "rule: email, reason")
    #expect(try audited(capture, named).findings("email").map(\.disposition) == [.disclosed(reason: "our templates", link: nil)])
  }

  @Test func aCredentialIsNeverDisclosed() throws {
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1YjEwYWM4ZDgyZTA1YjIyY2M3ZDRlZjUiLCJxc2giOiJjb250ZXh0LXFzaCJ9.c2lnbmF0dXJl"
    let audited = try audited(
      form.replacing("Redundancies in the Leeds office, 2027", with: token), "disclosures: [{field: 'properties.*', reason: all is well}]")
    #expect(audited.report.verdict.status == .fail)
  }

  // MARK: Waivers

  @Test func aWaiverIsValidToTheEndOfItsDay() throws {
    let waived = try audited(form, "waivers: [{rule: content-title, path: properties.*, reason: wip, owner: ines, expires: 2026-11-25}]")
    #expect(waived.report.verdict.status == .pass)
    #expect(waived.text.contains("waived until 2026-11-25 by ines: wip"))
    let over = try audited(form, "waivers: [{rule: content-title, path: properties.*, reason: wip, owner: ines, expires: 2026-11-24}]")
    #expect(over.report.verdict.status == .fail)
    #expect(over.text.contains("the waiver ended on 2026-11-24 by ines: wip"))
  }

  @Test func anExpiredWaiverFailsWhateverTheSeverity() throws {
    let audited = try audited(
      form,
      "{waivers: [{rule: content-title, path: '*', reason: wip, expires: 2026-11-24}], gate: {fail_on: critical}, severity: {content-title: low}}"
    )
    #expect(audited.findings("content-title").map(\.severity) == [.low])
    #expect(audited.report.verdict.status == .fail)
  }

  @Test func aWaiverCanNameTheFinding() throws {
    let fingerprint = try #require(Audited(form).findings("content-title").first?.fingerprint)
    let audited = try audited(form, "waivers: [{fingerprint: \(fingerprint), reason: wip, expires: 2027-01-01}]")
    #expect(audited.report.verdict.status == .pass)
    #expect(audited.report.notes.isEmpty)
  }

  /// An entry that another one takes precedence over still has a finding.
  @Test func onlyEntriesWithoutFindingsAreStale() throws {
    let policy = """
      disclosures:
        - {field: properties.formName, reason: one}
        - {field: 'properties.*', reason: other}
      waivers:
        - {rule: content-title, path: '*', reason: wip, expires: 2027-01-01}
      """
    let known = try Baseline(Baseline.render(Audited(form).report.findings), file: "baseline.json")
    let read = try PolicyFileTests.policy(policy)
    let audited = try Audited(form) {
      $0.policy = read
      $0.baseline = known
    }
    #expect(audited.findings("content-title").map(\.disposition) == [.disclosed(reason: "one", link: nil)])
    #expect(audited.report.notes.isEmpty)
  }

  @Test func aWaiverWithoutFindingsIsReported() throws {
    let audited = try audited(form, "waivers:\n  - {rule: email, path: '*', reason: wip, expires: 2027-01-01}")
    #expect(audited.report.notes.map(\.description) == ["telltale.yaml:2: this waiver covers no finding: remove it"])
    #expect(audited.text.contains("Stale entries\n  telltale.yaml:2: this waiver covers no finding"))
  }

  // MARK: Severities, hosts, personas

  @Test func aSeverityOfThePolicyCountsAtThirdPartiesOnly() throws {
    let capture = Recording.har(
      Recording.document("https://www.app.test/"),
      Recording.entry("https://www.app.test/api", headers: [("Referer", "https://www.app.test/list/of/things")], body: "{}"),
      Recording.entry("https://collect.example/v1", headers: [("Referer", "https://www.app.test/list/of/things")], body: "{}"))
    let findings = try audited(capture, "severity: {unlisted-destination: critical}").findings("unlisted-destination")
    #expect(findings.map(\.severity) == [.critical])
    #expect(findings.map(\.destination) == ["collect.example"])
  }

  @Test func recordsOfAnIgnoredHostAreCounted() throws {
    let leak = #"{"mail":"jane.roe@copperline.dev"}"#
    let capture = Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://a.collect.example/v1", body: leak),
      Recording.entry("https://collect.example/v1", body: "{}"))
    let report = try audited(capture, "ignored_hosts: ['*.collect.example']").report
    #expect(report.findings.allSatisfy { $0.rule.id != "email" })
    #expect(report.captures.map(\.ignored) == [1])
    #expect(report.traffic.flatMap(\.hosts) == ["collect.example", "www.app.test"])
  }

  @Test func aPersonasDataIsFoundWhereNoRuleFindsIt() throws {
    let capture = form.replacing("Redundancies in the Leeds office, 2027", with: "x").replacing(
      "formName", with: "trail")
    let log = capture.replacing("\"x\"", with: "\"opened by ZELDA QUIRK-O'HARA today\"")
    let audited = try audited(log, "personas: [{name: \"Zelda Quirk-O'Hara\", account_id: 5b10ac8d82e05b22cc7d4ef5}]")
    #expect(audited.findings("persona-name").map(\.field) == ["properties.trail"])
    #expect(audited.findings("persona-account-id").isEmpty)
    #expect(!audited.json.contains("ZELDA"))
    let other = try self.audited(capture.replacing("\"x\"", with: "\"Zelda Quirk-O'Haran\""), "personas: [{name: \"Zelda Quirk-O'Hara\"}]")
    #expect(other.findings("persona-name").isEmpty)
  }
}
