/// What comes out of a capture may hold control characters that steer a terminal, and bidirectional controls that make a text read as
/// another. No report prints them.
package enum Printable {
  /// Whether a scalar is shown as an escape instead of printed: C0 and C1 controls, line and paragraph separators, bidirectional
  /// controls (UAX #9), other invisible format characters.
  static func isHidden(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// A text for a terminal: on one line, hidden characters as `\u{…}`.
  package static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var line = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        line += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}
