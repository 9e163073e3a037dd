import Auditing
import Bytes
import Vocabulary

/// The difference as a comment on a pull request: the verdict and sensitive changes first, within GitHub's limit for a comment.
enum DiffMarkdown {
  /// The maximum number of rows of one table, and of bytes for all destinations; the JSON has everything.
  private static let maximumRows = 30
  private static let maximumEvents = 4
  private static let room = MarkdownReport.maximumLength - 2_000

  static func render(_ diff: InventoryDiff, _ gate: DiffGate) -> String {
    var text = "### telltale diff: \(gate.status(of: diff).rawValue.uppercased())\n\n\(sentence(gate, diff))\n"
    for gap in diff.incompleteness { text += "\n**Incomplete** \(Markdown.escaped(gap)).\n" }
    var left = 0
    for destination in diff.destinations {
      let section = section(destination, gate)
      guard text.utf8.count + section.utf8.count <= room else {
        left += 1
        continue
      }
      text += section
    }
    if left > 0 { text += "\n_\(counted(left, "more destination")) left out, to keep within the length of a comment._\n" }
    return text
  }

  private static func sentence(_ gate: DiffGate, _ diff: InventoryDiff) -> String {
    let sentence = gate.sentence(of: diff)
    return Markdown.escaped(sentence.prefix(1).uppercased() + sentence.dropFirst()) + "."
  }

  private static func section(_ destination: InventoryDiff.Destination, _ gate: DiffGate) -> String {
    let name = destination.category == "unknown" ? Markdown.code(destination.name) : word(destination.name)
    let state = destination.change == .changed ? "" : ", **\(destination.change.rawValue)**"
    var text = "\n#### \(name)\n\n\(word(destination.category)), \(destination.party.name)\(state)\n\n"
    if !destination.newClasses.isEmpty {
      let fails = destination.party == .third ? gate.failOn : []
      let classes = destination.newClasses.map { dataClass in
        let kinds = destination.kinds(of: dataClass).map(word)
        return (fails.contains(dataClass) ? "**\(dataClass.rawValue)**" : dataClass.rawValue)
          + (kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))")
      }
      text += "New classes of data: \(classes.joined(separator: ", "))\n\n"
    }
    for (word, isNew) in [("New events", true), ("Gone", false)] {
      let events = destination.events.filter { $0.isNew == isNew }
      guard !events.isEmpty else { continue }
      let names = events.prefix(maximumRows).map { $0.name.map { Markdown.code($0) } ?? Markdown.escaped($0.title) }
      text += "\(word): \(names.joined(separator: ", "))\(events.count > maximumRows ? " and \(events.count - maximumRows) more" : "")\n\n"
    }
    let rows = destination.rows
    let kept = rows.filter { $0.field.change != .gone }
    let gone = rows.filter { $0.field.change == .gone }
    if !kept.isEmpty { text += table(kept) + "\n" }
    if !gone.isEmpty { text += "<details><summary>\(counted(gone.count, "field")) gone</summary>\n\n\(table(gone))\n</details>\n\n" }
    return text
  }

  /// A word that may come from a hand-written inventory: as code, unless it cannot be markup.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte < 0x80 && ByteClass.isWord(byte) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-")
    }
    return isPlain && text.utf8.count < 60 && text.utf8.first.map { ByteClass.of($0).contains(.letter) } ?? false
      ? text : Markdown.code(text)
  }

  private static func table(_ rows: [InventoryDiff.Destination.Row]) -> String {
    var text = "| | class | field | events | canonical |\n|---|---|---|---|---|\n"
    for row in rows.prefix(maximumRows) {
      let field = row.field
      let titles = row.titles.prefix(maximumEvents).map { Markdown.cell($0) } + (row.titles.count > maximumEvents ? ["…"] : [])
      let dataClass = field.dataClass >= .content ? "**\(field.dataClass.rawValue)**" : field.dataClass.rawValue
      let cells = [
        field.change.rawValue, (field.before.map { "\($0.rawValue) → " } ?? "") + dataClass, Markdown.cell(field.wire),
        titles.joined(separator: ", "), field.canonical.map { Markdown.cell($0) } ?? "",
      ]
      text += "| \(cells.joined(separator: " | ")) |\n"
    }
    let left = rows.count - maximumRows
    return text + (left > 0 ? "\nand \(left) more\n" : "")
  }
}
