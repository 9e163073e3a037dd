import Testing

@testable import Auditing
@testable import Knowledge
@testable import Reports
@testable import Vocabulary

/// Tools behind a data platform, as its settings and its events name them.
@Suite struct OnwardTests {
  private static func settings(_ url: String, _ json: String) -> String {
    let response = #"{"status":200,"content":{"mimeType":"application/json","text":\#(Encode.string(json))}}"#
    return Recording.har(Recording.document("https://app.test/"), Recording.entry(url, method: "GET", response: response))
  }

  private static let segment = settings(
    "https://cdn.segment.com/v1/projects/key/settings",
    #"{"integrations":{"Segment.io":{"apiKey":"key","unbundledIntegrations":["BigQuery"]},"Intercom":{"appId":"a"},"Amplitude":{}},"remotePlugins":[{"name":"Mixpanel (Actions)"}]}"#
  )

  private static let rudderStack = settings(
    "https://api.rudderstack.com/sourceConfig/?writeKey=w",
    #"{"source":{"destinations":[{"enabled":true,"destinationDefinition":{"name":"GA4","displayName":"Google Analytics 4 (GA4)"}},{"enabled":false,"destinationDefinition":{"name":"INTERCOM","displayName":"Intercom"}}]}}"#
  )

  private func through(_ platform: String, _ report: AuditReport) -> [String] {
    report.traffic.filter { $0.through == [platform] }.map(\.id).sorted()
  }

  @Test func `the settings of Segment name the tools behind it`() throws {
    let report = try Audited(Self.segment).report
    #expect(through("segment", report) == ["BigQuery", "amplitude", "intercom", "mixpanel"])
    #expect(report.traffic.filter { !$0.through.isEmpty }.allSatisfy { $0.party == .third && !$0.isDirect })
  }

  @Test func `what RudderStack has switched off receives nothing`() throws {
    #expect(through("rudderstack", try Audited(Self.rudderStack).report) == ["ga4"])
  }

  @Test func `an event lists which tools its page has loaded and which the server serves`() throws {
    let event =
      #"{"type":"track","event":"A","userId":"u","messageId":"m","_metadata":{"bundled":["Segment.io","Intercom"],"unbundled":["Braze Cloud Mode (Actions)"],"bundledIds":[]}}"#
    let report = try Audited(Recording.har(Recording.entry("https://api.segment.io/v1/t", body: event))).report
    #expect(through("segment", report) == ["braze", "intercom"])
    #expect(through("segment", try Audited(event + "\n").report) == ["braze", "intercom"])
  }

  @Test func `tools that the policy does not list are findings`() throws {
    func findings(_ destinations: [Policy.Destination]?) throws -> [String] {
      try Audited(Self.segment) { $0.policy.destinations = destinations }.findings("undeclared-onward").map(\.destination).sorted()
    }
    let segment = Policy.Destination(id: "segment")
    let behind = ["intercom", "amplitude", "mixpanel", "bigquery"].map { Policy.Destination(id: $0, through: "segment") }
    #expect(try findings([segment] + behind).isEmpty)
    #expect(try findings([segment] + behind.dropFirst()) == ["intercom"])
    #expect(try findings([segment] + behind.dropLast()) == ["BigQuery"])
    #expect(try findings(nil).isEmpty)
  }

  @Test func `other settings name no tools`() throws {
    for json in ["", "null", "[1]", #"{"integrations":[]}"#, #"{"integrations":{"Segment.io":{}}}"#, "<html></html>"] {
      #expect(
        through("segment", try Audited(Self.settings("https://cdn.segment.com/v1/projects/key/settings", json)).report).isEmpty, "\(json)")
    }
  }

  @Test func `the inventory and a first policy list them`() throws {
    let audited = try Audited(Self.segment) { $0.inventory = true }
    let inventory = try #require(audited.report.inventory)
    #expect(
      inventory.destinations.filter { $0.through == ["segment"] }.map(\.id).sorted() == ["BigQuery", "amplitude", "intercom", "mixpanel"])
    #expect(try InventoryFile.inventory(Array(InventoryJSON.render(inventory).utf8), file: "i") == inventory)
    let policy = try PolicyFileTests.policy(PolicyDraft.text(from: audited.report))
    #expect(policy.destinations?.first { $0.id == "bigquery" }?.through == "segment")
    #expect(try Audited(Self.segment) { $0.policy = policy }.findings("undeclared-onward").isEmpty)
  }

  // MARK: Own instances

  private static let own = Recording.har(
    Recording.document("https://app.test/"),
    Recording.entry("https://stats.other.test/matomo.php?idsite=1&rec=1&url=https%3A%2F%2Fapp.test%2F%3Femail%3Djane.roe%40copperline.dev"))

  @Test func `self-hosted software is the app's own, and its destinations are asked for`() throws {
    let third = try Audited(Self.own)
    #expect(third.report.traffic.first { $0.id == "matomo" }?.party == .third)
    #expect(!third.findings("email").isEmpty)
    let policy = [Policy.Destination(id: "matomo", isSelfHosted: true)]
    let own = try Audited(Self.own) { $0.policy.destinations = policy }
    #expect(own.report.traffic.first { $0.id == "matomo" }?.party == .first)
    #expect(own.findings("email").isEmpty && own.findings("onward-unsaid").map(\.severity) == [.low])
    let byHost = [Policy.Destination(id: "stats.other.test", host: HostPattern("stats.other.test"), isSelfHosted: true)]
    #expect(try Audited(Self.own) { $0.policy.destinations = byHost }.report.traffic.first { $0.id == "matomo" }?.party == .first)
    let said = policy + [Policy.Destination(id: "intercom", through: "matomo")]
    #expect(try Audited(Self.own) { $0.policy.destinations = said }.findings("onward-unsaid").isEmpty)
  }

  @Test func `a customer who opted out is kept out of the app's own analytics too`() throws {
    let policy = [Policy.Destination(id: "matomo", isSelfHosted: true)]
    let audited = try Audited(Self.own) { ($0.policy.destinations, $0.isOptedOut) = (policy, true) }
    #expect(audited.findings("opted-out-event").map(\.destination) == ["matomo"])
  }
}
