import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Payloads
@testable import Vocabulary

/// Customers who opted out: whole captures, lists of customers and people, and events with the choice.
@Suite struct OptOutTests {
  // MARK: Every destination

  /// The categories that must not receive data.
  private static let silent: Set = [
    "cdp", "product-analytics", "web-analytics", "session-replay", "messaging", "advertising", "marketing-automation", "customer-success",
    "digital-adoption",
  ]

  @Test(arguments: try Standard.book.destinations.destinations.map(\.id))
  func `data sent after an opt-out is a finding, and loading code a less severe one`(id: String) throws {
    let destination = try #require(try Standard.book.destinations.destinations.first { $0.id == id })
    for example in destination.examples {
      guard case .request(let request) = example.subject, (example.recordDestination ?? id) == id else { continue }
      let found = try rules(in: example.subject)
      let isSilent = Self.silent.contains(destination.category)
      #expect(found.contains("opted-out-event") == (example.collects && isSilent), "\(request.method) \(request.url)")
      if !example.collects, isSilent || destination.category == "tag-manager" {
        #expect(found.contains("opted-out-load"), "\(request.url)")
      }
    }
  }

  /// The rules with a finding for a request of a customer who opted out.
  private func rules(in subject: Destination.Example.Subject) throws -> Set<String> {
    let stage = try WireStage(subject)
    var scanner = RecordScanner(try Standard.book)
    var expectations = Expectations()
    expectations.isOptedOut = true
    let found = scanner.detections(in: stage.record, stage.bytes.span, expecting: expectations)
    return Set(try found.detections.map { try Standard.book.rules[$0.rule].id })
  }

  // MARK: Lists

  private static func event(_ members: String) -> String {
    #"{"type":"track","event":"Form Created","messageId":"m","context":{"library":{"name":"analytics-node"}},\#(members)}"# + "\n"
  }

  private func listed(_ log: String, _ change: (inout OptOut) -> Void) throws -> [Finding] {
    try Audited(log) { change(&$0.policy.optOut) }.findings("opted-out-customer")
  }

  @Test func `in a log of many customers only those on the list count`() throws {
    let log = [
      #""userId":"u-1","context":{"groupId":"g-1","library":{"name":"analytics-node"}}"#, #""userId":"u-2""#, #""userId":"u-3""#,
    ]
    .map(Self.event).joined()
    let byGroup = try listed(log) { $0.groups.ids = ["g-1"] }
    #expect(byGroup.map(\.severity) == [.critical] && byGroup.first?.occurrences.map(\.record) == [0])
    #expect(try listed(log) { $0.users.ids = ["u-3", "u-9"] }.first?.occurrences.map(\.record) == [2])
    #expect(try listed(log) { $0.groups.ids = ["g-2"] }.isEmpty)
    #expect(try listed(log) { _ in }.isEmpty)
  }

  @Test func `a user who was seen in a listed group stays in it`() throws {
    let group = #"{"type":"group","userId":"u-1","groupId":"g-1","messageId":"m","context":{"library":{"name":"analytics-node"}}}"# + "\n"
    let log = group + Self.event(#""userId":"u-1""#) + Self.event(#""userId":"u-2""#)
    let records = try listed(log) { $0.groups.ids = ["g-1"] }.flatMap(\.occurrences).map(\.record)
    #expect(records.sorted() == [0, 1])
  }

  @Test func `a trait says it with its value`() throws {
    func identify(_ trait: String) -> String {
      #"{"type":"identify","userId":"u-1","messageId":"m","traits":{\#(trait)},"context":{"library":{"name":"analytics-node"}}}"# + "\n"
    }
    let trait = OptOut.Trait(name: PathTable.name(of: "analyticsOptOut"), value: "true")
    #expect(try listed(identify(#""analytics_opt_out":true"#)) { $0.trait = trait }.count == 1)
    #expect(try listed(identify(#""analytics_opt_out":false"#)) { $0.trait = trait }.isEmpty)
    #expect(try listed(identify(#""tracking":"Denied""#)) { $0.trait = OptOut.Trait(name: "tracking", value: "denied") }.count == 1)
  }

  @Test func `an event of a batch inherits the members next to the list`() throws {
    let body =
      #"{"batch":[{"type":"track","event":"A","userId":"u-1","messageId":"m"}],"context":{"groupId":"g-1"},"writeKey":"w","sentAt":"2026-11-20T09:30:00Z"}"#
    let har = Recording.har(Recording.document("https://app.test/"), Recording.entry("https://api.segment.io/v1/batch", body: body))
    #expect(try listed(har) { $0.users.ids = ["u-1"] }.count == 1)
  }

  // MARK: Consent in events

  @Test(arguments: [
    (#"{"Analytics":false,"Advertising":true}"#, true), (#"{"Analytics":true,"Advertising":false}"#, false),
    (#"{"C0002":false}"#, true), (#"{"Usage statistics":false}"#, true), (#"{"Functional":false}"#, false), ("{}", false),
  ])
  func `the consent that an event carries counts`(preferences: String, isRefused: Bool) throws {
    let event = Self.event(
      #""userId":"u","context":{"consent":{"categoryPreferences":\#(preferences)},"library":{"name":"analytics-node"}}"#)
    #expect(try Audited(event).findings("refused-analytics").isEmpty != isRefused)
  }

  @Test func `what RudderStack lists as denied counts`() throws {
    let event =
      #"{"type":"track","event":"A","userId":"u","messageId":"m","channel":"web","context":{"library":{"name":"RudderLabs JavaScript SDK"},"consentManagement":{"deniedConsentIds":["Product analytics"]}}}"#
    #expect(try Audited(event + "\n").findings("refused-purpose").count == 1)
  }

  @Test func `a ping without cookies is still a ping`() throws {
    func har(_ state: String) -> String {
      let url = "https://region1.google-analytics.com/g/collect?v=2&tid=G-T&cid=1.2&en=page_view&gcs=\(state)"
      return Recording.har(Recording.document("https://app.test/"), Recording.entry(url))
    }
    #expect(try Audited(har("G100")).findings("refused-google-storage").count == 1)
    #expect(try Audited(har("G111")).findings("refused-google-storage").isEmpty)
  }
}
