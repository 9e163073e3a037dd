/// Telephone numbers as people write them (ITU-T E.123).
enum Telephone {
  /// 8 to 15 digits after a `+`, or 10 to 15 in groups; a bare number is a timestamp or an id more often than not.
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
