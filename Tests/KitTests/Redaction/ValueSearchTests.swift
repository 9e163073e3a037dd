import Testing

@testable import Bytes
@testable import Knowledge
@testable import Redacting
@testable import Vocabulary

/// Copies of values are found like in a separate search for each.
@Suite struct ValueSearchTests {
  private static func search(_ values: [(String, Vocabulary.Category)]) throws -> (ValueSearch, [String]) {
    var book = ValueBook()
    for (value, category) in values { try book.add(Array(value.utf8).span, kind: .value, category: category) }
    return (ValueSearch(book.entries), book.entries.map { String(decoding: $0.folded, as: UTF8.self) })
  }

  private static func found(_ value: String, _ category: Vocabulary.Category = .personalData, in text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try search([(value, category)]).0.matches(in: bytes.span).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test func caseMattersForContent() throws {
    #expect(try Self.found("Jane Doe", in: "JANE DOE and jane doe") == ["JANE DOE", "jane doe"])
    #expect(try Self.found("Dashboard", .pageContext, in: "Dashboard of dashboards") == ["Dashboard"])
  }

  @Test func aShortValueIsFoundOnlyAsAWord() throws {
    #expect(try Self.found("Jane", in: "Jane, Janet, _jane, jane's, Ünjane") == ["Jane", "jane"])
    #expect(try Self.found("HR-42", .pageContext, in: "/HR-42? HR-421 XHR-42") == ["HR-42"])
    #expect(try Self.found("Jo", in: "Jo Jo") == [])
  }

  @Test func anIPAddressIsNotPartOfALongerOne() throws {
    #expect(try Self.found("216.160.83.5", in: "216.160.83.56 1216.160.83.5 216.160.83.5:80") == ["216.160.83.5"])
    #expect(try Self.found("12345", in: "12345") == [])
  }

  @Test(arguments: ["true", "null", "https", "auto", "..."])
  func wordsOfTheFormatAreNoValues(_ word: String) throws {
    #expect(try Self.found(word, in: "\(word) \(word)") == [])
  }

  /// With different prefixes, and with a common one, like tokens, so that values are prefixes of each other.
  @Test(arguments: ["x", "common"])
  func manyValuesAreFoundLikeEach(_ beginning: String) throws {
    var numbers = SeededNumbers(11)
    let letters = ["ab", "ba", "aa", "b", "A", "-", "é", "1"]
    for _ in 0..<200 {
      let values = (0..<8).map { _ in beginning + numbers.text(of: letters, length: 4) + (beginning == "x" ? "yzzzz" : "") }
      let (search, folded) = try Self.search(values.map { ($0, .credential) })
      let text = (0..<6).map { _ in numbers.text(of: letters, length: 3) + values[numbers.below(8)] }.joined()
      let bytes = Array(text.utf8)
      let found = Set(search.matches(in: bytes.span).map { "\($0.range)" })
      var expected: Set<String> = []
      let lower = bytes.map(ByteClass.folded)
      for start in lower.indices {
        let best = folded.filter { lower[start...].starts(with: $0.utf8) }.map(\.utf8.count).max()
        if let best { expected.insert("\(start..<start + best)") }
      }
      #expect(found == expected, "\(text)")
    }
  }
}
