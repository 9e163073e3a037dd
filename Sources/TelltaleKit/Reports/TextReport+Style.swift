extension TextReport {
  enum Paint {
    case heading, strong, dim, good, warning, severity(Severity)
  }

  /// A text in a colour, where colours are shown.
  func paint(_ text: String, _ paint: Paint) -> String { style.painted(text, paint) }

  /// A reference that opens its page, where the terminal can (OSC 8).
  func link(_ reference: String) -> String {
    guard style.links, let address = Reference.address(of: reference) else { return reference }
    return "\u{1B}]8;;\(address)\u{1B}\\\(reference)\u{1B}]8;;\u{1B}\\"
  }

  /// Breaks a text into lines of at most `width` characters, where it has spaces.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var rows: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var row = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        if !row.isEmpty, row.count + 1 + word.count > width {
          rows.append(row)
          row = String(word)
        } else {
          row += row.isEmpty ? String(word) : " " + word
        }
      }
      rows.append(row)
    }
    return rows
  }
}

extension TextReport.Style {
  /// A text in a colour (ECMA-48 SGR), where colours are shown.
  func painted(_ text: String, _ paint: TextReport.Paint) -> String {
    guard colour else { return text }
    let code =
      switch paint {
      case .heading: "1;4"
      case .strong: "1"
      case .dim: "2"
      case .good: "1;32"
      case .warning: "1;33"
      case .severity(.critical): "1;41;97"
      case .severity(.high): "1;31"
      case .severity(.medium): "33"
      case .severity(.low): "36"
      case .severity(.info): "34"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
