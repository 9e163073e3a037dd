import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Detecting
@testable import Knowledge
@testable import Reports

/// Text from a capture may control a terminal, a browser or a CI service, or make a text read as another; no report lets it.
///
/// Every test covers all formats, so a new one is covered once ``ReportReading`` can read it.
@Suite struct HostileTextTests {
  /// Each of them breaks something: a terminal, a line, the order of the letters, markup, a log, a table, a number. All but the
  /// first few contain ``mark``, which the tests search for.
  static let hostile: [(name: String, text: String)] = [
    ("escape", "\u{1B}[31mred\u{1B}]0;title\u{7}"), ("C1 control", "\u{9B}31m"), ("NUL", "a\0b"), ("delete", "a\u{7F}b"),
    ("line feed", "a\nb"),
    ("carriage return", "a\rb"), ("right to left", "a\u{202E}gpj.exe"), ("isolates", "\u{2066}a\u{2069}"),
    ("line separator", "a\u{2028}b\u{2029}c"),
    ("zero width", "a\u{200B}\u{FEFF}b"), ("mark", "a\u{200F}\u{61C}b"), ("tags", "a\u{E0041}b"), ("quotes", "\"'\\<&>"),
    ("characters that XML cannot hold", "zqx\u{FFFE}\u{FFFF}\u{1}\u{B}"), ("no character", "zqx\u{FFFD}\u{1FFFF}"),
    ("script", "zqx</script><script>alert(1)</script><img src=x onerror=alert(1)>"), ("end of CDATA", "zqx]]>--><!-- "),
    ("end of a block", "zqx</summary></details></failure></testsuites>"), ("entity", "&zqx;&#0;&lt;zqx"),
    ("attribute", "zqx\" onmouseover=\"alert(1)\" x='"),
    ("workflow command", "::error title=zqx::owned"), ("command after a space", "  ::stop-commands::zqx"),
    ("command on a new line", "zqx\n::add-mask::a\r\n::set-output name=x::y"), ("percent line feed", "zqx%0A::error::owned%0D%0A::x"),
    ("old command", "zqx##[error]owned ##[add-mask]a"), ("Azure command", "##vso[task.setvariable variable=zqx]a"),
    ("property of a command", "zqx,line=1::owned"),
    ("code", "zqx`</code>``` @octocat"), ("mention", "@octocat/zqx #123 GH-123 octo/zqx#1"), ("link", "[zqx](https://evil.example/)"),
    ("picture", "![zqx](https://evil.example/zqx.png)"), ("autolink", "https://evil.example/zqx <https://evil.example/zqx>"),
    ("table", "zqx | a | b\\|"), ("heading", "# zqx"), ("backslash", "zqx\\"), ("placeholder", "zqx {0} {{1}} ]("),
    ("formula", "=HYPERLINK(\"https://evil.example/zqx\")"), ("another formula", "@SUM(1+zqx)*cmd|' /C calc'!A0"), ("minus", "-1+zqx"),
    ("accents on code", "zqx`\u{301} [zqx](https://evil.example/) `\u{301}"),
    ("accents on Markdown", "*\u{301}zqx*\u{301} [\u{301}zqx]\u{301}(x)"),
    ("accents on markup", "zqx<\u{338}b>\u{338} \"\u{301} onmouseover=\"\u{301}alert(1)"), ("accents on an entity", "zqx&\u{301}lt;"),
    ("accents on a command", "zqx,\u{301}line=1:\u{301}:\u{301}%\u{301}0A"),
    ("one character", "zqx" + String(repeating: "\u{301}", count: 20_000)), ("long", "zqx" + String(repeating: "long ", count: 4_000)),
    ("wide", "zqx" + String(repeating: "漢\u{300}", count: 3_000)),
  ]

  /// A sequence of letters that occurs in no rule, vendor or report.
  static let mark = "zqx"

