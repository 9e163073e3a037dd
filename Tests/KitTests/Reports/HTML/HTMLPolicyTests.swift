import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Reports
@testable import Vocabulary

/// Policy and baseline are visible on the page, separate from open findings.
@Suite struct HTMLPolicyTests {
  private func page(
    _ sample: String, _ policy: String, today: String = "2026-11-01", _ change: (inout Audit.Configuration) -> Void = { _ in }
  )
    throws -> Markup
  {
    let book = try Standard.book
    let day = try #require(Day(today))
    let policy = try PolicyFile.policy(policy, file: "telltale.yaml", known: book.names, today: day)
    let markup = Markup(
      HTMLReport.render(
        try Audited(contentsOf: sample) {
          $0.policy = policy
          change(&$0)
        }.report))
    #expect(markup.failure == nil)
    return markup
  }

  private func statuses(_ markup: Markup) -> [String] { markup.elements("article").compactMap { $0.attributes["data-statuses"] } }

  private let waiver = """
    disclosures:
      - {field: client.ip, reason: 'For <b>tax</b>', link: 'https://app.example/trust'}
    waivers:
      - {rule: page-title-content, path: page.title, reason: Neutral titles come, owner: platform, expires: 2026-12-31}
      - {fingerprint: 0123456789abcdef, reason: Gone, expires: 2027-01-31}
    """

  @Test func `accepted findings come after open ones, with their reason`() throws {
    let markup = try page("rudderstack-events.ndjson", waiver)
    let statuses = statuses(markup)
    #expect(statuses.contains("disclosed") && statuses.contains("waived"))
    let first = try #require(statuses.firstIndex { !$0.contains("open") })
    #expect(statuses[first...].allSatisfy { ["disclosed", "waived"].contains($0) })
    #expect(markup.values(of: "id").contains("accepted") && markup.values(of: "href").contains("#accepted"))
    #expect(markup.text.contains("Accepted, and not counted: 1 disclosed and 1 waived."))
    #expect(markup.text.contains("waived until 2026-12-31 by platform: Neutral titles come"))
    #expect(markup.text.contains("disclosed: For <b>tax</b> (https://app.example/trust)"))
    #expect(markup.elements("b").isEmpty)
  }

  @Test func `an expired waiver comes first, and stale entries have a link`() throws {
    let markup = try page("rudderstack-events.ndjson", waiver, today: "2027-01-01")
    #expect(markup.text.contains("A waiver has ended. 1 finding counts again, whatever the severity."))
    #expect(markup.elements("span").contains { $0.attributes["class"] == "mark expired" })
    #expect(markup.values(of: "href").contains("#notes") && markup.text.contains("Stale entries in policy and baseline: 1."))
    #expect(markup.text.contains("telltale.yaml:5: this waiver covers no finding: remove it"))
  }

  @Test func `data sent after an opt-out is on the cover`() throws {
    let markup = try page("optout-broken.har", "opt_out: ['*.har']")
    #expect(markup.text.contains("The customer opted out. Still reached: Intercom, Beamer and Hotjar."))
    #expect(!(try page("optout-broken.har", "").text.contains("opted out.")))
    #expect(!markup.text.contains("service received anything"))
    let held = try page("atlassian-platform.har", "opt_out: ['*.har']")
    #expect(held.text.contains("no known analytics, replay, messaging or advertising service received anything: 1 capture."))
  }

  @Test func `records that the policy ignores are counted`() throws {
    let markup = try page("connect-segment-leaky.har", "ignored_hosts: ['*.intercom.io']")
    #expect(markup.text.contains("Ignored by the policy: 1 record."))
    #expect(markup.text.contains("(1 ignored)"))
  }
}
