import Foundation
import Testing

@testable import Auditing
@testable import Vocabulary

/// What is listed, how it is counted, and its name.
@Suite struct InventoryTests {
  @Test func `an audit makes an inventory only on request`() throws {
    #expect(try Audited(contentsOf: "connect-segment-clean.har").report.inventory == nil)
  }

  @Test func `every field of a sample's event is a row`() throws {
    let clean = try Inventoried(contentsOf: "connect-segment-clean.har")
    #expect(
      try clean.rows("identify") == [
        "body.anonymousId user.anonymousId string 1 identifier", "body.context.ip client.ip string 1 identifier",
        "body.context.library.name - string 1 identifier", "body.context.library.version - string 1 identifier",
        "body.context.locale client.locale string 1 identifier", "body.context.page.path page.path string 1 identifier",
        "body.context.page.url page.url string 1 identifier", "body.context.timezone - string 1 identifier",
        "body.context.userAgent client.userAgent string 1 identifier", "body.messageId event.id string 1 identifier",
        "body.timestamp event.time string 1 number", "body.traits.edition user.traits.edition string 1 identifier",
        "body.traits.plan user.traits.plan string 1 identifier", "body.type event.type string 1 enumeration identify",
        "body.userId user.id string 1 identifier", "body.writeKey - string 1 identifier",
      ])
    #expect(
      try clean.rows("whole request") == ["header.referer - string 4 identifier", "url - string 4 identifier"])
  }

  @Test func `destinations are sorted by party and id, events by kind and name`() throws {
    let inventory = try Inventoried(contentsOf: "connect-segment-leaky.har").inventory
    #expect(
      inventory.destinations.map { "\($0.id) \($0.category) \($0.party)" } == [
        "intercom messaging third", "segment cdp third", "sentry error-monitoring third", "app.example unknown first",
        "atlassian platform platform",
      ])
    let segment = try #require(inventory.destinations.first { $0.id == "segment" })
    #expect(
      segment.events.map { "\($0.kind) \($0.title) \($0.count)" } == [
        "track Form Created 1", "identify identify 1", "page page 1", "request whole request 4",
      ])
    for event in inventory.destinations.flatMap(\.events) {
      #expect(event.fields.map(\.wire) == event.fields.map(\.wire).sorted())
      #expect(event.fields.allSatisfy { 1...event.count ~= $0.count })
    }
  }

  @Test func `a rule's category is the class of the field, and of what contains it`() throws {
    let rows = try Inventoried(contentsOf: "connect-segment-leaky.har").rows("Form Created")
    for row in [
      "body.context.page.url page.url string 1 credential", "body.context.page.url.query.jwt page.url string 1 credential",
      "body.context.page.url.query.issueKey page.url string 1 content", "body.context.page.title page.title string 1 content",
      "body.context.ip client.ip string 1 personal", "body.properties.formName properties.formName string 1 content",
      "body.properties.questions properties.questions number 1 number",
    ] {
      #expect(rows.contains(row), "\(row)")
    }
    // A URL is listed as a whole with its named parts; a token only as a whole.
    #expect(!rows.contains { $0.contains(".host ") || $0.contains("url.path ") || $0.contains("«jwt»") })
  }

  @Test func `a field lists what rules found in it, the most sensitive first`() throws {
    let fields = try Inventoried(contentsOf: "connect-segment-leaky.har").event("Form Created").fields
    let kinds = Dictionary(uniqueKeysWithValues: fields.map { ($0.wire, $0.kinds.map { "\($0.dataClass) \($0.name)" }) })
    #expect(kinds["body.context.ip"] == ["personal ip"])
    #expect(kinds["body.context.page.url.query.jwt"] == ["credential token"])
    #expect(
      kinds["body.context.page.url"] == ["credential token", "content issue", "content parameter", "content query", "content site"])
    #expect(kinds["body.userId"] == [])
  }

  @Test func `a claim that a rule hit is a row of its own`() throws {
    let rows = try Inventoried(contentsOf: "encodings.har").rows("Session Restored")
    #expect(rows.contains("body.properties.session.«jwt».email token.claims.email string 1 personal"))
    #expect(rows.contains("body.properties.session properties.session string 1 credential"))
  }

  @Test func `each event of a batch counts for itself, and what is around them once`() throws {
    let event = { (name: String, more: String) in
      #"{"type":"track","event":"\#(name)","messageId":"m","userId":"u","properties":{"size":3\#(more)}}"#
    }
    let body = #"{"batch":[\#(event("A", "")),\#(event("A", #","more":true"#)),\#(event("B", ""))],"sentAt":"2026-03-01T08:00:00Z"}"#
    let batch = try Inventoried(Recording.har(Recording.entry("https://api.segment.io/v1/batch", body: body)))
    #expect(try batch.event("A").count == 2)
    #expect(
      try batch.rows("A").suffix(4) == [
        "body.batch.*.properties.more properties.more boolean 1 enumeration true",
        "body.batch.*.properties.size properties.size number 2 number", "body.batch.*.type event.type string 2 enumeration track",
        "body.batch.*.userId user.id string 2 identifier",
      ])
    #expect(try batch.event("A").fields.first { $0.wire.hasSuffix(".size") }?.keys == ["properties", "size"])
    #expect(try batch.event("B").count == 1)
    #expect(try batch.rows("whole request") == ["body.sentAt - string 1 number", "url - string 1 identifier"])
    let log = try Inventoried(body)
    #expect(try log.event("A").count == 2)
    #expect(try log.rows("whole request") == ["body.sentAt - string 1 number"])
  }

  @Test func `two recordings of one session agree`() throws {
    let first = Inventoried.log([#"{"8f14e45fceea167a5a36dedd4bea2543":{"size":1},"list":[{"a":1},{"a":2}]}"#])
    let second = Inventoried.log([#"{"list":[{"a":7}],"c9f0f895fb98ab9159f51fd0297e236d":{"size":4}}"#])
    let (one, other) = (try Inventoried(first), try Inventoried(second))
    #expect(one.inventory == other.inventory)
    let keys = try one.event("Form Created").fields.map(\.keys)
    #expect(keys.contains(["properties", "*", "size"]) && keys.contains(["properties", "list", "[]", "a"]))
  }

  @Test func `a response is not what was sent`() throws {
    let answer = #"{"headers":[{"name":"Location","value":"https://in.example/?a=b"}],"status":302}"#
    let recorded = try Inventoried(Recording.har(Recording.entry("https://collect.example/v1", body: #"{"a":1}"#, response: answer)))
    #expect(try recorded.rows("whole request", at: "collect.example") == ["body.a - number 1 number", "url - string 1 identifier"])
  }

  @Test func `the name of an event that is a value is masked`() throws {
    let log = #"{"type":"track","event":"jane.roe@copperline.dev","userId":"u","messageId":"m","properties":{}}"# + "\n"
    let masked = try Inventoried(log)
    #expect(masked.events("segment").map(\.title) == ["jan… (23 characters)"])
    #expect(try masked.rows("jan… (23 characters)").contains("body.event event.name string 1 personal"))
  }

  @Test func `what is missing is counted`() throws {
    let bodyless = #"{"request":{"method":"POST","url":"https://api.segment.io/v1/t","headers":[],"bodySize":512},"response":{}}"#
    let inventory = try Inventoried(Recording.har(bodyless)).inventory
    #expect(inventory.gaps == 1 && !inventory.isComplete)
    #expect(inventory.incompleteness == "1 thing was not examined")
  }

  @Test func `endless keys are counted and not listed`() throws {
    let entries = (0..<21).map { entry in
      let members = (0..<1_000).map { #""k\#(String(entry * 1_000 + $0, radix: 36))x":1"# }.joined(separator: ",")
      return Recording.entry("https://collect.example/v1", body: "{\(members)}")
    }
    let har = #"{"log":{"entries":["# + entries.joined(separator: ",") + "]}}"
    let inventory = try Inventoried(har).inventory
    #expect(inventory.fieldCount == InventoryTable.maximumFields)
    // The last by name are left out: a thousand keys, and the URL of each request.
    #expect(inventory.omitted == 1_000 + 21)
    #expect(!inventory.isComplete)
  }

  @Test func `endless names of events are counted and not listed`() throws {
    let log = (0..<2_100).map { #"{"type":"track","event":"E \#($0)","userId":"u"}"# + "\n" }.joined()
    let inventory = try Inventoried(log).inventory
    #expect(inventory.eventCount == InventoryTable.maximumEvents)
    #expect(inventory.omitted == 100 * 3)
  }
}
