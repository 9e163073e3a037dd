import Auditing
package import Detecting

/// Code for one library, with only the steps that are needed.
package struct Snippet: Sendable {
  /// The remedy's id.
  package let remedy: String
  /// The destinations of the library; empty for what browsers do with every cross-origin request.
  package let destinations: [String]
  /// The library, for a heading.
  package let library: String
  /// Where the code goes: the rest of a sentence that begins with "goes".
  package let place: String
  /// The language, as after the three backticks of Markdown.
  package let language: SnippetLanguage
  /// Why the code is only advice, without an effect on the second audit; nil for code that is proved.
  package let doubt: String?
  /// What the library sends without passing the code.
  package let bypasses: [String]
  /// The day on which the code was compared with the vendor's documentation or source code.
  package let checked: String
  /// The code. Names in it come from a capture: they are escaped for the language, but not for any report.
  package let code: String
  /// The changes that its steps make.
  package let changes: Set<Change>

  init(_ remedy: Remedy, _ changes: Set<Change>) {
    self.remedy = remedy.id
    destinations = remedy.destinations
    library = remedy.library
    place = remedy.place
    language = remedy.language
    doubt = remedy.doubt
    bypasses = remedy.bypasses.map(\.what)
    checked = remedy.checked
    self.changes = changes
    code = Self.code(remedy, changes)
  }

  /// The slot on a line of a template; nil for a line of code.
  static func slot(_ line: Substring) -> String? {
    let word = line.drop { $0 == " " || $0 == "\t" }
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
      let indent = String(line.prefix { $0 == " " || $0 == "\t" })
      var texts: Set<String> = []
      for (number, step) in remedy.steps.enumerated() {
        let own = changes.filter { $0.step == number }
        // Code that two steps share appears once.
        guard !own.isEmpty, let code = step.code[slot], texts.insert(code).inserted || step.isNamed else { continue }
        let filled = remedy.language.filled(code, own.map(\.path).sorted { $0.lexicographicallyPrecedes($1) })
        lines += filled.flatMap { $0.split(separator: "\n") }.map { indent + $0 }
      }
    }
    return withoutUnused(withoutEmpty(lines)).joined(separator: "\n")
  }

  /// Removes an object that stays empty, from its declaration (`const hooks = {};`) and from where it is passed (`hooks,`).
  private static func withoutEmpty(_ lines: [String]) -> [String] {
    let names = lines.compactMap { $0.wholeMatch(of: /\s*const (\w+) = \{\};/)?.1 }
    let unused = names.filter { name in lines.count { $0.contains(name) } == 2 && lines.contains { $0.drop { $0 == " " } == "\(name)," } }
    return lines.filter { line in
      let text = line.drop { $0 == " " }
      return !unused.contains { text == "const \($0) = {};" || text == "\($0)," }
    }
  }

  /// Removes the lines that declare something that no later line uses.
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
}
