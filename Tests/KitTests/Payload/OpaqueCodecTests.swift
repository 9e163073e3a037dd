import Testing

@testable import Bytes

@Suite struct OpaqueCodecTests {
  // MARK: Base64

  /// RFC 4648 § 10.
  @Test(arguments: [
    ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"),
  ])
  func base64IsReadWithAndWithoutPadding(_ raw: String, _ decoded: String) {
    #expect(Base64.decoded(raw) == Array(decoded.utf8))
    #expect(Base64.decoded(raw.filter { $0 != "=" }) == Array(decoded.utf8))
  }

  @Test(arguments: [("+/+/", [0xFB, 0xFF, 0xBF]), ("-_-_", [0xFB, 0xFF, 0xBF]), ("+_-/", [0xFB, 0xFF, 0xBF]), ("AP8", [0, 255])])
  func base64IsReadInBothAlphabets(_ raw: String, _ decoded: [UInt8]) {
    #expect(Base64.decoded(raw) == decoded)
  }

  @Test(arguments: ["", "=", "====", "A", "AAAAA", "Zm9v!", "Zm 9v", "Zm9v\n", "Zg===", "Z=g=", "Zm9vé", "a.b="])
  func whatIsNoBase64IsRefused(_ raw: String) {
    #expect(Base64.decoded(raw) == nil)
  }

  // MARK: Hex

  /// RFC 4648 § 10.
  @Test(arguments: [("66", "f"), ("666F", "fo"), ("666F6F", "foo"), ("666f6f626172", "foobar"), ("C3a9", "é")])
  func hexIsReadInBothCases(_ raw: String, _ decoded: String) {
    #expect(Hex.decoded(raw) == Array(decoded.utf8))
  }

  @Test(arguments: ["", "6", "666", "6g", "0x66", "66 66"])
  func whatIsNoHexIsRefused(_ raw: String) {
    #expect(Hex.decoded(raw) == nil)
  }

  // MARK: UTF-8

  @Test(
    arguments: [
      [], [0x41], [0xC3, 0xA9], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0x98, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xED, 0x9F, 0xBF],
      [0xEE, 0x80, 0x80],
      // Not well-formed: a single continuation, truncated, overlong, half a surrogate pair, beyond the last character, never used.
      [0x80], [0xC3], [0xE2, 0x82], [0xC3, 0x41], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
      [0xF0, 0x80, 0x80, 0x80],
      [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func wellFormedUTF8IsToldAsTheStandardLibraryTellsIt(_ bytes: [UInt8]) {
    #expect(UTF8Text.isValid(bytes) == (String(validating: bytes, as: UTF8.self) != nil))
  }

  @Test func randomBytesAreValidIfTheStandardLibrarySaysSo() {
    var numbers = SeededNumbers(8)
    let bounds: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
    ]
    var wrong: [[UInt8]] = []
    for _ in 0..<10_000 {
      let bytes = (0..<numbers.below(5)).map { _ in bounds[numbers.below(bounds.count)] }
      if UTF8Text.isValid(bytes) != (String(validating: bytes, as: UTF8.self) != nil) { wrong.append(bytes) }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [[0x41, 0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98]] as [[UInt8]])
  func theLastCharacterMayBeCutWhereTheTextIs(_ bytes: [UInt8]) {
    #expect(UTF8Text.isValid(bytes, complete: false))
    #expect(!UTF8Text.isValid(bytes + [0x41], complete: false))
  }

  /// The vectors of RFC 4648 § 10.
  @Test(arguments: [
    ("f", "MY======"), ("fo", "MZXQ===="), ("foo", "MZXW6==="), ("foob", "MZXW6YQ="), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI======"),
  ])
  func base32IsThatOfTheStandard(_ text: String, _ encoded: String) {
    #expect(Base32.decoded(Array(encoded.utf8).span).map { String(decoding: $0, as: UTF8.self) } == text)
    #expect(String(decoding: Base32.encoded(Array(text.utf8).span, like: Array(encoded.utf8).span), as: UTF8.self) == encoded)
    let bare = Array(encoded.prefix { $0 != "=" }.utf8)
    #expect(Base32.decoded(bare.span).map { String(decoding: $0, as: UTF8.self) } == text)
  }
}
