/// Reads the fields of an IAB string: base64url without padding, six bits per character, the highest bit first.
///
/// Source: IAB TCF v2 consent string format and IAB Global Privacy Platform string specification.
struct BitReader {
  /// The maximum number of characters: strings with all vendors of the largest list are shorter.
  private static let longest = 20_000

  private let sextets: [UInt8]
  private var at = 0

  /// Nil for a text that is empty, too long, or not base64url.
  init?(_ text: some Collection<UInt8>) {
    guard 1...Self.longest ~= text.count else { return nil }
    var sextets: [UInt8] = []
    sextets.reserveCapacity(text.count)
    for byte in text {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): sextets.append(byte - UInt8(ascii: "A"))
      case UInt8(ascii: "a")...UInt8(ascii: "z"): sextets.append(byte - UInt8(ascii: "a") + 26)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): sextets.append(byte - UInt8(ascii: "0") + 52)
      case UInt8(ascii: "-"): sextets.append(62)
      case UInt8(ascii: "_"): sextets.append(63)
      default: return nil
      }
    }
    self.sextets = sextets
  }

  /// Reads a number of 1 to 36 bits; nil if the string ends too early.
  mutating func number(_ count: Int) -> Int? {
    guard at + count <= sextets.count * 6 else { return nil }
    var number = 0
    for bit in at..<at + count { number = number << 1 | Int(sextets[bit / 6] >> UInt8(5 - bit % 6) & 1) }
    at += count
    return number
  }

  /// Skips bits.
  /// - Returns: Whether there are as many.
  mutating func skip(_ count: Int) -> Bool {
    guard at + count <= sextets.count * 6 else { return false }
    at += count
    return true
  }

  /// Reads a number in Fibonacci coding: the bits stand for 1, 2, 3, 5, 8 and so on, and two ones in a row end it. Nil if it does
  /// not end, or exceeds the range of IDs.
  mutating func fibonacci() -> Int? {
    var (sum, weight, next, wasOne) = (0, 1, 2, false)
    while weight < 1 << 20, let bit = number(1) {
      if bit == 1, wasOne { return sum }
      if bit == 1 { sum += weight }
      wasOne = bit == 1
      (weight, next) = (next, weight + next)
    }
    return nil
  }
}
