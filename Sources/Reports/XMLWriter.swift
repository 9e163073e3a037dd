import Bytes

/// Writes XML 1.0 in the order of the calls, indented, without characters that XML does not allow.
struct XMLWriter {
  private(set) var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
  private var depth = 0

  /// An element with other elements in it. Names are constants, and need no escapes.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>, _ body: (inout XMLWriter) -> Void) {
    open(name, attributes)
    text += ">\n"
    depth += 1
    body(&self)
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  /// An element with lines of text in it, or with nothing.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], lines: [String] = []) {
    open(name, attributes)
    text += lines.isEmpty ? "/>\n" : ">\(lines.map(Self.escaped).joined(separator: "\n"))</\(name)>\n"
  }

  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    indent()
    text += "<\(name)"
    for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
  }

  private mutating func indent() { text += String(repeating: "  ", count: depth) }

  /// On one line, and with `]]>` escaped.
  private static func escaped(_ value: String) -> String {
    Printable.line(value).replacingScalars { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: nil
      }
    }
  }
}
