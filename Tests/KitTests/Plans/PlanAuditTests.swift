import Captures
import Foundation
import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Plans
@testable import Reports

/// Events checked against a plan, at any destination.
@Suite struct PlanAuditTests {
  private static let plan = """
    plan: 1
    naming: {events: Title Case, properties: camelCase}
    events:
      Form Created: {formId: {type: string, required: true}, fields: integer, owner: string, theme: {values: [light, dark]}}
      identify: {plan: string, email: {type: string, personal: true}}
    """

  private static let samples: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "samples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".har") || $0.hasSuffix(".ndjson") }.sorted().map { folder.appending(path: $0).path }
  }()

  private func audited(_ log: String, plan: String = plan) throws -> Audited {
    let plan = try PlanFile.plan([(path: "plan.yaml", text: plan)])
    return try Audited(log) { $0.plan = plan }
  }

  private func har(_ entries: [(url: String, body: String?)]) -> String {
    let requests = entries.map { url, body in
      let text = body.map { ", \"postData\": {\"mimeType\": \"application/json\", \"text\": \(JSONLine.string($0))}" } ?? ""
      return
        "{\"startedDateTime\": \"2026-11-20T09:30:00Z\", \"request\": {\"method\": \"\(body == nil ? "GET" : "POST")\", \"url\": \"\(url)\", \"headers\": []\(text)}, \"response\": {\"status\": 200}}"
    }
    return "{\"log\": {\"version\": \"1.2\", \"entries\": [\(requests.joined(separator: ",\n"))]}}"
  }

  private func lines(_ audited: Audited) -> [String] {
    audited.findings.filter { $0.rule.id.hasPrefix("plan-") }.map {
      "\($0.rule.id) \($0.destination) \($0.field)\($0.detail.map { " \($0)" } ?? "")"
    }.sorted()
  }

  @Test func `an event is checked against the plan at each destination, in its dialect`() throws {
    let data = Data(##"{"event": "Form Created", "properties": {"token": "t", "distinct_id": "u-1", "$os": "Linux", "fields": "4"}}"##.utf8)
    let capture = har([
      (
        "https://api.segment.io/v1/t",
        ##"{"type": "track", "event": "Form Created", "anonymousId": "a", "properties": {"formId": "f1", "fields": "4"}}"##
      ),
      ("https://api-js.mixpanel.com/track/?data=\(data.base64EncodedString().replacing("=", with: "%3D"))&ip=1&_=1", nil),
      ("https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1.1&en=Form%20Created&ep.formId=f1&epn.fields=4", nil),
      ("https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1.1&en=scroll&epn.percent_scrolled=90", nil),
    ])
    #expect(
      try lines(audited(capture)) == [
        "plan-required-missing mixpanel properties.formId required, and missing",
        "plan-wrong-type mixpanel properties.fields expected integer, found string",
        "plan-wrong-type segment properties.fields expected integer, found string",
      ])
  }

  @Test func `Snowplow's data is checked against the schema that it names`() throws {
    let plan = ##"""
      {"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0##",
       "self": {"vendor": "com.acme", "name": "form_created", "format": "jsonschema", "version": "1-0-1"}, "type": "object",
       "properties": {"form_id": {"type": "string", "maxLength": 3}}, "required": ["form_id"], "additionalProperties": false}
      """##
    let event = { (name: String, data: String) in
      let inner =
        ##"{"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":{"schema":"iglu:com.acme/\##(name)","data":\##(data)}}"##
      return (
        url: "https://c.app.example/com.snowplowanalytics.snowplow/tp2",
        body: Optional(
          ##"{"schema":"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4","data":[{"e":"ue","tv":"js-3","aid":"a","eid":"1","ue_pr":\##(JSONLine.string(inner))}]}"##
        )
      )
    }
    let right = try audited(har([event("form_created/jsonschema/1-0-0", ##"{"form_id": "f1"}"##)]), plan: plan)
    #expect(lines(right) == [])
    let wrong = try audited(
      har([event("form_created/jsonschema/1-0-1", ##"{"form_id": "f1234", "title": "x"}"##), event("form_created/jsonschema/2-0-0", "{}")]),
      plan: plan)
    #expect(
      lines(wrong) == [
        "plan-limit snowplow properties.form_id expected at most 3 characters",
        "plan-unknown-event snowplow properties no schema com.acme/form_created of model 2",
        "plan-unknown-property snowplow properties.title not in the plan",
      ])
  }

  @Test func `personal data that the plan does not mark as personal is a separate finding`() throws {
    let log = ##"""
      {"type": "track", "event": "Form Created", "userId": "u1", "messageId": "m1", "writeKey": "w", "properties": {"formId": "f1", "owner": "jane.doe@acme.example"}}
      {"type": "identify", "userId": "u1", "messageId": "m2", "writeKey": "w", "traits": {"email": "jane.doe@acme.example", "plan": "jane.doe@acme.example"}}
      """##
    #expect(
      try lines(audited(log)) == ["plan-undeclared-personal segment properties.owner", "plan-undeclared-personal segment user.traits.plan"])
  }

  @Test func `names are checked against conventions, and unknown events are reported`() throws {
    let log = ##"""
      {"type": "track", "event": "form_deleted", "userId": "u1", "messageId": "m1", "writeKey": "w", "properties": {"form_id": "f1"}}
      """##
    #expect(
      try lines(audited(log)) == [
        "plan-naming segment event.name expected Title Case", "plan-naming segment properties.form_id expected camelCase",
        "plan-unknown-event segment event.name",
      ])
  }

  @Test func `no report holds a value, and hostile names are escaped`() throws {
    let log = ##"""
      {"type": "track", "event": "Form Created", "userId": "u1", "messageId": "m1", "writeKey": "w", "properties": {"formId": 4711123, "theme": "hunter2-\u001b[31m", "<script>alert(1)</script>": true, "jane.doe@acme.example": 1}}
      """##
    let audited = try audited(log)
    #expect(lines(audited).count == 7, "\(lines(audited))")
    for format in ReportFormat.allCases {
      let text = format.render(audited.report, style: TextReport.Style())
      #expect(!text.contains("hunter2") && !text.contains("4711123") && !text.contains("jane.doe"), "\(format)")
      #expect(format != .html || !text.contains("<script>alert"))
    }
  }

  @Test func `a plan of what is sent finds nothing wrong with it`() throws {
    for sample in Self.samples {
      var configuration = Audit.Configuration(paths: [sample])
      configuration.sketchesPlan = true
      let sketch = try #require(try Audit.run(configuration, book: Standard.book).planSketch)
      let text = PlanDraft.text(of: sketch)
      configuration.sketchesPlan = false
      configuration.plan = try PlanFile.plan([(path: "plan.yaml", text: text)])
      let found = try Audit.run(configuration, book: Standard.book).findings.filter { $0.rule.id.hasPrefix("plan-") }
      #expect(found.map(\.message) == [], "\(sample)")
    }
  }

  @Test func `the schema that an inventory prints is a plan of what it lists`() throws {
    for sample in Self.samples {
      var configuration = Audit.Configuration(paths: [sample])
      configuration.inventory = true
      let inventory = try #require(try Audit.run(configuration, book: Standard.book).inventory)
      let schema = InventoryFormat.schema.render(inventory, style: TextReport.Style())
      configuration.plan = try PlanFile.plan([(path: "plan.json", text: schema)])
      let found = try Audit.run(configuration, book: Standard.book).findings.filter { $0.rule.id.hasPrefix("plan-") }
      #expect(found.map(\.message) == [], "\(sample)")
    }
    // The schema also finds something: a member that the inventory does not list, and one of another type.
    let log = ##"""
      {"type": "track", "event": "Form Created", "userId": "u1", "messageId": "m1", "writeKey": "w", "context": {"ip": "0.0.0.0"}, "properties": {"count": 1}}
      """##
    let inventory = try #require(try Audited(log) { $0.inventory = true }.report.inventory)
    let changed = log.replacing("\"count\": 1", with: "\"count\": \"1\"").replacing("\"ip\"", with: "\"locale\"")
    #expect(
      try lines(audited(changed, plan: InventoryFormat.schema.render(inventory, style: TextReport.Style()))) == [
        "plan-required-missing segment context.ip required, and missing", "plan-unknown-property segment context.locale not in the plan",
        "plan-wrong-type segment properties.count expected number, found string",
      ])
  }

  @Test func `only harmless words become an enumeration`() throws {
    let names = ["Mina Koroma", "Jane Doe", "Mina Koroma", "Jane Doe"]
    let log = names.enumerated().map { number, name in
      ##"{"type": "track", "event": "Form Created", "userId": "u\##(number)", "messageId": "m\##(number)", "writeKey": "w", "properties": {"theme": "\##(number % 2 == 0 ? "light" : "dark")", "author": "\##(name)", "customer": "\##(number % 2 == 0 ? "acme" : "initech")"}}"##
    }.joined(separator: "\n")
    let sketch = try #require(try Audited(log) { $0.sketchesPlan = true }.report.planSketch)
    let text = PlanDraft.text(of: sketch)
    #expect(text.contains("theme: {values: [dark, light], required: true}"), "\(text)")
    #expect(!text.contains("Mina") && !text.contains("acme") && !text.contains("initech"))
  }

  @Test func `a plan that takes too many steps for an event is a gap`() throws {
    let levels = (0..<24).map { ##""l\##($0)": {"anyOf": [{"$ref": "#/$defs/l\##($0 + 1)"}, {"$ref": "#/$defs/l\##($0 + 1)"}]}"## }
    let plan =
      ##"{"title": "Form Created", "properties": {"a": {"$ref": "#/$defs/l0"}}, "$defs": {\##(levels.joined(separator: ", ")), "l24": {"type": "null"}}}"##
    let log = ##"{"type": "track", "event": "Form Created", "userId": "u1", "messageId": "m1", "writeKey": "w", "properties": {"a": 1}}"##
    let audited = try audited(log, plan: plan)
    #expect(audited.report.captures[0].gaps.map(\.reason) == ["an event takes too many steps to be held against the plan"])
  }
}

/// A text as JSON writes it.
enum JSONLine {
  static func string(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}
