import Bytes

/// The replacement for a value in a redacted capture: `~email-1~`; `0e1` for a JSON number.
///
/// It consists of unreserved characters of URLs (RFC 3986 § 2.3), so that no layer encodes it, and no rule finds it. The number
/// equals zero, and no library writes zeros like that.
package struct Placeholder: Hashable, Sendable {
  /// The kind of value: `email`, `token`, …
  package var kind: PlaceholderKind
  /// Decimal digits, or the hex digits of a pseudonym.
  package var id: String
  /// The same for a JSON number: decimal digits.
  package var number: String

  package init(kind: PlaceholderKind, id: String, number: String) {
    self.kind = kind
    self.id = id
    self.number = number
  }

  package var text: String { "~\(kind.rawValue)-\(id)~" }
  package var numeral: String { "0e\(number)" }

  /// The maximum length of an ID.
  static let maximumDigits = 16

  /// Whether a text contains a placeholder.
  package static func occurs(in text: Span<UInt8>) -> Bool {
    var from = 0
    while let at = text.first(UInt8(ascii: "~"), in: from..<text.count) {
      if length(in: text, at: at) != nil { return true }
      from = at + 1
    }
    return false
  }

  /// The length of the placeholder that begins at `start`; nil if there is none.
  package static func length(in text: Span<UInt8>, at start: Int) -> Int? {
    guard start + 5 <= text.count, text[start] == UInt8(ascii: "~") else { return nil }
    var at = start + 1
    while at < text.count, UInt8(ascii: "a")...UInt8(ascii: "z") ~= text[at] { at += 1 }
    guard at > start + 2, at < text.count, text[at] == UInt8(ascii: "-") else { return nil }
    let digits = at + 1
    at = digits
    while at < text.count, at - digits <= maximumDigits, isDigit(text[at]) { at += 1 }
    guard 1...maximumDigits ~= at - digits, at < text.count, text[at] == UInt8(ascii: "~") else { return nil }
    return at + 1 - start
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
  }

  /// Whether a text contains nothing but placeholders and separators; a URL may keep its host.
  package static func isRedacted(_ text: Span<UInt8>) -> Bool {
    if isNumeral(text) { return true }
    var at = origin(of: text)?.upperBound ?? 0
    var isFound = false
    for start in 0..<at where length(in: text, at: start) != nil { isFound = true }
    while at < text.count {
      if let length = length(in: text, at: at) {
        isFound = true
        at += length
      } else {
        guard !ByteClass.isWord(text[at]) else { return false }
        at += 1
      }
    }
    return isFound
  }

  /// Whether a range of a text is inside a placeholder.
  package static func isInside(_ range: Range<Int>, of text: Span<UInt8>) -> Bool {
    for start in max(0, range.lowerBound - maximumDigits - 24)...range.lowerBound {
      if let length = length(in: text, at: start), range.upperBound <= start + length { return true }
    }
    return false
  }

  private static func isNumeral(_ text: Span<UInt8>) -> Bool {
    guard 3...2 + maximumDigits ~= text.count, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "e") else { return false }
    return (2..<text.count).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[$0] }
  }

  // MARK: What is replaced

  /// The part of a value that a placeholder replaces: all of it, except what keeps a URL a URL. A URL with a path keeps the origin,
  /// a bare origin the scheme, a path the slash.
  package static func core(of value: Span<UInt8>) -> Range<Int> {
    guard let origin = origin(of: value) else {
      return value.count > 1 && value[0] == UInt8(ascii: "/") ? 1..<value.count : 0..<value.count
    }
    let rest = origin.upperBound < value.count && value[origin.upperBound] == UInt8(ascii: "/") ? origin.upperBound + 1 : origin.upperBound
    return rest < value.count ? rest..<value.count : origin
  }

  /// The authority in `scheme://authority`; nil if a text is not such a URL.
  package static func origin(of text: Span<UInt8>) -> Range<Int>? {
    var at = 0
    while at < min(text.count, 24), ByteClass.isLetter(text[at]) || at > 0 && text[at] == UInt8(ascii: "-") { at += 1 }
    guard at > 1, at + 3 < text.count, text[at] == UInt8(ascii: ":"), text[at + 1] == UInt8(ascii: "/"), text[at + 2] == UInt8(ascii: "/")
    else { return nil }
    let start = at + 3
    at = start
    while at < text.count, ![UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0x20].contains(text[at]) { at += 1 }
    return at > start ? start..<at : nil
  }
}
