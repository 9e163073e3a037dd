import Testing

@testable import Auditing
@testable import Vocabulary

/// Destinations recognised by host and by shape, with the files in the binary.
@Suite struct RecognitionTests {
  private static let track = #"{"type":"track","event":"Form Created","userId":"u-1","anonymousId":"a-1","messageId":"m-1","#
  private static let segment = track + #""_metadata":{"bundled":["Segment.io"]},"integrations":{}}"#
  private static let rudder = track + #""channel":"web","originalTimestamp":"2026-03-02T08:15:03.000Z","integrations":{"All":true}}"#

  private func traffic(_ entries: String...) throws -> [String] {
    let capture = #"{"log":{"entries":["# + ([Recording.document("https://forms.app.test/")] + entries).joined(separator: ",") + "]}}"
    return try Audited(capture).report.traffic.filter { $0.id != "app.test" }.map {
      "\($0.id) \($0.party) \($0.hosts.joined(separator: " "))"
    }
  }

  @Test func aVendorIsRecognisedByItsHost() throws {
    #expect(try traffic(Recording.entry("https://api.segment.io/v1/t", body: Self.segment)) == ["segment third api.segment.io"])
    #expect(try traffic(Recording.entry("https://API.Segment.IO:443/v1/t", body: Self.segment)) == ["segment third api.segment.io"])
    #expect(
      try traffic(Recording.entry("https://region1.google-analytics.com/g/collect?v=2&tid=G-1&cid=1&en=page_view")).first?.hasPrefix(
        "ga4 third") == true)
  }

  @Test func aVendorsNameInAnotherHostIsNotTheVendor() throws {
    #expect(try traffic(Recording.entry("https://api.segment.io.evil.test/")) == ["evil.test third api.segment.io.evil.test"])
    #expect(try traffic(Recording.entry("https://api.segment.io@evil.test/")) == ["evil.test third evil.test"])
    #expect(try traffic(Recording.entry("https://evil.test/api.segment.io?h=api.segment.io")) == ["evil.test third evil.test"])
  }

  @Test func aProxyOfSegmentIsRecognisedByItsShapeAndIsAThirdParty() throws {
    #expect(try traffic(Recording.entry("https://events.app.test/v1/t", body: Self.segment)) == ["segment third events.app.test"])
    #expect(try traffic(Recording.entry("https://proxy.other.test/e/v1/t", body: Self.segment)) == ["segment third proxy.other.test"])
  }

  @Test func aDataPlaneOfRudderStackIsRecognisedByItsShape() throws {
    let entry = Recording.entry(
      "https://plane.other.test/v1/track", headers: [("AnonymousId", "a-1"), ("Authorization", "Basic d2s6")], body: Self.rudder)
    #expect(try traffic(entry) == ["rudderstack third plane.other.test"])
    #expect(
      try traffic(
        Recording.entry("https://plane.other.test/v1/batch", headers: [("anonymousid", "a-1")], body: #"{"batch":[\#(Self.rudder)]}"#)
      ).count == 1)
  }

  @Test func matomoOnTheAppsOwnDomainIsStillADestination() throws {
    let url = "https://stats.app.test/matomo.php?idsite=7&rec=1&url=https%3A%2F%2Fforms.app.test%2F"
    #expect(try traffic(Recording.entry(url, method: "GET")) == ["matomo third stats.app.test"])
    #expect(try traffic(Recording.entry("https://stats.app.test/matomo.php?other=7", method: "GET")) == [])
  }

  @Test func theEventsOfALogAreRecognisedByTheirMembers() throws {
    let log = [Self.segment, Self.rudder].joined(separator: "\n")
    let ids = try Audited(log + "\n").report.traffic.map(\.id).sorted()
    #expect(ids == ["rudderstack", "segment"])
    #expect(try Audited(#"{"message":"started"}"# + "\n").report.traffic.map { "\($0.id) \($0.party)" } == ["unknown third"])
  }

  @Test func eventsOfABatchAreCountedByTheirTypes() throws {
    let page = Self.segment.replacing("\"track\"", with: "\"page\"")
    let entry = Recording.entry(
      "https://api.segment.io/v1/b", body: #"{"batch":[\#(Self.segment),\#(page),\#(page)],"sentAt":"2026-03-02"}"#)
    let traffic = try #require(Audited(Recording.har(entry)).report.traffic.first)
    #expect(traffic.events == [.track: 1, .page: 2])
    #expect(traffic.records == 1)
  }

  @Test func aURLWithoutAHostHasAnUnknownDestination() throws {
    for url in ["data:text/plain,x", "blob:https://app.test/1", "/relative?a=b", "", "https://", "http:///x", "::"] {
      _ = try traffic(Recording.entry(url, body: "a=b"))
    }
  }
}

/// Events inside a logger's own object keep their vendor and its dialect.
@Suite struct WrappedEventTests {
  private static let event =
    #"{"type":"track","event":"Form Created","userId":"u-17","messageId":"m","context":{"library":{"name":"analytics-node"}},"properties":{"formTitle":"Layoffs in Q3"}}"#

  @Test(arguments: [
    #"{"level":"info","message":"segment track","payload":EVENT}"#, #"{"level":"info","msg":STRING}"#,
    #"{"severity":"INFO","jsonPayload":{"event":EVENT}}"#, #"{"log":{"level":"info"},"data":{"batch":[EVENT]}}"#,
    #"{"logEvents":[{"id":"1","message":STRING}]}"#, #"{"time":1,"record":{"body":EVENT}}"#,
  ])
  func anEventInALogObject(_ line: String) throws {
    let text = line.replacing("EVENT", with: Self.event).replacing("STRING", with: Encode.string(Self.event))
    let audited = try Audited(text + "\n")
    let finding = try #require(audited.findings("content-title").first, "\(audited.lines)")
    #expect(finding.destination == "segment" && finding.event == "Form Created" && finding.field == "properties.formTitle")
    #expect(audited.report.traffic.map(\.id) == ["segment"])
  }

  @Test(arguments: [
    #"{"level":"info","payload":{"type":"track","answer":42}}"#, #"{"payload":{"event":"a","properties":{}}}"#,
    #"{"message":"{\"type\":1}"}"#,
  ])
  func whatIsNoEventIsNobodys(_ line: String) throws {
    #expect(try Audited(line + "\n").report.traffic.map(\.id) == ["unknown"])
  }
}
