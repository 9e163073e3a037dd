/// Makes texts of a capture safe to print. They may hold control characters that a terminal obeys, bidirectional controls that make
/// a text read as another, and words that a CI service takes as commands.
package enum Printable {
  /// Whether a scalar is escaped instead of printed: C0 and C1 controls, line and paragraph separators, bidirectional controls (UAX
  /// #9), other invisible format characters, the two characters that XML cannot hold, and bytes that are not text.
  package static func isHidden(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB,
      0xFFFE...0xFFFF, 0xE0000...0xE007F, 0x10FF80...0x10FFFF:
      true
    default: false
    }
  }

  /// The escape for a scalar that is not printed.
  package static func escape(_ scalar: UnicodeScalar) -> String {
    if let byte = RawByte.value(of: scalar) { return "\\x" + String(byte, radix: 16, uppercase: true) }
    return "\\u{\(String(scalar.value, radix: 16))}"
  }

  /// A text for a terminal, a log or a page: on one line, with unsafe characters as `\u{…}`.
  package static func line(_ text: String) -> String {
    var line = ""
    var last: UnicodeScalar?
    var isChanged = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if isHidden(scalar) || beginsCommand(scalar, after: last, before: rest.first) {
        line += escape(scalar)
        isChanged = true
      } else {
        line.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    return isChanged ? line : text
  }

  /// The same, cut off after `limit` scalars. Scalars, because one character may be a letter with any number of accents.
  package static func line(_ text: String, limit: Int) -> String {
    let line = line(text)
    guard line.utf8.count > limit, line.unicodeScalars.count > limit else { return line }
    return String(line.unicodeScalars.prefix(limit - 1)) + "…"
  }

  /// Whether a scalar turns a log line into a command: `::name::` at the start of a line (GitHub), `##[name]` and `##vso[name]`
  /// anywhere (GitHub's runner, Azure Pipelines).
  private static func beginsCommand(_ scalar: UnicodeScalar, after last: UnicodeScalar?, before next: UnicodeScalar?) -> Bool {
    switch scalar {
    case ":": next == ":" && (last == nil || last?.properties.isWhitespace == true)
    case "#": last == "#"
    default: false
    }
  }
}

extension String {
  /// The text with some scalars replaced; nil keeps a scalar.
  ///
  /// Escaping works on scalars, not characters: a quotation mark with a combining accent does not equal a quotation mark, but a
  /// program that reads bytes sees one.
  package func replacingScalars(_ replacement: (UnicodeScalar) -> String?) -> String {
    var replaced = ""
    for scalar in unicodeScalars {
      if let other = replacement(scalar) { replaced += other } else { replaced.unicodeScalars.append(scalar) }
    }
    return replaced
  }
}
