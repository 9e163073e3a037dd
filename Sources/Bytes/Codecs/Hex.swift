/// Bytes written as pairs of hex digits (RFC 4648 § 8): an opaque layer.
package enum Hex {
  /// The value of a hex digit.
  package static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Writes bytes as digits, in capitals if `raw` has any.
  package static func encoded(_ bytes: Span<UInt8>, like raw: Span<UInt8>) -> [UInt8] {
    var isUpper = false
    for at in raw.indices { isUpper = isUpper || UInt8(ascii: "A")...UInt8(ascii: "F") ~= raw[at] }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for at in bytes.indices { text += digits(of: bytes[at], capitals: isUpper) }
    return text
  }

  /// The two digits of a byte.
  package static func digits(of byte: UInt8, capitals: Bool = false) -> [UInt8] {
    [digit(byte >> 4, capitals: capitals), digit(byte & 15, capitals: capitals)]
  }

  /// The two digits of each byte, in lower case.
  package static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      digits.append(digit(byte >> 4, capitals: false))
      digits.append(digit(byte & 15, capitals: false))
    }
    return digits
  }

  private static func digit(_ value: UInt8, capitals: Bool) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: capitals ? "A" : "a") + value - 10
  }

  /// The bytes, or nil if `raw` is not whole pairs of hex digits.
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
