import Foundation
import Testing

@testable import Auditing
@testable import Reports

/// A report must not become the leak: no value of a capture is in it unless the reviewer asked for values.
@Suite struct SecrecyTests {
  /// Made-up values for all rules, without any other meaning.
  private static let values = [
    "quentin.planted@copperline.dev", "203.0.113.211", "2001:db8:77::4b1d", "Quentin Plantedworth", "+44 7700 900187",
    "GB29NWBK60161331926819",
    "4242424242424242", "900150983cd24fb0d6963f7d28e17f72", "kQ7zT2mX9pLw4Rb8Vn3Yc6planted",
    "Planted severance letters for the warehouse crew",
    Encode.token(#"{"sub":"planted-claim","name":"Quentin Plantedworth"}"#),
  ]

  /// The distinctive parts of a value: all of it, and each of its longer parts.
  private static func marks(of value: String) -> [String] {
    let common: Set = ["copperline", "severance", "letters", "warehouse"]
    return [value] + value.split { " @.:".contains($0) }.map(String.init).filter { $0.count >= 7 && !common.contains($0) }
  }

  /// Values that are also found in a name of an event or a key; names of people, sentences and random tokens are not found there.
  private static let told = values.filter { !["Quentin P", "kQ7z", "Planted"].contains(where: $0.hasPrefix) }

  /// A capture with a value in every place that rules search.
  private func capture(_ value: String) -> String {
    let json = Encode.string(value)
    let percent = Encode.percent(value)
    let members = [
      "email", "name", "firstName", "displayName", "ip", "phone", "iban", "cardNumber", "password", "token", "comment", "summary", "em",
      "text",
    ].map { #""\#($0)":\#(json)"# }.joined(separator: ",")
    let head = #""type":"identify","messageId":"m","userId":\#(json),"anonymousId":\#(json)"#
    let page =
      #"{"url":"https://app.test/\#(percent)?q=\#(percent)","title":\#(json),"referrer":"https://in.test/?r=\#(percent)","search":"?q=\#(percent)"}"#
    let body = #"{\#(head),"traits":{\#(members)},"context":{"ip":\#(json),"page":\#(page),"traits":{\#(members)}}}"#
    let event = Self.told.contains(value) && value.count != 32 ? json : #""Form Created""#
    let track = #"{"type":"track","event":\#(event),"messageId":"m","userId":"u","properties":{\#(members)}}"#
    let headers = [
      ("Cookie", "session=\(percent); user=\(percent)"), ("Referer", "https://app.test/?t=\(percent)"),
      ("Authorization", "Bearer \(value)"),
      ("X-Forwarded-For", value),
    ]
    let url = "https://collect.test/\(percent)/x?email=\(percent)&d=\(Encode.base64URL("{\(members)}"))"
    return Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/i", headers: headers, body: body),
      Recording.entry("https://api.segment.io/v1/t", body: track),
      Recording.entry(url, headers: headers, body: "name=\(percent)&note=\(percent)"),
      Recording.entry("https://collect.test/v1", body: #"{"user":{\#(members)},"list":[\#(json)],"cut":\#(json)"#))
  }

  private func lines(with text: String, in report: String) -> [String] {
    report.split(separator: "\n").filter { $0.contains(text) }.map { "\(text) in \($0.trimmingPrefix(while: \.isWhitespace))" }
  }

  @Test(arguments: values)
  func noValueIsInAnyReport(_ value: String) throws {
    let audited = try Audited(capture(value))
    #expect(audited.findings.count > 3)
    for mark in Self.marks(of: value) {
      for encoded in Set([mark, Encode.percent(mark), Encode.base64URL(mark), Encode.hex(mark)]) {
        for format in ReportFormat.allCases { #expect(lines(with: encoded, in: format.render(audited.report)) == [], "\(format)") }
      }
    }
  }

  /// A value may be a key.
  @Test(arguments: told)
  func noValueThatIsAKeyIsInAnyReport(_ value: String) throws {
    let json = Encode.string(value)
    let known = #"{"type":"track","event":"A","userId":"u","messageId":"m","properties":{\#(json):"quentin.planted@copperline.dev"}}"#
    let unknown = #"{"users":{\#(json):{"mail":"quentin.planted@copperline.dev"}}}"#
    let capture = Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: known),
      Recording.entry("https://collect.test/v1?\(Encode.percent(value))=quentin.planted@copperline.dev", body: unknown))
    let audited = try Audited(capture)
    #expect(!audited.findings.isEmpty)
    for format in ReportFormat.allCases { #expect(lines(with: value, in: format.render(audited.report)) == [], "\(format)") }
  }

  @Test func valuesAreShownOnlyWhenAskedForAndTheReportSaysSo() throws {
    let value = Self.values[0]
    let audited = try Audited(capture(value)) { $0.showValues = true }
    #expect(audited.json.contains(value))
    #expect(audited.json.contains(#""showsValues": true"#))
    #expect(audited.text.contains("Do not publish it."))
    for format in ReportFormat.allCases { #expect(format.render(audited.report).contains(value) == format.showsValues, "\(format)") }
    let silent = try Audited(capture(value))
    #expect(!silent.json.contains("showsValues"))
    #expect(silent.occurrences.allSatisfy { $0.value == nil })
  }
}
