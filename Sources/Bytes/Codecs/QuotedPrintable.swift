/// Quoted-printable (RFC 2045 § 6.7), the encoding of texts in mail and its attachments: a transparent layer. An invalid sequence decodes
/// to itself.
package enum QuotedPrintable: TransparentCodec {
  package static func decode(_ raw: Span<UInt8>, emit: (_ byte: UInt8, _ source: Range<Int>) -> Void) {
    var at = 0
    while at < raw.count {
      guard raw[at] == escape else {
        emit(raw[at], at..<at + 1)
        at += 1
        continue
      }
      if let end = softBreak(raw, at) {
        at = end
      } else if let byte = escaped(raw, at) {
        emit(byte, at..<at + 3)
        at += 3
      } else {
        emit(raw[at], at..<at + 1)
        at += 1
      }
    }
  }

  package static func encoded(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for at in text.indices {
      let isPlain = ByteClass.isSpace(text[at]) || 0x20..<0x7F ~= text[at] && text[at] != escape
      if isPlain { bytes.append(text[at]) } else { bytes += [escape] + Hex.digits(of: text[at], capitals: true) }
    }
    return bytes
  }

  /// Whether a text is certainly quoted-printable: each equals sign begins an escape, and the escapes include letters beyond ASCII.
  package static func isEncoded(_ raw: Span<UInt8>) -> Bool {
    guard let first = raw.first(escape, in: 0..<raw.count), escaped(raw, first) != nil || softBreak(raw, first) != nil else { return false }
    var isBeyondASCII = false
    var at = first
    while let next = raw.first(escape, in: at..<raw.count) {
      if let end = softBreak(raw, next) {
        at = end
      } else if let byte = escaped(raw, next) {
        isBeyondASCII = isBeyondASCII || byte >= 0x80
        at = next + 3
      } else {
        return false
      }
    }
    return isBeyondASCII && UTF8Text.isValid(decoded(raw).span)
  }

  private static let escape = UInt8(ascii: "=")

  /// The byte that `=C3` encodes; nil if it is no escape. Lower-case digits do not count, because forms are full of them.
  private static func escaped(_ raw: Span<UInt8>, _ at: Int) -> UInt8? {
    guard at + 2 < raw.count, let high = digit(raw[at + 1]), let low = digit(raw[at + 2]) else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? { UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte ? nil : Hex.value(of: byte) }

  /// The beginning of the next line after a trailing equals sign; nil if there is none.
  private static func softBreak(_ raw: Span<UInt8>, _ at: Int) -> Int? {
    guard at + 1 < raw.count else { return nil }
    if raw[at + 1] == UInt8(ascii: "\n") { return at + 2 }
    return at + 2 < raw.count && raw[at + 1] == UInt8(ascii: "\r") && raw[at + 2] == UInt8(ascii: "\n") ? at + 3 : nil
  }
}
