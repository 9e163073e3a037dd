import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// A rule that is written once, for a canonical field, finds the same thing in every dialect.
@Suite struct CanonicalFieldTests {
  /// A place for a planted value: `⟦⟧` in the body or the URL, percent-encoded there.
  struct Plant: Sendable, CustomTestStringConvertible {
    var vendor: String
    var field: String
    var url: String
    var body: String?
    var headers: [(String, String)] = []
    var testDescription: String { "\(vendor) \(field)" }

    func har(_ value: String, encoded: (String) -> String) -> String {
      let text = body.map { $0.replacing("⟦⟧", with: $0.hasPrefix("{") || $0.hasPrefix("[") ? value : encoded(value)) }
      return Recording.har(
        Recording.document("https://forms.app.example/"),
        Recording.entry(url.replacing("⟦⟧", with: encoded(value)), method: body == nil ? "GET" : "POST", headers: headers, body: text))
    }
  }

  private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1YjEwYWM4ZDgyZTA1YjIyY2M3ZDRlZjUiLCJxc2giOiJjb250ZXh0LXFzaCJ9.c2lnbmF0dXJl"
  private static let page = "https://forms.app.example/connect?jwt=\(token)"

  private static func encoded(_ text: String) -> String {
    String(decoding: WireTemplate.Packing.percent.packed(Array(text.utf8)), as: UTF8.self)
  }

  private static func segment(_ members: String) -> String {
    #"{"type":"track","event":"Form Created","userId":"u-17","messageId":"m-1",\#(members)}"#
  }

