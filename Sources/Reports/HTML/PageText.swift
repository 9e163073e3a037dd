import Bytes

/// How a text is printed into markup, whoever wrote it: inert in content and in quoted attributes, all of it visible, and not without end.
///
/// It goes by scalars and not by characters: a quotation mark with a combining accent is one character that is no quotation mark, and to a
/// browser ends the attribute.
enum PageText {
  /// After so many scalars a text is cut: names in a hostile capture have any length.
  private static let maximumLength = 2_000

  static func escaped(_ text: String) -> String {
    var escaped = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == Self.maximumLength { return escaped + "…" }
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      // A page may be printed into the log of a CI service, some of which obey `##[…]`.
      case "#": escaped += "&#35;"
      // No characters in XML (XML 1.0, § 2.2).
      case "\u{FFFE}", "\u{FFFF}": escaped += Printable.escape(scalar)
      case _ where Printable.isHidden(scalar): escaped += Printable.escape(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
