/// Code for one library, of the steps that are needed and no others.
package struct Snippet: Sendable {
  /// The remedy's id.
  package let remedy: String
  /// The destinations whose library it changes; empty for what browsers do with every request to others.
  package let destinations: [String]
  /// The library, for a heading.
  package let library: String
  /// Where the code goes: the rest of a sentence that begins with "goes".
  package let place: String
  /// As after the three backticks of Markdown.
  package let language: String
  /// The code. Names in it come from a capture: they are escaped for the language, and for no report.
  package let code: String
  /// The steps it is made of.
  package let changes: Set<Change>

  init(_ remedy: Remedy, _ changes: Set<Change>) {
    self.remedy = remedy.id
    destinations = remedy.destinations
    library = remedy.library
    place = remedy.place
    language = remedy.language
    self.changes = changes
    code = Self.code(remedy, changes)
  }

  /// What stands for the names of what is dropped.
  static let names = "{names}"

  /// The slot that a line of a template is; nil for a line of code.
  static func slot(_ line: Substring) -> String? {
    let word = line.drop { $0 == " " }
    guard word.hasPrefix("{"), word.hasSuffix("}"), word.count > 2 else { return nil }
    let name = word.dropFirst().dropLast()
    return name.allSatisfy(\.isLetter) ? String(name) : nil
  }

  private static func code(_ remedy: Remedy, _ changes: Set<Change>) -> String {
    var lines: [String] = []
    for line in remedy.template.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let slot = slot(line) else {
        lines.append(String(line))
        continue
      }
      let indent = String(line.prefix { $0 == " " })
      for (number, step) in remedy.steps.enumerated() {
        let own = changes.filter { $0.step == number }
        guard !own.isEmpty, let code = step.code[slot] else { continue }
        let filled = code.replacing(names, with: list(own.compactMap(\.name).sorted()))
        lines += filled.split(separator: "\n").map { indent + $0 }
      }
    }
    return withoutUnused(lines).joined(separator: "\n")
  }

  /// Leaves out the lines that declare what no later line uses.
  private static func withoutUnused(_ lines: [String]) -> [String] {
    var kept: [String] = []
    var words: Set<Substring> = []
    for line in lines.reversed() {
      let own = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "$" }
      if own.count > 1, own[0] == "const", line.hasSuffix(";") || line.contains("; //"), !words.contains(own[1]) { continue }
      words.formUnion(own)
      kept.append(line)
    }
    return kept.reversed()
  }

  /// A list of strings in JavaScript, on several lines where it is long.
  private static func list(_ names: [String]) -> String {
    let literals = names.map(literal)
    let line = "[" + literals.joined(separator: ", ") + "]"
    guard line.count > width else { return line }
    return "[\n" + TextReport.wrapped(literals.joined(separator: ", "), width: width).map { "  \($0)\n" }.joined() + "]"
  }

  /// How long a list may become on one line.
  private static let width = 80

  /// A string in JavaScript (ECMA-262 § 12.9.4) that is also harmless in a script of a page: names come out of captures.
  private static func literal(_ name: String) -> String {
    var text = "'"
    for scalar in name.unicodeScalars {
      switch scalar {
      case "'", "\\": text += "\\\(scalar)"
      case "<", ">", "&", "`": text += "\\x" + String(scalar.value, radix: 16)
      default: text += Printable.isHidden(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
      }
    }
    return text + "'"
  }
}
