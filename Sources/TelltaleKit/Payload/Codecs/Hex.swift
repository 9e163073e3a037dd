/// Bytes written as pairs of hex digits (RFC 4648 § 8): an opaque layer.
package enum Hex {
  /// The number a hex digit stands for.
  package static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The bytes, or nil where `raw` is not whole pairs of hex digits.
  package static func decoded(_ raw: Span<UInt8>) -> [UInt8]? {
    guard raw.count % 2 == 0, !raw.isEmpty else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count / 2)
    for at in stride(from: 0, to: raw.count, by: 2) {
      guard let high = value(of: raw[at]), let low = value(of: raw[at + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
