import Bytes

/// UTF-8 that was read as Latin-1 or Windows-1252 and encoded as UTF-8 again: `JÃ¶rg` for `Jörg`. Proxies keep bodies without a character
/// set like this.
package enum Mojibake {
  /// The original text, and whether only Windows-1252 explains the damage.
  package struct Undone {
    package var text: [UInt8]
    var isWindows1252: Bool
  }

  /// The original text; nil if the text is not damaged.
  package static func undone(_ text: Span<UInt8>) -> Undone? {
    guard isLikely(text) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var isWindows1252 = false
    for scalar in String(copying: text).unicodeScalars {
      if scalar.value < 0x100 {
        bytes.append(UInt8(scalar.value))
        continue
      }
      guard let place = specials.firstIndex(of: scalar.value) else { return nil }
      bytes.append(0x80 + UInt8(place))
      isWindows1252 = true
    }
    return UTF8Text.isValid(bytes.span) ? Undone(text: bytes, isWindows1252: isWindows1252) : nil
  }

  /// Bytes as a Windows-1252 text. Bytes that it does not define are read as Latin-1, as browsers do (WHATWG Encoding).
  package static func written(_ bytes: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    for at in bytes.indices {
      let byte = bytes[at]
      let scalar = 0x80..<0xA0 ~= byte && specials[Int(byte) - 0x80] != 0 ? specials[Int(byte) - 0x80] : UInt32(byte)
      text += Array(String(Character(UnicodeScalar(scalar) ?? "\u{FFFD}")).utf8)
    }
    return text
  }

  /// Whether the character for a first byte of UTF-8 is followed by one for a continuation byte. No language has such a sequence.
  private static func isLikely(_ text: Span<UInt8>) -> Bool {
    var at = 0
    while let next = text.first(0xC3, in: at..<text.count) {
      guard next + 2 < text.count else { return false }
      if 0x82...0xB4 ~= text[next + 1], continues(text, next + 2) { return true }
      at = next + 2
    }
    return false
  }

  /// Whether the character here stands for a continuation byte: U+0080 to U+00BF, or the Windows-1252 characters for 80 to 9F.
  private static func continues(_ text: Span<UInt8>, _ at: Int) -> Bool {
    guard at + 1 < text.count else { return false }
    switch text[at] {
    case 0xC2: return true
    case 0xC5, 0xC6, 0xCB: return specials.contains(UInt32(text[at] & 0x1F) << 6 | UInt32(text[at + 1] & 0x3F))
    case 0xE2: return text[at + 1] == 0x80 || text[at + 1] == 0x82 || text[at + 1] == 0x84
    default: return false
    }
  }

  /// The characters of Windows-1252 from 80 on; 0 for undefined bytes.
  private static let specials: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019,
    0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
