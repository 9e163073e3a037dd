import Bytes

/// Escapes any text for markup: inert in content and in quoted attributes, completely visible, and of limited length.
///
/// It works on scalars, not characters: a quotation mark with a combining accent does not equal a quotation mark, but ends the
/// attribute for a browser.
enum PageText {
  /// The maximum number of scalars: names in a hostile capture have any length.
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
      // Not allowed in XML (XML 1.0, § 2.2).
      case "\u{FFFE}", "\u{FFFF}": escaped += Printable.escape(scalar)
      case _ where Printable.isHidden(scalar): escaped += Printable.escape(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
