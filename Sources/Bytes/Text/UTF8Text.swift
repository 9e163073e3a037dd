/// Well-formed UTF-8 (RFC 3629 § 4).
package enum UTF8Text {
  /// Whether `bytes` are well-formed; with `complete` false the last character may be cut off.
  package static func isValid(_ bytes: Span<UInt8>, complete: Bool = true) -> Bool {
    var at = 0
    while at < bytes.count {
      let length: Int
      // The range of the second byte excludes surrogates, overlong forms and values beyond Unicode.
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch bytes[at] {
      case 0..<0x80: length = 1
      case 0xC2..<0xE0: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1..<0xF0: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      case 0xF1..<0xF4: length = 4
      default: return false
      }
      for next in at + 1..<at + length {
        guard next < bytes.count else { return !complete }
        guard (next == at + 1 ? second : 0x80...0xBF) ~= bytes[next] else { return false }
      }
      at += length
    }
    return true
  }
}
