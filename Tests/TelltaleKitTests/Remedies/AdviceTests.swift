import Testing

@testable import TelltaleKit

/// Code that is not proved is shown and not counted.
@Suite struct AdviceTests {
  /// An event of a library as a line of a log.
  private func line(_ library: String, _ properties: String) -> String {
    """
    {"type":"track","event":"Form Created","userId":"u-17","messageId":"m-1","properties":\(properties),"integrations":{"All":false},\
    "context":{"ip":"0.0.0.0","library":{"name":"\(library)"}}}\n
    """
  }

  private static let properties = #"{"form":{"id":"f-7","owner":"jane.doe@acme.example"},"rows":[{"who":"jane.doe@acme.example"}]}"#

  @Test(arguments: [
    ("analytics-go", #"[][]string{{"form", "owner"}, {"rows", "*", "who"}}"#),
    ("analytics-java", #"List.of(List.of("form", "owner"), List.of("rows", "*", "who"))"#),
    ("analytics-ruby", #"[["form", "owner"], ["rows", "*", "who"]]"#),
  ])
  func `what is not proved still counts`(library: String, code: String) throws {
    let fix = try Fixed(line(library, Self.properties)).fix
    #expect(fix.snippets.isEmpty && fix.gone.isEmpty && fix.after.verdict.status == .fail)
    #expect(fix.remaining.map(\.finding.rule.id) == ["email", "email"])
    let advised = try #require(fix.advised.first)
    #expect(fix.advised.count == 1 && advised.code.contains(code), "\(advised.code)")
    #expect(fix.advised(by: advised).count == 2)
    let text = FixText.render(fix, style: TextReport.Style(width: 200))
    #expect(text.contains("not proved here") && text.contains("still counts below") && text.contains("  ? high  email"))
    #expect(!text.contains("No snippet takes anything away"))
  }

  @Test func `names in code cannot leave their string in any language`() throws {
    let properties = ##"{"a\"'\\#{x}<\u2028":"jane.doe@acme.example"}"##
    let literals = [
      "analytics-go": ##""a\"'\\#{x}\u003c\u2028""##, "analytics-java": ##""a\"'\\#{x}\u003c\u2028""##,
      "analytics-ruby": ###""a\"'\\\#{x}\x3c\u{2028}""###, "analytics-python": ##"'a"\'\\#{x}\u003c\u2028'"##,
    ]
    for (library, literal) in literals {
      let fix = try Fixed(line(library, properties)).fix
      let code = try #require((fix.snippets + fix.advised).first?.code)
      #expect(code.contains(literal), "\(library): \(code)")
    }
  }
}
