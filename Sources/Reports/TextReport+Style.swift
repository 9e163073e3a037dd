import Vocabulary

extension TextReport {
  enum Paint {
    case heading, strong, dim, good, warning, severity(Severity)
  }

  /// A text in a colour, if colours are enabled.
  func paint(_ text: String, _ paint: Paint) -> String { style.painted(text, paint) }

  /// A reference as a link to its page, if the terminal supports links (OSC 8).
  func link(_ reference: String) -> String {
    guard style.links, let url = Reference.url(of: reference) else { return reference }
    return "\u{1B}]8;;\(url)\u{1B}\\\(reference)\u{1B}]8;;\u{1B}\\"
  }

  /// Part of a line: its text, and the text with colours and links.
  struct Part {
    let text: String
    let shown: String

    init(_ text: String, _ shown: String? = nil) {
      self.text = text
      self.shown = shown ?? text
    }
  }

  func part(_ text: String, _ paint: Paint) -> Part { Part(text, self.paint(text, paint)) }

  /// Writes parts one after the other, and continues on the next line when one does not fit.
  mutating func flow(_ parts: [Part], indent: Int) {
    var row = String(repeating: " ", count: indent)
    var width = indent
    for (number, part) in parts.enumerated() {
      if number > 0, width + 2 + part.text.count > style.width {
        line(row)
        row = String(repeating: " ", count: indent + 2)
        width = indent + 2
      } else if number > 0 {
        row += "  "
        width += 2
      }
      row += part.shown
      width += part.text.count
    }
    line(row)
  }
}

extension TextReport.Style {
  /// A text in a colour (ECMA-48 SGR), if colours are enabled.
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
