/// Base64 that is broken into lines (RFC 2045 § 6.8, RFC 7468 § 2).
extension Base64 {
  /// The lengths of lines: 64 characters in PEM, 76 in mails.
  private static let lineLengths = 60...76

  /// The characters of the lines, joined. Nil unless all lines but the last have the same length.
  package static func unfolded(_ text: Span<UInt8>) -> [UInt8]? {
    guard let line = line(of: text) else { return nil }
    var digits: [UInt8] = []
    digits.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      let start = digits.count
      while at < text.count, value(of: text[at]) != nil || text[at] == UInt8(ascii: "=") {
        digits.append(text[at])
        at += 1
      }
      let length = digits.count - start
      guard at < text.count else { return length <= line.length ? digits : nil }
      while at < text.count, text[at] == 0x0D || text[at] == 0x0A { at += 1 }
      // The last line may be shorter, and may end in a line break.
      guard length == line.length || at == text.count && length <= line.length else { return nil }
      if at < text.count, !ByteClass.of(text[at]).contains(.base64) { return nil }
    }
    return digits
  }

  /// Breaks base64 into lines like those of `raw`.
  package static func folded(_ digits: [UInt8], like raw: Span<UInt8>) -> [UInt8] {
    guard let line = line(of: raw) else { return digits }
    var text: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: line.length) {
      if start > 0 { text += line.end }
      text += digits[start..<min(start + line.length, digits.count)]
    }
    if raw[raw.count - 1] == 0x0A { text += line.end }
    return text
  }

  /// The length of the first line and its line break; nil for a single line.
  private static func line(of text: Span<UInt8>) -> (length: Int, end: [UInt8])? {
    var at = 0
    while at < min(text.count, lineLengths.upperBound), value(of: text[at]) != nil { at += 1 }
    guard lineLengths.contains(at), at + 1 < text.count else { return nil }
    if text[at] == 0x0A { return (at, [0x0A]) }
    return text[at] == 0x0D && text[at + 1] == 0x0A ? (at, [0x0D, 0x0A]) : nil
  }
}
