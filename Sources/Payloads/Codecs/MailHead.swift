import Bytes

/// The headers of a mail message (RFC 5322 § 2.2); one of them must be specific to mail.
struct MailHead {
  private(set) var headers: [(name: Range<Int>, value: Range<Int>)] = []
  /// The offset of the body.
  private(set) var body = 0
  /// Whether a header says that the body is quoted-printable.
  private(set) var isQuotedPrintable = false

  /// Nil for other texts, most of them after the first word.
  init?(_ text: Span<UInt8>) {
    guard text.count > 32, ByteClass.isLetter(text[0]), let colon = Self.endOfName(text, 0), colon + 1 < text.count, text[colon + 1] == 0x20
    else { return nil }
    var isMail = false
    var at = 0
    while at < text.count, headers.count < 64 {
      guard let end = Self.endOfName(text, at) else { return nil }
      var stop = end
      repeat {
        stop = text.first(UInt8(ascii: "\n"), in: min(stop + 1, text.count)..<text.count) ?? text.count
        // A line that begins with a space continues the one before.
      } while stop + 1 < text.count && (text[stop + 1] == 0x20 || text[stop + 1] == 0x09)
      let value = Self.trimmed(end + 1..<stop, text)
      headers.append((at..<end, value))
      let name = String(copying: text.extracting(at..<end)).lowercased()
      isMail = isMail || Self.marks.contains(name)
      if name == "content-transfer-encoding" {
        isQuotedPrintable = String(copying: text.extracting(value)).lowercased() == "quoted-printable"
      }
      at = stop + 1
      if at < text.count, text[at] == UInt8(ascii: "\n") {
        body = at + 1
        break
      }
      if at + 1 < text.count, text[at] == UInt8(ascii: "\r"), text[at + 1] == UInt8(ascii: "\n") {
        body = at + 2
        break
      }
    }
    guard isMail, headers.count > 1, body > 0, body < text.count else { return nil }
  }

  /// The meaning of a header, as a key that rules know; nil if its own name is such a key.
  static func meaning(of name: Span<UInt8>) -> String? {
    switch String(copying: name).lowercased() {
    case "subject": "emailsubject"
    case "from", "sender": "sender"
    case "to", "cc", "bcc": "recipient"
    default: nil
    }
  }

  /// Headers of which a mail message has at least one.
  private static let marks: Set<String> = ["subject", "mime-version", "content-transfer-encoding", "message-id", "return-path"]

  /// The end of a header's name, at its colon.
  private static func endOfName(_ text: Span<UInt8>, _ start: Int) -> Int? {
    var at = start
    while at < text.count, at - start < 40, ByteClass.isLetter(text[at]) || text[at] == UInt8(ascii: "-") { at += 1 }
    return at > start && at < text.count && text[at] == UInt8(ascii: ":") ? at : nil
  }

  private static func trimmed(_ range: Range<Int>, _ text: Span<UInt8>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, ByteClass.isSpace(text[low]) { low += 1 }
    while high > low, ByteClass.isSpace(text[high - 1]) { high -= 1 }
    return low..<high
  }
}

/// An encoded word of a header (RFC 2047 § 2): `=?charset?encoding?text?=`.
struct EncodedWord {
  private(set) var text: Range<Int>
  private(set) var isBase64: Bool
  private(set) var end: Int

  /// Nil if none begins at `start`.
  init?(_ bytes: Span<UInt8>, from start: Int, to limit: Int) {
    let mark = UInt8(ascii: "?")
    guard start + 8 < limit, bytes[start + 1] == mark, let first = bytes.first(mark, in: start + 2..<min(limit, start + 40)),
      first + 3 < limit, bytes[first + 2] == mark, let last = bytes.first(mark, in: first + 3..<limit), last + 1 < limit,
      bytes[last + 1] == UInt8(ascii: "="), last > first + 3
    else { return nil }
    switch bytes[first + 1] | 0x20 {
    case UInt8(ascii: "b"): isBase64 = true
    case UInt8(ascii: "q"): isBase64 = false
    default: return nil
    }
    text = first + 3..<last
    end = last + 2
  }
}
