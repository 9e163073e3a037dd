import Bytes

/// Reads names and values from a text that a program printed: logfmt, JSON after a prefix, maps of Python, Java, Ruby and Swift, lines of
/// YAML.
struct AssignmentReader {
  private let text: [UInt8]
  private var at = 0
  /// Whether there is a brace before the position.
  private var hasBrace = false

  /// The most separators of a text to try.
  private static let maximumAttempts = 8 * NamedValue.maximumCount

  init(_ text: Span<UInt8>) { self.text = [UInt8](copying: text) }

  mutating func values() -> [NamedValue] {
    var values: [NamedValue] = []
    var attempts = 0
    while at < text.count, values.count < NamedValue.maximumCount, attempts < Self.maximumAttempts {
      if text[at] == UInt8(ascii: "{") { hasBrace = true }
      guard let separator = separator(), let name = name(before: at, separator) else {
        at += 1
        continue
      }
      let start = at
      attempts += 1
      at += separator.length
      if let value = value(separator, isStructured: name.isStructured) {
        values.append(NamedValue(name: name.range, value: value))
        at = value.upperBound
      } else {
        at = start + separator.length
      }
    }
    return values
  }

  // MARK: Separators

  private enum Separator {
    case equals, arrow, colon

    var length: Int { self == .arrow ? 2 : 1 }
  }

  /// The separator of a name and its value at the position; nil for `==`, `!=`, `<=`, `::` and the colon of a URL.
  private func separator() -> Separator? {
    let (before, after) = (byte(at - 1), byte(at + 1))
    switch text[at] {
    case UInt8(ascii: "="):
      if after == UInt8(ascii: ">") { return .arrow }
      return after == UInt8(ascii: "=") || before.map(Self.comparison.contains) ?? true ? nil : .equals
    case UInt8(ascii: ":"): return after == UInt8(ascii: ":") || before == UInt8(ascii: ":") || after == UInt8(ascii: "/") ? nil : .colon
    default: return nil
    }
  }

  private static let comparison: [UInt8] = Array("=!<>:".utf8)

  // MARK: Names

  /// The name that ends before a separator, and whether it is written like a member of a structure: in quotes, or after a character that
  /// begins a member.
  private func name(before end: Int, _ separator: Separator) -> (range: Range<Int>, isStructured: Bool)? {
    var end = end
    while end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    guard end > 0 else { return nil }
    if Self.quotes.contains(text[end - 1]) {
      let quote = text[end - 1]
      // The quotes may be escaped, or doubled as in CSV (RFC 4180 § 2).
      let last = end >= 2 && (text[end - 2] == UInt8(ascii: "\\") || text[end - 2] == quote) ? end - 2 : end - 1
      var start = last
      while start > 0, last - start < NamedValue.longestName, text[start - 1] != quote, text[start - 1] >= 0x20 { start -= 1 }
      guard start < last, start > 0, text[start - 1] == quote else { return nil }
      return (start..<last, true)
    }
    // `*Name:* Jane`, as chats write a name in bold.
    let isBold = isBold(end)
    var start = end
    while start > 0, end - start <= NamedValue.longestName, Self.isName(text[start - 1]) || isBold && text[start - 1] == UInt8(ascii: " ") {
      start -= 1
    }
    // `[name] => Jane`, as PHP prints an array.
    if separator == .arrow, end - start > 2, text[start] == UInt8(ascii: "["), text[end - 1] == UInt8(ascii: "]") {
      return (start + 1..<end - 1, true)
    }
    guard start < end, end - start <= NamedValue.longestName,
      ByteClass.of(text[start]).contains(.letter) || text[start] == UInt8(ascii: "_")
    else { return nil }
    var before = start
    while before > 0, text[before - 1] == UInt8(ascii: " ") { before -= 1 }
    // `{ID:4 Name:Jane}`: Go prints members with blanks between them, and none around their colons.
    let isMember = separator == .colon && hasBrace && byte(at + 1) != UInt8(ascii: " ") && end == at
    let isStructured = before == 0 || isBold || Self.openings.contains(text[before - 1]) || isMember
    let isSymbol = separator == .arrow && start > 0 && text[start - 1] == UInt8(ascii: ":")
    let isApart = start == 0 || Self.openings.contains(text[start - 1]) || text[start - 1] == UInt8(ascii: " ") || isSymbol || isBold
    return isApart ? (start..<end, isStructured) : nil
  }

