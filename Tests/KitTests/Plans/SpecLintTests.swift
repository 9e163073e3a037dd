import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Detecting
@testable import Knowledge
@testable import Reports

/// Checks of the Segment spec over several events, records, captures, cores and parts.
@Suite struct SpecLintTests {
  private static let rules = [
    "empty-user-id", "group-without-id", "impossible-time", "reserved-trait-type", "statistic-as-text", "type-drift", "name-variants",
    "track-before-group", "integration-loads-anyway",
  ]

  private static func event(_ members: String, _ number: Int = 0) -> String {
    #"{"messageId": "m\#(number)", "writeKey": "w", "anonymousId": "a", \#(members)}"#
  }

  private func lines(_ audited: Audited) -> [String] {
    audited.findings.filter { Self.rules.contains($0.rule.id) }.map { "\($0.rule.id) \($0.field) \($0.detail ?? "") × \($0.count)" }
      .sorted()
  }

  @Test func `drift and variants are reported with the places that show them`() throws {
    let log = [
      Self.event(#""type": "track", "event": "Form Created", "properties": {"count": 1, "tags": "a", "form": {"id": 1}}"#, 1),
      Self.event(
        #""type": "track", "event": "form_created", "properties": {"count": "1", "tags": ["a"], "Count": 2, "link": "https://app.example/?count=2"}"#,
        2),
      Self.event(#""type": "track", "event": "Form Created", "properties": {"count": null, "form": {"id": "1"}}"#, 3),
    ].joined(separator: "\n")
    let audited = try Audited(log)
    #expect(
      lines(audited) == [
        "name-variants event.name Form Created, form_created × 2", "name-variants properties.Count properties.Count, properties.count × 2",
        "type-drift properties.count number, string × 2", "type-drift properties.form.id number, string × 2",
        "type-drift properties.tags array, string × 2",
      ])
    let drift = try #require(audited.findings("type-drift").first { $0.field == "properties.count" })
    #expect(drift.occurrences.map(\.record) == [0, 1])
    #expect(drift.message == "properties.count has several types at Twilio Segment: number, string")
  }

  @Test func `a group call counts from the session that it is in`() throws {
    let group = Self.event(#""type": "group", "groupId": "g1", "traits": {"plan": "a"}"#)
    let track = Self.event(#""type": "track", "event": "Form Created""#)
    // In a log of many people the session of an event is unknown.
    #expect(try lines(Audited([track, group].joined(separator: "\n"))).isEmpty)
  }

  @Test(
    arguments: [
      (#""2026-11-20T09:30:00Z""#, nil), (#""2026-11-20""#, nil), ("1795167000000", nil), ("1795167000", nil),
      (#""20/11/2026""#, "not a time"),
      ("1795167", "before 2000"), (#""1970-01-21T18:39:27Z""#, "before 2000"), (#""2163-01-01T00:00:00Z""#, "a hundred years ahead"),
      (#""58860-01-01T00:00:00Z""#, "not a time"), (#""2026-02-30T00:00:00Z""#, "not a time"),
    ] as [(String, String?)])
  func `times are possible or not`(_ time: String, _ fault: String?) throws {
    let found = try Audited(Self.event(#""type": "track", "event": "Form Created", "timestamp": \#(time)"#)).findings("impossible-time")
    #expect(found.first?.detail == fault)
  }

  @Test func `an event is not later than when it was sent`() throws {
    let event = { (time: String) in
      Self.event(#""type": "track", "event": "Form Created", "timestamp": "\#(time)", "sentAt": "2026-11-20T09:30:00Z""#)
    }
    #expect(try Audited(event("2026-11-21T08:00:00Z")).findings("impossible-time").isEmpty)
    #expect(try Audited(event("2026-12-20T08:00:00Z")).findings("impossible-time").first?.detail == "after it was sent")
  }

  @Test func `parts, cores and orders add up to the same`() throws {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var random = SeededNumbers(7)
    var paths: [String] = []
    for number in 0..<4 {
      let events = (0..<60).map { index in
        let name = ["Form Created", "form_created", "Form Shared", "formShared", "Form \(index)"][Int(random.next() % 5)]
        let value = ["1", "\"1\"", "true", "[1]", "{\"a\": 1}", "null"][Int(random.next() % 6)]
        let key = ["count", "Count", "size", "p\(index)"][Int(random.next() % 4)]
        return Self.event(#""type": "track", "event": "\#(name)", "properties": {"\#(key)": \#(value)}"#, index)
      }
      paths.append("\(folder)/\(number).ndjson")
      try events.joined(separator: "\n").write(toFile: paths[number], atomically: true, encoding: .utf8)
    }
    var configuration = Audit.Configuration(paths: paths)
    configuration.sketchKey = SketchKey(secret: Array("a secret that is long enough".utf8))
    configuration.learnsOnward = false
    let one = JSONReport.render(try Audit.run(configuration, book: Standard.book))
    #expect(one.contains("\"type-drift\"") && one.contains("\"name-variants\""))
    var many = configuration
    (many.jobs, many.aloneBytes, many.batchBytes) = (3, 0, 2_000)
    #expect(JSONReport.render(try Audit.run(many, book: Standard.book)) == one)
    let basis = AuditPart.Basis(
      rules: "", policy: nil, manifest: nil, firstParty: [], isOptedOut: false, examples: 20, key: SketchKey(secret: []))
    let parts = try paths.reversed().map { path in
      var share = configuration
      share.paths = [path]
      let part = try Audit.sum(share, book: Standard.book).part(basis)
      return try AuditPart(part.bytes, file: path)
    }
    #expect(JSONReport.render(try AuditSum(of: parts, configuration, Standard.book).report(configuration, Standard.book)) == one)
  }

  @Test func `every occurrence is listed on request`() throws {
    let log = [#"1"#, #""1""#].map { Self.event(#""type": "track", "event": "Form Created", "properties": {"count": \#($0)}"#) }
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try log.joined(separator: "\n").write(toFile: folder + "/a.ndjson", atomically: true, encoding: .utf8)
    var told: [FindingCollector.StreamedOccurrence] = []
    let report = try Audit.run(
      Audit.Configuration(paths: [folder + "/a.ndjson"]), book: Standard.book, occurrences: { told.append($0) })
    let drift = try #require(report.findings.first { $0.rule.id == "type-drift" })
    #expect(told.count { $0.fingerprints.contains(drift.fingerprint) } == drift.count)
  }
}
