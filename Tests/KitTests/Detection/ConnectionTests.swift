import Testing

@testable import Auditing
@testable import Knowledge

/// Every server sees the client's IP address: reported once per destination, and not if a server of the app's own is in between.
@Suite struct ConnectionTests {
  private func findings(_ entries: String...) throws -> [String] {
    let har = Recording.har(Recording.document("https://app.test/"), entries.joined(separator: ",\n"))
    return try Audited(har).findings.filter { $0.rule.isAboutConnection }.map { "\($0.rule.id) \($0.destination) \($0.count)" }.sorted()
  }

  private static let event = #"{"type":"track","event":"A","userId":"u","messageId":"m","writeKey":"w"}"#

  @Test(arguments: [
    ("intercom", "https://api-iam.intercom.io/messenger/web/open"), ("hotjar", "https://vc.hotjar.io/sessions/1"),
    ("pendo", "https://app.pendo.io/data/ptm.gif/key?v=2"), ("hubspot", "https://track.hubspot.com/__ptq.gif?k=1"),
    ("linkedin-insight", "https://px.ads.linkedin.com/collect?pid=1"), ("bing-uet", "https://bat.bing.com/action/0?ti=1"),
    ("beamer", "https://backend.getbeamer.com/initialize"), ("mixpanel", "https://api-js.mixpanel.com/track/?verbose=1&ip=1"),
    ("matomo", "https://acme.matomo.cloud/matomo.php?idsite=1&rec=1"), ("ms-clarity", "https://x.clarity.ms/collect"),
  ])
  func `every request to a vendor that stores IP addresses exposes one`(id: String, url: String) throws {
    #expect(try findings(Recording.entry(url, body: "{}")) == ["implicit-ip \(id) 1"])
  }

  @Test func `many events and requests are one finding`() throws {
    let entry = Recording.entry("https://api.segment.io/v1/t", body: Self.event)
    #expect(
      try findings(entry, entry, Recording.entry("https://cdn.segment.com/analytics.js/v1/k/analytics.min.js", method: "GET")) == [
        "implicit-ip segment 2"
      ])
  }

  @Test func `an event with another IP address does not hide the connection's`() throws {
    let event = Self.event.dropLast() + #","context":{"ip":"0.0.0.0"}}"#
    #expect(try findings(Recording.entry("https://api.segment.io/v1/t", body: String(event))) == ["address-seen segment 1"])
    #expect(try findings(Recording.entry("https://www.google-analytics.com/g/collect?v=2&tid=G-T&cid=1&en=a")) == ["address-seen ga4 1"])
  }

  @Test(arguments: [
    "https://app.test/collect/v1/t", "https://k3j2h1.lambda-url.eu-central-1.on.aws/v1/t",
    "https://abc123.execute-api.eu-west-1.amazonaws.com/v1/t",
    "https://events.acme.workers.dev/v1/t",
  ])
  func `a proxy of the app hides the IP address`(url: String) throws {
    let entry = Recording.entry(url, headers: [("Authorization", "Basic dGVzdDo=")], body: Self.event)
    #expect(try findings(entry).isEmpty)
    let har = Recording.har(Recording.document("https://app.test/"), entry)
    #expect(try Audited(har).report.traffic.first { $0.id == "segment" }?.isProxied == true)
  }

  @Test func `other proxies of a vendor are listed with it, as one finding`() throws {
    let entries = ["https://a.collector.test/v1/t", "https://b.other.test/v1/t", "https://api.segment.io/v1/t", "https://app.test/v1/t"].map
    {
      Recording.entry($0, body: Self.event)
    }
    let har = Recording.har(Recording.document("https://app.test/"), entries.joined(separator: ",\n"))
    let found = try Audited(har).findings("implicit-ip")
    #expect(found.map(\.count) == [3] && found.first?.occurrences.count == 3)
  }

  @Test(arguments: [
    "https://bucket.s3.eu-west-1.amazonaws.com/v1/t", "https://d111111abcdef8.cloudfront.net/v1/t", "https://run.app.test2.example/v1/t",
  ])
  func `a shared host hides nothing`(url: String) throws {
    #expect(try findings(Recording.entry(url, body: Self.event)) == ["implicit-ip segment 1"])
  }

  @Test func `a proxy in addition to a direct connection hides nothing`() throws {
    let proxied = Recording.entry("https://app.test/collect/v1/t", body: Self.event)
    let direct = Recording.entry("https://api.segment.io/v1/t", body: Self.event)
    #expect(try findings(proxied, direct) == ["implicit-ip segment 1"])
  }
}
