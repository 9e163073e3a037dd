import Testing

@testable import Bytes
@testable import Vocabulary

/// Tables of comma-separated values, valid and invalid.
@Suite struct CSVTableTests {
  private func rows(_ text: String, separator: Character = ",") throws -> [String] {
    try CSVTable.rows(of: text, file: "table.csv", separator: separator).map { "\($0.line): \($0.cells.joined(separator: "|"))" }
  }

  @Test func rowsEndWithALineFeedACarriageReturnOrBoth() throws {
    #expect(try rows("a,b\r\nc,d\n\ne,f\rg,h") == ["1: a|b", "2: c|d", "4: e|f", "5: g|h"])
    #expect(try rows("\u{FEFF}a;\"b\r\nb\"\nc;d", separator: ";") == ["1: a|b\r\nb", "3: c|d"])
  }

  /// Spreadsheets write a vertical tab for a line break in a cell; the others are line separators in some editors.
  @Test(arguments: ["\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"])
  func noOtherCharacterEndsARow(_ character: String) throws {
    #expect(try rows("a\(character)b,c\n\"d\(character)e\",f") == ["1: a\(character)b|c", "2: d\(character)e|f"])
  }

  @Test func anAccentAfterACommaOrAQuoteDoesNotChangeIt() throws {
    #expect(try rows("a,\u{301}b\n\"\u{301}c\",d") == ["1: a|\u{301}b", "2: \u{301}c|d"])
  }

  @Test(arguments: [
    ("a,\"b\nc", "table.csv:1:1: a quote is not closed"),
    ("a\n\"b\" c", "table.csv:2:1: unexpected text after the closing quote of a cell"),
    ("\u{B}a\n\u{B}\"b\"c", "table.csv:2:1: unexpected text after the closing quote of a cell"),
  ])
  func aBadQuoteIsAnErrorInItsLine(_ text: String, _ message: String) {
    let error = #expect(throws: ConfigurationError.self) { try rows(text) }
    #expect(error?.description == message)
  }
}
