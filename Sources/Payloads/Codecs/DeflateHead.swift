import Bytes

/// Whether bytes begin as compressed data without a wrapping do (RFC 1951): they have no mark of their own, so what their first bits say is
/// held against what a compressor writes.
enum DeflateHead {
  /// How many bytes are looked at.
  static let length = 12

  /// Whether a block begins here that a text was compressed to. Of random bytes hardly one in two hundred passes.
  static func isOne(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= length else { return false }
    switch bytes[0] >> 1 & 3 {
    case 1: return beginsText(bytes)
    case 2: return hasCodes(bytes)
    default: return false
    }
  }

  /// Whether the first characters of a block of fixed codes (§ 3.2.6) are what JSON or markup begins with.
  private static func beginsText(_ bytes: Span<UInt8>) -> Bool {
    guard let first = literal(bytes, 3), "{[<\"".utf8.contains(first), let second = literal(bytes, 11) else { return false }
    return 0x20..<0x7F ~= second || second == 0x0A
  }

  /// The character of eight bits at a bit; nil for what has more or fewer.
  private static func literal(_ bytes: Span<UInt8>, _ bit: Int) -> UInt8? {
    var code = 0
    for step in 0..<8 { code = code << 1 | bits(bytes, bit + step, 1) }
    return 0x30...0xBF ~= code ? UInt8(code - 0x30) : nil
  }

  /// Whether a block of codes of its own (§ 3.2.7) begins with lengths that make a complete code.
  private static func hasCodes(_ bytes: Span<UInt8>) -> Bool {
    guard bits(bytes, 3, 5) <= 29, bits(bytes, 8, 5) <= 29 else { return false }
    let count = bits(bytes, 13, 4) + 4
    var sum = 0
    for index in 0..<count {
      let length = bits(bytes, 17 + 3 * index, 3)
      if length > 0 { sum += 128 >> length }
    }
    return sum == 128
  }

  /// A number of so many bits, the lowest first (§ 3.1.1).
  private static func bits(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
    var value = 0
    for step in 0..<count {
      let bit = start + step
      value |= Int(bytes[bit >> 3] >> UInt8(bit & 7) & 1) << step
    }
    return value
  }
}