  /// Whether the colon at a position ends a bold name: an asterisk follows it, or precedes it as another does the name.
  private func isBold(_ colon: Int) -> Bool {
    guard byte(colon) == UInt8(ascii: ":"), byte(colon + 1) == UInt8(ascii: "*") else { return false }
    var start = colon
    while start > 0, colon - start <= NamedValue.longestName, text[start - 1] != UInt8(ascii: "\n") {
      start -= 1
      if text[start] == UInt8(ascii: "*") { return start + 1 < colon }
    }
    return false
  }

  private static func isName(_ byte: UInt8) -> Bool {
    ByteClass.isWord(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
      || byte == UInt8(ascii: "$") || byte >= 0x80
  }

  private static let quotes: [UInt8] = Array("\"'`".utf8)
  private static let openings: [UInt8] = Array("{([,;|&?\n\t<".utf8)

  // MARK: Values

  /// The value after a separator; nil if there is none, or if a structure begins, whose members have their own names.
  private func value(_ separator: Separator, isStructured: Bool) -> Range<Int>? {
    var start = at
    if separator == .colon, byte(start) == UInt8(ascii: "*") {
      while start < text.count, start - at < 4, text[start] == UInt8(ascii: "*") || text[start] == UInt8(ascii: "\n") { start += 1 }
    }
    while start < text.count, text[start] == UInt8(ascii: " "), start - at < 4 { start += 1 }
    guard start < text.count else { return nil }
    if let quoted = quoted(from: start) { return quoted }
    // Prose contains colons too.
    if separator == .colon, !isStructured { return nil }
    // Programs print no blank before an unquoted value.
    if separator == .equals, start > at || byte(at - 2) == UInt8(ascii: " ") { return nil }
    guard !Self.structures.contains(text[start]) else { return nil }
    var end = start
    while end < text.count, end - start <= NamedValue.longestValue, !Self.ends.contains(text[end]) {
      if text[end] == UInt8(ascii: " "), beginsAnother(end + 1) { break }
      end += 1
    }
    guard end - start <= NamedValue.longestValue else { return nil }
    while end > start, text[end - 1] == UInt8(ascii: " ") || text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start < end ? start..<end : nil
  }

  private func quoted(from start: Int) -> Range<Int>? {
    let isEscaped = text[start] == UInt8(ascii: "\\") && start + 1 < text.count
    let open = isEscaped ? start + 1 : start
    guard Self.quotes.contains(text[open]) else { return nil }
    let quote = text[open]
    if byte(open + 1) == quote { return doubled(quote, from: open + 2) }
    var end = open + 1
    while end < text.count, end - open <= NamedValue.longestValue {
      if isEscaped, text[end] == UInt8(ascii: "\\"), byte(end + 1) == quote { return open + 1..<end }
      if !isEscaped, text[end] == UInt8(ascii: "\\") {
        end += 2
        continue
      }
      if !isEscaped, text[end] == quote { return open + 1..<end }
      end += 1
    }
    return nil
  }

  /// A value in doubled quotes; nil if they are an empty value.
  private func doubled(_ quote: UInt8, from start: Int) -> Range<Int>? {
    var end = start
    while end + 1 < text.count, end - start <= NamedValue.longestValue {
      if text[end] == quote { return text[end + 1] == quote && end > start ? start..<end : nil }
      end += 1
    }
    return nil
  }

  /// Whether another pair begins at a position: a name, directly followed by an equals sign or a colon.
  private func beginsAnother(_ start: Int) -> Bool {
    var end = start
    while end < text.count, end - start <= NamedValue.longestName, Self.isName(text[end]) { end += 1 }
    guard end > start, end < text.count, ByteClass.of(text[start]).contains(.letter) || text[start] == UInt8(ascii: "_") else {
      return false
    }
    return text[end] == UInt8(ascii: "=") || text[end] == UInt8(ascii: ":") && byte(end + 1) != UInt8(ascii: "/")
  }

  private static let structures: [UInt8] = Array("{[(<".utf8)
  private static let ends: [UInt8] = Array(",;|&)}]\n\t\"".utf8)

  private func byte(_ at: Int) -> UInt8? { text.indices.contains(at) ? text[at] : nil }
}
