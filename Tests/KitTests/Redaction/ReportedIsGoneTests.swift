import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Redacting
@testable import Vocabulary

/// Everything that an audit reports is removed by a redaction: in the values of members, in their names, in parameters, in headers,
/// inside texts.
@Suite struct ReportedIsGoneTests {
  /// The values of every rule's own examples, each with its key.
  private static let examples: [(rule: String, key: String, value: String)] = ((try? Standard.book.rules) ?? []).flatMap { rule in
    rule.hits.compactMap { example in
      guard rule.findsValues, case .text(let value, let field, let key) = example.subject, value.utf8.count < 2_000 else { return nil }
      return (rule.id, key ?? field?.split(separator: ".").last.map(String.init) ?? "note", value)
    }
  }

  private enum Place: CaseIterable {
    case member, name, parameter, form, header, text, nested, frame

    func entry(_ key: String, _ value: String) -> String {
      let (key, text) = (Encode.string(key), Encode.string(value))
      let url = "https://collect.example/v1"
      return switch self {
      case .member: Recording.entry(url, body: "{\(key):\(text)}")
      case .name: Recording.entry(url, body: "{\(text):1}")
      case .parameter: Recording.entry(url + "?" + Encode.percent(Self.plain(key)) + "=" + Encode.percent(value), method: "GET")
      case .form: Recording.entry(url, body: "a=1&" + Encode.percent(Self.plain(key)) + "=" + Encode.percent(value))
      case .header: Recording.entry(url, headers: [("X-" + Self.plain(key).filter(\.isLetter), value.filter { !$0.isNewline })])
      case .text: Recording.entry(url, body: "{\"log\":\(Encode.string("saved \(Self.plain(key))=\"\(value)\" in 3ms"))}")
      case .nested: Recording.entry(url, body: "{\"d\":\(Encode.string(Encode.base64(Array("{\(key):\(text)}".utf8))))}")
      case .frame:
        Recording.entry(url, more: #","_webSocketMessages":[{"type":"send","opcode":1,"data":\#(Encode.string("{\(key):\(text)}"))}]"#)
      }
    }

    private static func plain(_ key: String) -> String { key.trimmingCharacters(in: ["\""]) }
  }

  @Test(arguments: Place.allCases)
  private func whatIsReportedIsGone(_ place: Place) throws {
    let har =
      Recording.document("https://www.app.test/") + ",\n" + Self.examples.map { place.entry($0.key, $0.value) }.joined(separator: ",\n")
    let capture = Recording.har(har)
    let reported = try Audited(capture) { $0.showValues = true }
    let redacted = try Redacted(capture)
    let again = try Audited(redacted.outputs[0]) { $0.showValues = true }
    let values = Set(Self.worthTaking(reported))
    // A name only contains people and credentials.
    #expect(values.count > (place == .name ? 15 : 80))
    let left = Set(Self.worthTaking(again)).intersection(values)
    #expect(left.isEmpty, "\(left.sorted().prefix(20))")
  }

  @Test func valuesFromTheAppsOwnTrafficAreRemoved() throws {
    let hash = Digest.hex(Digest.sha1.of(Array("mina.koroma@orchid.example".utf8)))
    let capture = Recording.har(
      Recording.document("https://www.app.test/"),
      Recording.entry("https://api.app.test/notes", body: #"{"text":"Aisha leaves in May","author":"Mina.Koroma@orchid.example"}"#),
      Recording.entry("https://collect.example/v1", body: #"{"a":"Aisha leaves in May","b":"\#(hash)"}"#))
    let reported = try Audited(capture)
    for rule in ["text-of-own-server", "known-hash"] { #expect(reported.findings(rule).map(\.count) == [1], "\(rule)") }
    let redacted = try Redacted(capture).text
    #expect(!redacted.contains("Aisha leaves") && !redacted.contains(hash))
  }

  @Test func theReviewerDecidesWhatIsTheAppsOwn() throws {
    let capture = Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://api.app.test/notes", body: #"{"text":"Aisha leaves in May"}"#),
      Recording.entry("https://api.own.test/notes", body: #"{"text":"Bilal stays in Rome"}"#),
      Recording.entry("https://collect.example/v1", body: #"{"a":"Aisha leaves in May","b":"Bilal stays in Rome"}"#))
    let named = try Audited(capture) { $0.firstParty = ["own.test"] }
    #expect(named.findings("text-of-own-server").filter { $0.destination == "collect.example" }.map(\.field) == ["body.b"])
    #expect(try Audited(capture).findings("text-of-own-server").filter { $0.destination == "collect.example" }.map(\.field) == ["body.a"])
  }

  /// Values of at least medium severity at third parties: less severe ones may be kept if they identify no one.
  private static func worthTaking(_ audited: Audited) -> [String] {
    audited.findings.filter { $0.party == .third && $0.severity >= .medium && $0.rule.findsValues }.flatMap { finding in
      finding.occurrences.compactMap { occurrence in occurrence.value.flatMap { $0.utf8.count >= 6 ? "\(finding.rule.id): \($0)" : nil } }
    }
  }
}
