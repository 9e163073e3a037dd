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
  static let none = DigestTraces(hex: 0, base64: 0, base32: 0)

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

  /// Notes the strings of a text.
  mutating func note(_ text: Span<UInt8>) {
    /// The distances from the places where a string of base64 may have begun, as bits.
    var starts: UInt128 = 0
    var (hasUpper, hasLower, isToken) = (false, false, false)
    var (hexDigits, base32Digits) = (0, 0)
    for at in 0..<text.count {
      let byte = text[at]
      let kind = ByteClass.of(byte)
      if kind.contains(.hex) { hexDigits += 1 } else { end(hex: &hexDigits) }
      let isUpper = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      if isUpper || UInt8(ascii: "2")...UInt8(ascii: "7") ~= byte { base32Digits += 1 } else { end(base32: &base32Digits) }
      guard kind.contains(.base64), byte != UInt8(ascii: "=") else {
        if starts != 0, !isToken { end(base64: starts, isMixed: hasUpper && hasLower) }
        // The parts of a JSON Web Token are random, but no digests of values. Its claims are decoded and noted by themselves.
        isToken = isToken && byte == UInt8(ascii: ".")
        (starts, hasUpper, hasLower) = (0, false, false)
        continue
      }
      if starts == 0 {
        starts = 1
        isToken = isToken || Self.beginsToken(text, at)
      }
      if kind.contains(.letter) || kind.contains(.digit) {
        if isUpper { hasUpper = true } else if kind.contains(.letter) { hasLower = true }
        starts <<= 1
      } else {
        // A sign is part of a string, or stands between two.
        if !isToken { end(base64: starts, isMixed: hasUpper && hasLower) }
        starts = starts << 1 | 1
      }
    }
    if starts != 0, !isToken { end(base64: starts, isMixed: hasUpper && hasLower) }
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

  /// Notes the lengths of strings that end here. Base64 of a digest has letters of both cases unless it is short.
  private mutating func end(base64 lengths: UInt128, isMixed: Bool) { base64 |= isMixed ? lengths : lengths & 0xFFFF }

  private static func beginsToken(_ text: Span<UInt8>, _ at: Int) -> Bool {
    at + 3 <= text.count && text[at] == UInt8(ascii: "e") && text[at + 1] == UInt8(ascii: "y") && text[at + 2] == UInt8(ascii: "J")
  }
}
