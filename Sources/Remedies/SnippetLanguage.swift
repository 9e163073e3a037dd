import Bytes

/// The language of a snippet, and how it writes what is dropped.
package enum SnippetLanguage: String, CaseIterable, Sendable {
  case javascript, python, ruby, go, java, http

  /// The placeholder in the code of a step for what is dropped.
  var placeholder: String { self == .javascript ? "{drop X}" : Self.paths }

  /// Whether the code of a step names what it drops.
  func namesDropped(_ code: String) -> Bool {
    (self == .javascript ? [Self.drop, Self.nested, Self.names] : [Self.paths]).contains { code.contains($0) }
  }

  /// The code of a step that drops `paths` (see ``Change/path``). It is empty if the code is for other paths.
  func filled(_ code: String, _ paths: [[String]]) -> [String] {
    guard self == .javascript else { return code.replacing(Self.paths, with: list(paths)).split(separator: "\n").map(String.init) }
    let names = paths.filter { $0.count == 1 }.flatMap(\.self)
    let nested = paths.filter { $0.count > 1 }
    if code.contains(Self.names) && names.isEmpty || code.contains(Self.nested) && nested.isEmpty { return [] }
    return code.replacing(Self.names, with: Self.list(names)).split(separator: "\n").flatMap { line in
      statements(Self.nested, nested, in: line) ?? statements(Self.drop, paths, in: line) ?? [String(line)]
    }
  }

  private static let drop = "{drop "
  private static let nested = "{nested "
  private static let names = "{names}"
  private static let paths = "{paths}"

  // MARK: JavaScript

  /// A line with `{drop X}`, in which `X` is an expression: one line for all of its own members, and one for each longer path.
  private func statements(_ word: String, _ paths: [[String]], in line: Substring) -> [String]? {
    guard let start = line.firstRange(of: word), let end = line[start.upperBound...].firstIndex(of: "}") else { return nil }
    let (before, object, after) = (line[..<start.lowerBound], line[start.upperBound..<end], line[line.index(after: end)...])
    let names = paths.filter { $0.count == 1 }.flatMap(\.self)
    var statements = names.isEmpty ? [] : ["for (const name of \(Self.list(names))) delete \(object)?.[name];"]
    statements += paths.filter { $0.count > 1 }.map { Self.deletion(of: $0[...], in: String(object), "item") }
    return statements.map { "\(before)\($0)\(after)" }
  }

  /// A statement that deletes what is at a path, with a loop for each list.
  private static func deletion(of path: ArraySlice<String>, in object: String, _ item: String) -> String {
    let (members, rest) = (path.prefix { $0 != "*" }, path.drop { $0 != "*" }.dropFirst())
    let place = object + members.map(member).joined()
    if rest.isEmpty { return "delete \(place);" }
    return "for (const \(item) of Object.values(\(place) ?? {})) \(deletion(of: rest, in: item, "\(item)_"))"
  }

  private static func member(_ name: String) -> String {
    name.wholeMatch(of: /[A-Za-z_$][A-Za-z0-9_$]*/) == nil ? "?.[\(SnippetLanguage.javascript.literal(name))]" : "?.\(name)"
  }

  /// A list of strings, on several lines if it is long.
  private static func list(_ names: [String]) -> String {
    let literals = names.map(SnippetLanguage.javascript.literal)
    let line = "[" + literals.joined(separator: ", ") + "]"
    guard line.count > width else { return line }
    var rows: [String] = []
    // A literal may contain spaces, so lines break only between literals.
    for (number, literal) in literals.enumerated() {
      let item = number < literals.count - 1 ? literal + "," : literal
      if let row = rows.last, row.count + 1 + item.count <= width {
        rows[rows.count - 1] = row + " " + item
      } else {
        rows.append(item)
      }
    }
    return "[\n" + rows.map { "  \($0)\n" }.joined() + "]"
  }

  /// The maximum length of a list on one line.
  private static let width = 80

  // MARK: Other languages

  /// A list of lists of strings.
  private func list(_ paths: [[String]]) -> String {
    let inner = paths.map { $0.map(literal).joined(separator: ", ") }
    switch self {
    case .go: return "[][]string{" + inner.map { "{\($0)}" }.joined(separator: ", ") + "}"
    case .java: return "List.of(" + inner.map { "List.of(\($0))" }.joined(separator: ", ") + ")"
    case .javascript, .python, .ruby, .http: return "[" + inner.map { "[\($0)]" }.joined(separator: ", ") + "]"
    }
  }

  /// A string literal that is also harmless in an HTML page: names come from captures.
  ///
  /// Escapes differ between ECMA-262 § 12.9.4, Python's § 2.5.1, Ruby's double-quoted strings, the Go specification's interpreted
  /// strings, and JLS § 3.10.7.
  private func literal(_ name: String) -> String {
    let quote: Unicode.Scalar = self == .javascript || self == .python ? "'" : "\""
    var text = "\(quote)"
    for scalar in name.unicodeScalars {
      switch scalar {
      case quote, "\\": text += "\\\(scalar)"
      case "#" where self == .ruby: text += "\\#"
      // `##` begins a command in the log of a CI service.
      case "#" where text.unicodeScalars.last == "#": text += escape(scalar)
      case "<", ">", "&", "`": text += escape(scalar)
      default: text += Printable.isHidden(scalar) ? escape(scalar) : String(scalar)
      }
    }
    return text + "\(quote)"
  }

  private func escape(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16)
    func padded(_ length: Int, _ hex: String) -> String { String(repeating: "0", count: max(0, length - hex.count)) + hex }
    switch self {
    case .javascript, .ruby: return scalar.value < 0x80 && hex.count == 2 ? "\\x\(hex)" : "\\u{\(hex)}"
    case .python, .go: return scalar.value > 0xFFFF ? "\\U" + padded(8, hex) : "\\u" + padded(4, hex)
    case .java, .http: return String(scalar).utf16.map { "\\u" + padded(4, String($0, radix: 16)) }.joined()
    }
  }
}