  private static let addresses: [Plant] = [
    Plant(vendor: "segment", field: "page.url", url: "https://api.segment.io/v1/t", body: segment(#""context":{"page":{"url":"⟦⟧"}}"#)),
    Plant(
      vendor: "rudderstack", field: "page.url", url: "https://rs.app.example/v1/track",
      body: segment(#""channel":"web","context":{"page":{"tab_url":"⟦⟧"}}"#), headers: [("AnonymousId", "YS0x")]),
    Plant(vendor: "ga4", field: "page.url", url: "https://www.google-analytics.com/g/collect?v=2&tid=G-T&cid=1.2&en=page_view&dl=⟦⟧"),
    Plant(vendor: "ga4", field: "page.referrer", url: "https://www.google-analytics.com/g/collect?v=2&tid=G-T&cid=1.2&en=page_view&dr=⟦⟧"),
    Plant(vendor: "matomo", field: "page.url", url: "https://stats.app.example/matomo.php?idsite=3&rec=1&url=⟦⟧"),
    Plant(vendor: "matomo", field: "page.referrer", url: "https://stats.app.example/matomo.php?idsite=3&rec=1&urlref=⟦⟧"),
    Plant(vendor: "meta-pixel", field: "page.url", url: "https://www.facebook.com/tr/?id=1&ev=PageView&dl=⟦⟧"),
    Plant(vendor: "meta-pixel", field: "page.referrer", url: "https://www.facebook.com/tr/?id=1&ev=PageView&rl=⟦⟧"),
    Plant(vendor: "snowplow", field: "page.url", url: "https://collect.app.example/i?e=pv&p=web&tv=js-4&url=⟦⟧"),
    Plant(
      vendor: "mixpanel", field: "page.url", url: "https://api-js.mixpanel.com/track/",
      body: #"[{"event":"x","properties":{"token":"test","time":1,"$current_url":"⟦⟧"}}]"#),
    Plant(
      vendor: "amplitude", field: "page.url", url: "https://api2.amplitude.com/2/httpapi",
      body: #"{"events":[{"event_type":"x","user_id":"u-17","event_properties":{"[Amplitude] Page Location":"⟦⟧"}}]}"#),
    Plant(
      vendor: "posthog", field: "page.url", url: "https://us.i.posthog.com/e/",
      body: #"{"event":"$pageview","properties":{"token":"phc","$lib":"web","$set":{"$current_url":"⟦⟧"}}}"#),
    Plant(
      vendor: "sentry", field: "page.url", url: "https://o1.ingest.sentry.io/api/1/envelope/",
      body: #"{"event_id":"e"}\#n{"type":"event"}\#n{"request":{"url":"⟦⟧"}}"#),
    Plant(
      vendor: "sentry", field: "page.url", url: "https://o1.ingest.sentry.io/api/1/envelope/",
      body: #"{"event_id":"e"}\#n{"type":"event"}\#n{"message":"x","breadcrumbs":[{"category":"fetch","data":{"url":"⟦⟧"}}]}"#),
    Plant(
      vendor: "datadog", field: "page.url", url: "https://browser-intake-datadoghq.eu/api/v2/rum?ddsource=browser",
      body: #"{"type":"view","view":{"url":"⟦⟧"}}"#),
    Plant(
      vendor: "datadog", field: "page.referrer", url: "https://browser-intake-datadoghq.eu/api/v2/rum?ddsource=browser",
      body: #"{"type":"view","view":{"referrer":"⟦⟧"}}"#),
    Plant(
      vendor: "plausible", field: "page.url", url: "https://plausible.io/api/event",
      body: #"{"n":"pageview","u":"⟦⟧","d":"app.example"}"#),
    Plant(vendor: "intercom", field: "page.url", url: "https://api-iam.intercom.io/messenger/web/ping", body: "app_id=t&v=3&referer=⟦⟧"),
  ]

  @Test(arguments: addresses) func aTokenInAPageURLIsFoundInItsCanonicalField(plant: Plant) throws {
    let audited = try Audited(plant.har(Self.page, encoded: Self.encoded))
    let found = audited.findings("jwt-in-page-url").filter { $0.destination == plant.vendor }
    #expect(found.flatMap(\.occurrences).contains { $0.field == plant.field }, "\(audited.lines)")
  }

  private static let traits: [Plant] = [
    Plant(
      vendor: "segment", field: "user.traits.email", url: "https://api.segment.io/v1/i",
      body: #"{"type":"identify","userId":"u-17","messageId":"m-1","traits":{"email":"⟦⟧"}}"#),
    Plant(
      vendor: "segment", field: "group.traits.email", url: "https://api.segment.io/v1/g",
      body: #"{"type":"group","userId":"u-17","groupId":"g-3","messageId":"m-1","traits":{"email":"⟦⟧"}}"#),
    Plant(
      vendor: "rudderstack", field: "user.traits.email", url: "https://rs.app.example/v1/track",
      body: segment(#""channel":"web","context":{"traits":{"email":"⟦⟧"}}"#)),
    Plant(vendor: "segment", field: "properties.email", url: "https://api.segment.io/v1/t", body: segment(#""properties":{"email":"⟦⟧"}"#)),
    Plant(
      vendor: "posthog", field: "user.traits.email", url: "https://us.i.posthog.com/e/",
      body: #"{"event":"$identify","properties":{"token":"phc","$lib":"web"},"$set":{"email":"⟦⟧"}}"#),
    Plant(
      vendor: "mixpanel", field: "user.traits.$email", url: "https://api-js.mixpanel.com/engage/",
      body: #"[{"$token":"test","$distinct_id":"u-17","$set":{"$email":"⟦⟧"}}]"#),
    Plant(
      vendor: "amplitude", field: "user.traits.email", url: "https://api2.amplitude.com/2/httpapi",
      body: #"{"events":[{"event_type":"$identify","user_id":"u-17","user_properties":{"$set":{"email":"⟦⟧"}}}]}"#),
    Plant(
      vendor: "datadog", field: "user.traits.email", url: "https://browser-intake-datadoghq.eu/api/v2/rum?ddsource=browser",
      body: #"{"type":"view","usr":{"email":"⟦⟧"}}"#),
    Plant(
      vendor: "sentry", field: "user.traits.email", url: "https://o1.ingest.sentry.io/api/1/envelope/",
      body: #"{"event_id":"e"}\#n{"type":"event"}\#n{"message":"x","user":{"email":"⟦⟧"}}"#),
    Plant(vendor: "meta-pixel", field: "user.traits.em", url: "https://www.facebook.com/tr/?id=1&ev=Lead&ud[em]=⟦⟧"),
  ]

  @Test(arguments: traits) func anEmailAddressIsFoundInItsCanonicalField(plant: Plant) throws {
    let audited = try Audited(plant.har("jane.doe@acme.example", encoded: Self.encoded))
    let found = audited.findings.filter { $0.rule.category == .personalData && $0.destination == plant.vendor }
    #expect(found.flatMap(\.occurrences).contains { $0.field == plant.field }, "\(audited.lines)")
  }

  private static let titles: [Plant] = [
    Plant(vendor: "segment", field: "page.title", url: "https://api.segment.io/v1/t", body: segment(#""context":{"page":{"title":"⟦⟧"}}"#)),
    Plant(vendor: "ga4", field: "page.title", url: "https://www.google-analytics.com/g/collect?v=2&tid=G-T&cid=1.2&en=page_view&dt=⟦⟧"),
    Plant(vendor: "matomo", field: "page.title", url: "https://stats.app.example/matomo.php?idsite=3&rec=1&action_name=⟦⟧"),
    Plant(vendor: "snowplow", field: "page.title", url: "https://collect.app.example/i?e=pv&p=web&tv=js-4&page=⟦⟧"),
    Plant(
      vendor: "posthog", field: "page.title", url: "https://us.i.posthog.com/e/",
      body: #"{"event":"$pageview","properties":{"token":"phc","$lib":"web","title":"⟦⟧"}}"#),
    Plant(
      vendor: "amplitude", field: "page.title", url: "https://api2.amplitude.com/2/httpapi",
      body: #"{"events":[{"event_type":"x","user_id":"u-17","event_properties":{"[Amplitude] Page Title":"⟦⟧"}}]}"#),
    Plant(
      vendor: "intercom", field: "page.title", url: "https://api-iam.intercom.io/messenger/web/ping",
      body: "app_id=t&v=3&page_title=⟦⟧"),
  ]

  @Test(arguments: titles) func aTitleIsFoundInItsCanonicalField(plant: Plant) throws {
    let audited = try Audited(plant.har("HR-42 Salary of the new team lead", encoded: Self.encoded))
    let found = audited.findings.filter { $0.destination == plant.vendor && $0.rule.id.hasPrefix("page-title") }
    #expect(found.flatMap(\.occurrences).contains { $0.field == plant.field }, "\(audited.lines)")
  }

  private static let clients: [Plant] = [
    Plant(vendor: "segment", field: "client.ip", url: "https://api.segment.io/v1/t", body: segment(#""context":{"ip":"⟦⟧"}"#)),
    Plant(vendor: "matomo", field: "client.ip", url: "https://stats.app.example/matomo.php?idsite=3&rec=1&cip=⟦⟧"),
    Plant(
      vendor: "posthog", field: "client.ip", url: "https://us.i.posthog.com/batch/",
      body: #"{"api_key":"phc","batch":[{"event":"x","distinct_id":"u","properties":{"$lib":"node","$ip":"⟦⟧"}}]}"#),
    Plant(
      vendor: "sentry", field: "client.ip", url: "https://o1.ingest.sentry.io/api/1/envelope/",
      body: #"{"event_id":"e"}\#n{"type":"event"}\#n{"message":"x","user":{"ip_address":"⟦⟧"}}"#),
    Plant(
      vendor: "mixpanel", field: "client.ip", url: "https://api-js.mixpanel.com/track/",
      body: #"[{"event":"x","properties":{"token":"test","time":1,"ip":"⟦⟧"}}]"#),
  ]

  @Test(arguments: clients) func anIPAddressIsFoundInItsCanonicalField(plant: Plant) throws {
    let audited = try Audited(plant.har("203.0.113.7", encoded: Self.encoded))
    let found = audited.findings("recorded-ipv4").filter { $0.destination == plant.vendor }
    #expect(found.flatMap(\.occurrences).contains { $0.field == plant.field }, "\(audited.lines)")
  }

  @Test func theContextInAPathOfLaunchDarklyIsRead() throws {
    let context = try WireTemplate.bytes(of: #"${base64url:{"kind":"user","key":"u-17","email":"jane.doe@acme.example"}}"#)
    let url = "https://clientsdk.launchdarkly.com/sdk/evalx/0123456789abcdef01234567/contexts/" + String(decoding: context, as: UTF8.self)
    let audited = try Audited(Recording.har(Recording.document("https://forms.app.example/"), Recording.entry(url, method: "GET")))
    let found = audited.findings("email").filter { $0.destination == "launchdarkly" }
    #expect(found.contains { $0.occurrences.first?.field == "user.traits.email" }, "\(audited.lines)")
  }

  @Test func theTraitsThatRudderStackPutsIntoEveryEventAreNamed() throws {
    let body = Self.segment(#""channel":"web","context":{"traits":{"email":"jane.doe@acme.example"}}"#)
    let audited = try Audited(
      Recording.har(
        Recording.document("https://forms.app.example/"),
        Recording.entry("https://acme.dataplane.rudderstack.com/v1/track", headers: [("AnonymousId", "YS0x")], body: body)))
    #expect(audited.findings("traits-repeated").contains { $0.destination == "rudderstack" }, "\(audited.lines)")
  }

  @Test func membersNextToAListOfEventsHaveTheirDestination() throws {
    let audited = try Audited(
      """
      {"batch":[{"type":"track","userId":"u-17","event":"Form Created","messageId":"m-1"}],
      "context":{"ip":"203.0.113.7","library":{"name":"analytics-go"}},"writeKey":"test","sentAt":"2026-11-20T09:30:00Z"}

      """)
    #expect(audited.report.traffic.map(\.id) == ["segment"])
    #expect(audited.report.traffic.map(\.records) == [1])
    #expect(audited.findings("recorded-ipv4").map(\.destination) == ["segment"], "\(audited.lines)")
  }

  @Test func platformTrafficIsNeverAttributedToTheApp() throws {
    let context = #"{"ip":"203.0.113.7","page":{"url":"\#(Self.page)","title":"HR-42 Salary"}}"#
    let event = #""type":"identify","userId":"u-17","anonymousId":"a-1","messageId":"m-1","traits":{"email":"jane.doe@acme.example"}"#
    let body = #"{"batch":[{\#(event),"context":\#(context)}]}"#
    let exposure = #"{"events":[{"eventName":"x","user":{"email":"jane.doe@acme.example"}}]}"#
    let audited = try Audited(
      Recording.har(
        Recording.document("https://demo.atlassian.net/browse/HR-42"),
        Recording.entry("https://demo.atlassian.net/gateway/api/gasv3/api/v1/batch", body: body),
        Recording.entry("https://jira.acme.example/gateway/api/gasv3/api/v1/batch", body: body),
        Recording.entry("https://as.atlassian.com/api/v1/batch", body: body),
        Recording.entry("https://xp.atlassian.com/v1/rgstr?k=client-t&st=js&sv=3", body: exposure)))
    #expect(audited.findings.allSatisfy { $0.party == .platform && $0.severity == .info }, "\(audited.lines)")
    #expect(audited.report.traffic.allSatisfy { $0.id == "atlassian" })
  }
}
