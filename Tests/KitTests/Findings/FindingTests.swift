import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Knowledge
@testable import Reports
@testable import Vocabulary

@Suite struct FindingTests {
  private func event(_ mail: String, id: Int = 1, event: String = "Form Created") -> String {
    #"{"type":"track","event":"\#(event)","userId":"u-\#(id)","messageId":"m-\#(id)","projectId":"p","integrations":{},"properties":{"mail":"\#(mail)"}}"#
  }

  // MARK: Fingerprints

  @Test func aFingerprintDependsOnRuleAndPlaceNotOnTheValue() {
    let one = Fingerprint.of(rule: "email", destination: "segment", event: "Form Created", field: "properties.mail")
    #expect(one.wholeMatch(of: /[0-9a-f]{16}/) != nil)
    #expect(one == Fingerprint.of(rule: "email", destination: "segment", event: "Form Created", field: "properties.mail"))
    let others = [
      Fingerprint.of(rule: "emai", destination: "lsegment", event: "Form Created", field: "properties.mail"),
      Fingerprint.of(rule: "email", destination: "segment", event: nil, field: "Form Createdproperties.mail"),
      Fingerprint.of(rule: "email", destination: "segment", event: "Form Deleted", field: "properties.mail"),
      Fingerprint.of(rule: "email", destination: "segment", event: "Form Created", field: "properties.email"),
    ]
    #expect(Set(others + [one]).count == 5)
  }

  @Test func twoRecordingsOfOneSessionAgree() throws {
    let first = try Audited(event("jane.roe@copperline.dev") + "\n")
    let second = try Audited("# later\n\n" + event("other@tallgrass.co.uk", id: 7) + "\n" + event("third@copperline.dev", id: 9) + "\n")
    let har = try Audited(Recording.har(Recording.entry("https://api.segment.io/v1/t", body: event("jane.roe@copperline.dev"))))
    let fingerprints = [first, second, har].map { $0.findings("email").map(\.fingerprint) }
    #expect(fingerprints[0].count == 1)
    #expect(fingerprints[1] == fingerprints[0])
    #expect(fingerprints[2] == fingerprints[0])
  }

  // MARK: Counts

  @Test func equalDetectionsAreOneFindingWithOccurrences() throws {
    let log =
      (0..<7).map { event("jane.roe\($0)@copperline.dev", id: $0) } + [event("jane.roe@copperline.dev", id: 8, event: "Form Deleted")]
    let found = try Audited(log.joined(separator: "\n") + "\n").findings("email")
    #expect(found.map(\.event) == ["Form Created", "Form Deleted"])
    #expect(found.map(\.count) == [7, 1])
    #expect(found.first?.occurrences.map(\.record) == Array(0..<7))
    #expect(Set(found.map(\.fingerprint)).count == 2)
  }

  @Test func findingsAreOrderedBySeverity() throws {
    let severities = try Audited(contentsOf: "connect-segment-leaky.har").findings.map(\.severity)
    #expect(severities == severities.sorted(by: >))
    #expect(severities.first == .critical)
  }

  @Test func twoAuditsOfOneCaptureAgree() throws {
    let first = try Audited(contentsOf: "encodings.har")
    let second = try Audited(contentsOf: "encodings.har")
    #expect(first.lines == second.lines)
    #expect(first.findings.map(\.fingerprint) == second.findings.map(\.fingerprint))
    #expect(first.occurrences.map(\.path) == second.occurrences.map(\.path))
  }

  // MARK: Positions

  @Test(arguments: Samples.names)
  func positionsPointAtTheStringInTheFile(_ sample: String) throws {
    let bytes = try Samples.bytes(sample)
    let audited = try Audited(contentsOf: sample) { $0.showValues = true }
    for occurrence in audited.occurrences {
      #expect(0 <= occurrence.start && occurrence.start <= occurrence.end && occurrence.end <= bytes.count)
      let before = bytes[..<occurrence.start].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      #expect(occurrence.line == before.count)
      #expect(occurrence.column == (before.last?.count ?? 0) + 1)
      guard !occurrence.path.isEmpty, let value = occurrence.value else { continue }
      let string = String(decoding: bytes[occurrence.start..<occurrence.end], as: UTF8.self)
      // A whole string between its quotes; unencoded text is in it word for word.
      if bytes[occurrence.start - 1] == UInt8(ascii: "\"") { #expect(bytes[occurrence.end] == UInt8(ascii: "\"")) }
      let opaque: Set = ["base64", "hex", "jwt", "percent", "form", "url"]
      if opaque.isDisjoint(with: occurrence.layers), !string.contains("\\") { #expect(string.contains(value), "\(occurrence.path)") }
    }
  }

  @Test func aPositionIsThatOfTheStringAroundEveryLayer() throws {
    let inner = Encode.base64(#"{"mail":"jane.roe@copperline.dev"}"#)
    let entry = Recording.entry("https://collect.example/v1", body: "a=1&d=" + Encode.percent(inner))
    let capture = Recording.har(Recording.document("https://www.app.test/"), entry)
    let occurrence = try #require(Audited(capture).findings("email").first?.occurrences.first)
    let bytes = Array(capture.utf8)
    #expect(String(decoding: bytes[occurrence.start..<occurrence.end], as: UTF8.self) == "a=1&d=" + Encode.percent(inner))
    #expect(occurrence.line == 2)
    #expect(occurrence.record == 1)
    #expect(occurrence.path == "request.body «form» d «base64» «json» /mail")
    #expect(occurrence.layers == ["form", "base64", "json"])
  }

  /// Application Insights names a page view by the title of the page.
  @Test func aNameThatIsATitleIsMaskedLikeOne() throws {
    let body =
      #"[{"time":"2026-11-20T09:30:00.000Z","iKey":"0b5e1c8a-3c52-4a41-9d1d-6f0f5f3a1c11","name":"x.Pageview","data":{"baseType":"PageviewData","baseData":{"ver":2,"name":"Closing the Tampere plant next spring - Forms","url":"https://forms.app.example/f"}}}]"#
    let capture = Recording.har(Recording.entry("https://dc.services.visualstudio.com/v2/track", body: body))
    let audited = try Audited(capture) { $0.inventory = true }
    #expect(audited.findings.contains { $0.rule.id.hasPrefix("page-title") })
    #expect(!audited.fullText.contains("Tampere") && !audited.json.contains("Tampere"))
    let inventory = try #require(audited.report.inventory)
    #expect(!InventoryJSON.render(inventory).contains("Tampere"))
  }
}
