import Foundation
import Testing

@testable import TelltaleKit

/// What comes out of a capture may steer a terminal or make a text read as another; no report prints it.
@Suite struct HostileTextTests {
  /// Each of them breaks something: a terminal, a line, the order of the letters, a number.
  static let hostile: [(name: String, text: String)] = [
    ("escape", "\u{1B}[31mred\u{1B}]0;title\u{7}"), ("C1 control", "\u{9B}31m"), ("NUL", "a\0b"), ("delete", "a\u{7F}b"),
    ("line feed", "a\nb"),
    ("carriage return", "a\rb"), ("right to left", "a\u{202E}gpj.exe"), ("isolates", "\u{2066}a\u{2069}"),
    ("line separator", "a\u{2028}b\u{2029}c"),
    ("zero width", "a\u{200B}\u{FEFF}b"), ("mark", "a\u{200F}\u{61C}b"), ("tags", "a\u{E0041}b"), ("quotes", "\"'\\<&>"),
  ]

  /// What no report may hold: controls but for its own line feeds, separators, and what turns the direction of a text.
  private func forbidden(in text: String) -> [UnicodeScalar] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xE0000...0xE007F: true
      default: false
      }
    }
  }

  /// A capture that says a text wherever a capture can say one.
  private func capture(_ text: String) -> String {
    let mail = "jane.roe@copperline.dev"
    let inner = [
      #""type":"track","event":\#(Encode.string(text + " " + mail))"#, #""userId":\#(Encode.string(text))"#,
      #""messageId":"m","projectId":"p""#,
      #""properties":{\#(Encode.string(text)):"\#(mail)","plain":\#(Encode.string(text + " " + mail))}"#,
      #""title":\#(Encode.string(text))"#,
    ].joined(separator: ",")
    let url = "https://\(text).collect.test/\(text)?\(text)=\(mail)#\(text)"
    let cookies = "\(text)=\(mail); b=\(text)"
    return Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: "{\(inner)}"),
      Recording.entry(url, method: "POST", headers: [(text, mail), ("Cookie", cookies), ("Referer", url)], body: "\(text)=\(mail)"),
      Recording.entry("https://collect.test/v1", body: #"{\#(Encode.string(text)):{"a":"\#(mail)"},"cut":"\#(mail)"#),
      #"{"request":{"method":"POST","url":\#(Encode.string(url)),"bodySize":9},"response":{}}"#)
  }

  @Test(arguments: hostile)
  func noReportPrintsWhatATerminalWouldObey(_ name: String, _ text: String) throws {
    for showValues in [false, true] {
      let audited = try Audited(capture(text)) { $0.showValues = showValues }
      #expect(audited.findings.count > 4)
      #expect(forbidden(in: audited.text) == [])
      #expect(forbidden(in: audited.json) == [])
    }
  }

  @Test(arguments: hostile)
  func theReportForProgramsIsJSONAndSaysTheSameTexts(_ name: String, _ text: String) throws {
    let audited = try Audited(capture(text)) { $0.showValues = true }
    let json = try #require(JSONSerialization.jsonObject(with: Data(audited.json.utf8)) as? [String: Any])
    let findings = try #require(json["findings"] as? [[String: Any]])
    #expect(findings.map { $0["rule"] as? String } == audited.findings.map(\.rule.id))
    let values = findings.flatMap { ($0["occurrences"] as? [[String: Any]] ?? []).compactMap { $0["value"] as? String } }
    #expect(values == audited.occurrences.compactMap(\.value))
  }

  @Test(arguments: hostile)
  func theNameOfAFileIsHostileToo(_ name: String, _ text: String) throws {
    let file = text.filter { $0 != "\0" && $0 != "/" } + ".har"
    let audited = try Audited(Array("{\"log\":{\"entries\":[]".utf8), name: file)
    #expect(audited.report.captures.first?.path.hasSuffix(file) == true)
    #expect(forbidden(in: audited.text) == [])
    #expect(forbidden(in: audited.json) == [])
  }

  @Test func aHiddenCharacterIsShownByItsNumber() {
    #expect(Printable.line("a\u{1B}[31m\u{202E}b\n") == #"a\u{1b}[31m\u{202e}b\u{a}"#)
    #expect(Printable.line("Ünïcode 漢字 😀") == "Ünïcode 漢字 😀")
  }

  @Test func aColouredReportHoldsOnlyItsOwnColours() throws {
    let report = try Audited(capture("\u{1B}[5mblink")).report
    let text = TextReport.render(report, style: TextReport.Style(colour: true))
    let codes = Set(text.matches(of: /\u{1B}\[[0-9;]*./).map { String($0.output) })
    let own = Set(["1;4", "1", "2", "1;32", "1;33", "1;41;97", "1;31", "33", "36", "34", "0"].map { "\u{1B}[\($0)m" })
    #expect(codes.isSubset(of: own), "\(codes.map(Printable.line))")
    #expect(text.unicodeScalars.count { $0 == "\u{1B}" } == text.matches(of: /\u{1B}\[[0-9;]*m/).count)
  }
}
