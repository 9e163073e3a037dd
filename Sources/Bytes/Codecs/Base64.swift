/// Base64 in both alphabets, with or without padding (RFC 4648 §§ 4, 5): an opaque layer.
package enum Base64 {
  /// The bytes, or nil if a character belongs to neither alphabet or the length is impossible.
  package static func decoded(_ raw: Span<UInt8>) -> [UInt8]? {
    var end = raw.count
    while end > 0, raw[end - 1] == UInt8(ascii: "=") { end -= 1 }
    guard end > 0, raw.count - end <= 2, end % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end * 3 / 4)
    var bits: UInt32 = 0
    var held = 0
    let values = values
    for at in 0..<end {
      let value = values[Int(raw[at])]
      guard value < 64 else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return bytes
  }

  /// The value of a digit of either alphabet.
  package static func value(of digit: UInt8) -> UInt8? {
    let value = values[Int(digit)]
    return value < 64 ? value : nil
  }

  /// Encodes bytes in the alphabet, with the padding, and in lines like those of `raw`.
  package static func encoded(_ bytes: Span<UInt8>, like raw: Span<UInt8>) -> [UInt8] {
    if let digits = unfolded(raw) { return folded(encoded(bytes, like: digits.span), like: raw) }
    var isURL = false
    var isStandard = false
    for at in raw.indices {
      isURL = isURL || raw[at] == UInt8(ascii: "-") || raw[at] == UInt8(ascii: "_")
      isStandard = isStandard || raw[at] == UInt8(ascii: "+") || raw[at] == UInt8(ascii: "/")
    }
    let isPadded = raw.count % 4 == 0 && (raw.isEmpty || raw[raw.count - 1] == UInt8(ascii: "=") || !isURL)
    // Missing padding means the alphabet for URLs, even if no character shows it.
    return encoded(bytes, isURL: !isStandard && (isURL || !isPadded), isPadded: isPadded)
  }

  package static func encoded(_ bytes: Span<UInt8>, isURL: Bool, isPadded: Bool) -> [UInt8] {
    let alphabet = isURL ? urlAlphabet : standardAlphabet
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 4 / 3 + 4)
    for at in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - at)
      var group: UInt32 = 0
      for next in 0..<3 { group = group << 8 | (next < count ? UInt32(bytes[at + next]) : 0) }
      for digit in 0..<4 where digit <= count { text.append(alphabet[Int(group >> UInt32(18 - 6 * digit) & 63)]) }
      if isPadded, count < 3 { text += [UInt8](repeating: UInt8(ascii: "="), count: 3 - count) }
    }
    return text
  }

  private static let standardAlphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let urlAlphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The value of each character, 64 for characters outside the alphabet.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 64, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    for character in "+-".utf8 { values[Int(character)] = 62 }
    for character in "/_".utf8 { values[Int(character)] = 63 }
    return values
  }()
}
