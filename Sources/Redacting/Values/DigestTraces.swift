import Bytes

/// Which digests the texts of the captures may contain, by the lengths of their strings. A digest of another size need not be computed.
struct DigestTraces: Sendable {
  /// The length of the longest run of hex digits. A digest may follow other digits, as in `sha256` before its value.
  private var hex = 0
  /// The lengths of strings that may be base64 and base32, as bits.
  private var base64: UInt128 = 0
  private var base32: UInt128 = 0

  /// Nothing is ruled out.
  static let all = DigestTraces(hex: .max, base64: .max, base32: .max)

  /// Nothing was read yet.
  static let none = DigestTraces(hex: 0, base64: 0xFFFF, base32: 0)

  /// Whether `count` hex digits may stand together.
  func mayHold(hexDigits count: Int) -> Bool { count <= hex }

  /// Whether the unpadded base64 or base64url of so many bytes may occur.
  func mayHold(base64Of bytes: Int) -> Bool { Self.contains(base64, (bytes * 8 + 5) / 6) }

  /// Whether the unpadded base32 of so many bytes may occur.
  func mayHold(base32Of bytes: Int) -> Bool { Self.contains(base32, (bytes * 8 + 4) / 5) }

  /// Whether a digest may occur in any of these forms.
  func mayHold(_ digest: Digest) -> Bool {
    mayHold(hexDigits: digest.size * 2) || mayHold(base64Of: digest.size) || mayHold(base32Of: digest.size)
  }

  private static func contains(_ lengths: UInt128, _ length: Int) -> Bool { length > 127 || lengths & 1 << UInt128(length) != 0 }

  mutating func formUnion(_ other: DigestTraces) {
    hex = max(hex, other.hex)
    base64 |= other.base64
    base32 |= other.base32
  }

  /// The length of the shortest string that matters, in characters: eight bytes in base32. In base64 they have eleven, and are never ruled
  /// out, because words have as many.
  private static let shortest = 13

  /// Notes the strings of a text.
  mutating func note(_ text: Span<UInt8>) {
    var at = 0
    // A string that begins here would reach to the character at the distance of the shortest.
    while at + Self.shortest <= text.count {
      var last = at + Self.shortest - 1
      while last >= at, Self.mayHold(text[last]) { last -= 1 }
      guard last < at else {
        at = last + 1
        continue
      }
      var end = at + Self.shortest
      while end < text.count, Self.mayHold(text[end]) { end += 1 }
      if Self.isToken(text, at, end) {
        // The parts of a JSON Web Token are random, but no digests of values. Its claims are decoded and noted by themselves.
        while end < text.count, Self.mayHold(text[end]) || text[end] == UInt8(ascii: ".") { end += 1 }
      } else {
        note(text, at..<end)
      }
      at = end + 1
    }
  }

  /// Whether a byte may belong to a digest in any form.
  private static func mayHold(_ byte: UInt8) -> Bool { ByteClass.of(byte).contains(.base64) && byte != UInt8(ascii: "=") }

  /// Whether a string is the first part of a token.
  private static func isToken(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end < text.count && text[end] == UInt8(ascii: ".") && JWT.mayBegin(text, at: start)
  }

  /// Notes the digests that a string has room for.
  private mutating func note(_ text: Span<UInt8>, _ string: Range<Int>) {
    /// The distances from the places where base64 may have begun, as bits.
    var starts: UInt128 = 1
    var (hasUpper, hasLower) = (false, false)
    var (hexDigits, base32Digits) = (0, 0)
    for at in string {
      let byte = text[at]
      let kind = ByteClass.of(byte)
      if kind.contains(.hex) { hexDigits += 1 } else { end(hex: &hexDigits) }
      let isUpper = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      if isUpper || UInt8(ascii: "2")...UInt8(ascii: "7") ~= byte { base32Digits += 1 } else { end(base32: &base32Digits) }
      if kind.contains(.letter) || kind.contains(.digit) {
        if isUpper { hasUpper = true } else if kind.contains(.letter) { hasLower = true }
        starts <<= 1
      } else {
        // A sign is part of a string, or stands between two.
        if hasUpper, hasLower { base64 |= starts }
        starts = starts << 1 | 1
      }
    }
    // Base64 of a digest has letters of both cases, unless it is very short.
    if hasUpper, hasLower { base64 |= starts }
    end(hex: &hexDigits)
    end(base32: &base32Digits)
  }

  private mutating func end(hex digits: inout Int) {
    hex = max(hex, digits)
    digits = 0
  }

  private mutating func end(base32 digits: inout Int) {
    if digits > 0, digits < 128 { base32 |= 1 << UInt128(digits) }
    digits = 0
  }
}
