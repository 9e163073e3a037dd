import Testing

@testable import Auditing
@testable import Bytes

@Suite struct MaskTests {
  private func excerpt(_ value: [UInt8]) -> String { Mask.excerpt(of: value.span) }

  private func excerpt(_ value: String) -> String { excerpt(Array(value.utf8)) }

  @Test(arguments: [
    ("", "… (0 characters)"), ("a", "… (1 character)"), ("abc", "… (3 characters)"), ("abcd", "a… (4 characters)"),
    ("abcdefgh", "ab… (8 characters)"),
    ("jane.roe@forms.example", "jan… (22 characters)"), ("j@forms.example", "j… (15 characters)"), ("+44 7700 900142", "… (15 characters)"),
    ("名前", "… (2 characters)"), ("ab名前の漢字の名前", "ab… (10 characters)"), ("a\u{1B}[31mred", "a… (9 characters)"),
  ])
  func onlyTheFirstLettersAndTheLengthAreShown(_ value: String, _ expected: String) {
    #expect(excerpt(value) == expected)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func neverMoreThanAQuarterAndNothingBeyondASCII(_ seed: UInt64) {
    var numbers = SeededNumbers(seed)
    let pieces = ["a", "Z", "9", "é", "漢", "😀", "\u{1B}", "\u{202E}", "\0", " ", ".", "<", "\u{200B}"]
    for _ in 0..<500 {
      let value = numbers.text(of: pieces, length: 20)
      let count = value.unicodeScalars.count
      let expected = "… (\(count) character\(count == 1 ? "" : "s"))"
      let excerpt = excerpt(value)
      #expect(excerpt.hasSuffix(expected))
      let shown = excerpt.dropLast(expected.count)
      #expect(shown.count <= min(3, count / 4), "\(excerpt)")
      #expect(shown.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "z") ~= $0 && $0 != UInt8(ascii: "<") })
      #expect(value.hasPrefix(shown))
    }
  }

  @Test func bytesThatAreNotTextAreCountedAndNotShown() {
    #expect(excerpt([0xFF, 0xFE, 0xC3, 0x28, 0x80, 0x80, 0x80, 0x80]) == "… (4 characters)")
  }
}
