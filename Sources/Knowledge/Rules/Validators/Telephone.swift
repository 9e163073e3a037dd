import Bytes

/// Phone numbers as people write them (ITU-T E.123).
enum Telephone {
  /// Whether the value of a phone field is a number: 6 to 15 digits in any grouping, perhaps with an extension. Keys of two letters and
  /// keys such as `cell` have other meanings too, so their values must be written as phone numbers.
  static func isNumber(_ value: Span<UInt8>, inFieldOf key: String) -> Bool {
    if isNumber(value) { return true }
    guard key.utf8.count > 2, !key.hasSuffix("cell"), value.count <= 40 else { return false }
    let number = withoutExtension(String(copying: value))
    guard number.allSatisfy({ $0.isASCII && $0.isNumber || "+-./() \u{A0}".contains($0) }) else { return false }
    let digits = number.filter(\.isNumber)
    return 6...15 ~= digits.count && Set(digits).count > 1
  }

  private static func withoutExtension(_ text: String) -> Substring {
    for mark in [";ext=", "ext.", "ext", "x", "#"] {
      guard let range = text.firstRange(of: mark) else { continue }
      return text[range.upperBound...].allSatisfy { $0.isNumber || $0 == " " } ? text[..<range.lowerBound] : text[...]
    }
    return text[...]
  }

  /// Whether a value has 8 to 15 digits after a `+`, or 10 to 15 digits in groups. A bare number is more often a timestamp or an ID.
  static func isNumber(_ value: Span<UInt8>) -> Bool {
    var digits = 0
    var groups = 0
    var isPlus = false
    var previous: UInt8 = 0
    for at in 0..<value.count {
      let byte = value[at]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        if !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= previous) { groups += 1 }
      case UInt8(ascii: "+"):
        guard digits == 0 else { return false }
        isPlus = true
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"): break
      default: return false
      }
      previous = byte
    }
    if isPlus { return 8...15 ~= digits }
    return 10...15 ~= digits && (groups >= 3 || value[0] == UInt8(ascii: "0") && digits <= 12)
  }
}
