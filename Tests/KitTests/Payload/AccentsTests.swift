import Foundation
import Testing

@testable import Bytes

/// Letters and their accents, together and apart, as the Unicode Standard has them.
@Suite struct AccentsTests {
  @Test(arguments: ["Jérôme Garcín", "Đặng Văn Ướt", "Ελένη Άννα", "Йўлий Ёжик", "がんのパパ", "김민수", "Zażółć gęślą jaźń", "plain"])
  func apartAndTogether(_ text: String) {
    let apart = Accents.apart(text)
    #expect(Array(apart.utf8) == Array(text.decomposedStringWithCanonicalMapping.utf8))
    if !text.unicodeScalars.contains(where: { 0xAC00...0xD7A3 ~= $0.value }) {
      #expect(Array(Accents.together(apart).utf8) == Array(text.utf8))
    }
  }

  @Test func aLetterWithoutItsAccents() {
    func base(_ letter: UnicodeScalar) -> UnicodeScalar? { UnicodeScalar(Accents.base(of: letter.value)) }
    #expect(base("é") == "e" && base("ế") == "e" && base("ώ") == "ω" && base("Й") == "И" && base("が") == "か" && base("ø") == "ø")
  }

  /// Every letter that the standard library takes apart into letters of the table.
  @Test func everyLetterIsAsInTheStandard() {
    var count = 0
    for scalar in [0xC0..<0x250, 0x386..<0x3CF, 0x400..<0x482, 0x1E00..<0x1F00, 0x304C..<0x30FF].joined().compactMap(UnicodeScalar.init) {
      let apart = String(scalar).decomposedStringWithCanonicalMapping
      guard apart.unicodeScalars.count > 1,
        apart.unicodeScalars.dropFirst().allSatisfy({ 0x300...0x331 ~= $0.value || 0x3099...0x309A ~= $0.value })
      else { continue }
      // A letter that is only known with more than its accent is left alone.
      guard let first = apart.unicodeScalars.first, Accents.base(of: scalar.value) != scalar.value else { continue }
      #expect(Accents.base(of: scalar.value) == first.value)
      // Two accents may be in another order.
      #expect(Accents.apart(String(scalar)).unicodeScalars.map(\.value).sorted() == apart.unicodeScalars.map(\.value).sorted())
      count += 1
    }
    #expect(count == 555)
  }
}
