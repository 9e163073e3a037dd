/// Well-formed UTF-8 (RFC 3629 § 4).
enum UTF8Text {
  /// Whether `bytes` are well-formed; with `complete` false the last character may be cut off.
  static func isValid(_ bytes: Span<UInt8>, complete: Bool = true) -> Bool {
    var at = 0
    while at < bytes.count {
      let length: Int
      switch bytes[at] {
      case 0..<0x80: length = 1
      case 0xC2..<0xE0: length = 2
      case 0xE0..<0xF0: length = 3
      case 0xF0..<0xF5: length = 4
      default: return false
      }
      for next in at + 1..<at + length {
        guard next < bytes.count else { return !complete }
        guard bytes[next] & 0xC0 == 0x80 else { return false }
      }
      at += length
    }
    return true
  }
}
