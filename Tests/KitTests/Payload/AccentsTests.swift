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
}