  /// What no report may contain: controls other than its own line feeds, separators, and characters that change the direction of a
  /// text.
  private func forbidden(in text: String) -> [UnicodeScalar] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFFE...0xFFFF, 0xE0000...0xE007F: true
      default: false
      }
    }
  }

  /// Lines that a CI service would execute (GitHub's runner, old and new commands; Azure Pipelines).
  private func commands(in text: String) -> [Substring] {
    text.split(separator: "\n").filter { line in
      line.trimmingPrefix(while: \.isWhitespace).hasPrefix("::") || line.contains("##") && line.contains(/##\[|##[a-z]+\[/)
    }
  }

  private func check(_ audited: Audited, _ format: ReportFormat) throws {
    let report = format.render(audited.report)
    #expect(forbidden(in: report) == [])
    #expect(commands(in: report).filter { format != .github || !ReportReading.isAnnotation($0) } == [])
    let texts = try ReportReading.texts(of: report, format)
    #expect(!texts.isEmpty || format == .ndjson)
    for text in texts where format != .json && format != .ndjson { #expect(forbidden(in: text) == []) }
    if format == .markdown { #expect(!ReportReading.markup(of: report).contains(Self.mark)) }
  }

  /// A capture with a text in every possible place.
  private func capture(_ text: String) -> String {
    let mail = "jane.roe@copperline.dev"
    let inner = [
      #""type":"track","event":\#(Encode.string(text + " " + mail))"#, #""userId":\#(Encode.string(text))"#,
      #""messageId":"m","projectId":"p""#,
      #""properties":{\#(Encode.string(text)):"\#(mail)","plain":\#(Encode.string(text + " " + mail))}"#,
      #""title":\#(Encode.string(text))"#,
      #""context":{"page":{"title":\#(Encode.string(text + " " + mail)),"url":\#(Encode.string("https://www.app.test/\(text)?a=\(mail)"))}}"#,
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
  func noReportHoldsWhatItsReaderWouldObey(_ name: String, _ text: String) throws {
    for showValues in [false, true] {
      let audited = try Audited(capture(text)) { $0.showValues = showValues }
      #expect(audited.findings.count > 4)
      for format in ReportFormat.allCases where format.showsValues || !showValues { try check(audited, format) }
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

  /// One rule with a finding: the others are independent of the file's name, and would fill every report.
  private static let oneRule = Result { try RuleBook(rules: Standard.book.rules.filter { $0.id == "email" }, destinations: []) }

  @Test(arguments: hostile)
  func theNameOfAFileIsHostileToo(_ name: String, _ text: String) throws {
    // A name has at most 255 bytes.
    let file = String(text.filter { $0 != "\0" && $0 != "/" }.unicodeScalars.prefix(60)) + ".har"
    for content in ["{\"log\":{\"entries\":[]", "<html>", Recording.request(body: #"{"mail":"jane.roe@copperline.dev"}"#)] {
      let audited = try Audited(Array(content.utf8), book: Self.oneRule.get(), name: file)
      #expect(audited.report.captures.first?.path.hasSuffix(file) == true)
      for format in ReportFormat.allCases { try check(audited, format) }
    }
  }

  /// Half a character, as a JSON string may hold it.
  @Test(arguments: [#"\ud800"#, #"\udc00\ud800"#, #"\udfff"#])
  func aLoneSurrogateIsNotACharacter(_ escape: String) throws {
    let log = #"{"type":"track","event":"A\#(escape)","userId":"u","properties":{"a\#(escape)b":"jane.roe@copperline.dev"}}"# + "\n"
    let audited = try Audited(log)
    #expect(!audited.findings.isEmpty)
    for format in ReportFormat.allCases { try check(audited, format) }
  }

  @Test func aHiddenCharacterIsShownByItsNumber() {
    #expect(Printable.line("a\u{1B}[31m\u{202E}b\n") == #"a\u{1b}[31m\u{202e}b\u{a}"#)
    #expect(Printable.line("Ünïcode 漢字 😀") == "Ünïcode 漢字 😀")
    #expect(Printable.line("::error::a :: b::c ##[d] #e") == #"\u{3a}:error::a \u{3a}: b::c #\u{23}[d] #e"#)
    #expect(Printable.line("abcdef", limit: 4) == "abc…" && Printable.line("äöüß", limit: 4) == "äöüß")
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
