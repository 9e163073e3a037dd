/// Bytes written as letters and the digits 2 to 7 (RFC 4648 § 6): an opaque layer.
package enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// Whether a text may be base32: capitals and digits, in a length that is possible.
  package static func isPossible(_ raw: Span<UInt8>) -> Bool {
    var count = raw.count
    while count > 0, raw.count - count < 6, raw[count - 1] == UInt8(ascii: "=") { count -= 1 }
    guard ![1, 3, 6].contains(count % 8), count == raw.count || raw.count % 8 == 0 else { return false }
    for at in 0..<count where value(of: raw[at]) == nil { return false }
    return true
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
    case UInt8(ascii: "2")...UInt8(ascii: "7"): digit - UInt8(ascii: "2") + 26
    default: nil
    }
  }

  /// The bytes, or nil if `raw` is not base32.
  package static func decoded(_ raw: Span<UInt8>) -> [UInt8]? {
    guard isPossible(raw) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count * 5 / 8)
    var (bits, count) = (UInt32(0), 0)
    for at in raw.indices {
      guard let value = value(of: raw[at]) else { break }
      bits = bits << 5 | UInt32(value)
      count += 5
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return bytes
  }

  /// Writes bytes as base32, with padding if `raw` has it.
  package static func encoded(_ bytes: Span<UInt8>, like raw: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for at in bytes.indices {
      bits = bits << 8 | UInt32(bytes[at])
      count += 8
      while count >= 5 {
        count -= 5
        text.append(alphabet[Int(bits >> UInt32(count)) & 31])
      }
    }
    if count > 0 { text.append(alphabet[Int(bits << UInt32(5 - count)) & 31]) }
    // The length shows whether padding was left out, unless none was needed.
    let isPadded = !raw.isEmpty && raw[raw.count - 1] == UInt8(ascii: "=") || raw.count % 8 == 0
    while isPadded, text.count % 8 != 0 { text.append(UInt8(ascii: "=")) }
    return text
  }
}
