import Auditing
import Bytes
import Vocabulary

/// The inventory as a page: one table for each event.
enum InventoryMarkdown {
  static func render(_ inventory: Inventory) -> String {
    var text = "# What is sent to whom\n\n\(inventory.summary).\n"
    if let gap = inventory.incompleteness { text += "\n**Incomplete**: \(gap).\n" }
    for destination in inventory.destinations {
      text += "\n## \(name(of: destination))\n\n\(destination.category), \(destination.party.name)"
      text += destination.through.map { ", through \(Markdown.escaped($0))" }.joined() + "\n"
      for event in destination.events {
        let name = event.name.map { "\(Markdown.code($0)), \(event.kind.rawValue)" } ?? Markdown.escaped(event.title)
        text += "\n### \(name)\n\n\(counted(event.count, event.noun))\n\n"
        text += "| field | canonical | types | in | class | example or values |\n|---|---|---|---:|---|---|\n"
        for field in event.fields { text += row(field) }
      }
    }
    return text
  }

  /// A vendor's name is known; that of an unknown destination is a host from the capture.
  static func name(of destination: Inventory.Destination) -> String {
    destination.category == "unknown" ? Markdown.code(destination.name) : Markdown.escaped(destination.name)
  }

  private static func row(_ field: Inventory.Field) -> String {
    let shown = field.values.isEmpty ? [field.example ?? ""] : field.values
    let cells = [
      Markdown.cell(field.wire), field.canonical.map { Markdown.cell($0) } ?? "", field.typeNames, "\(field.count)",
      field.kindNames.isEmpty
        ? field.dataClass.rawValue : "**\(field.dataClass.rawValue)** (\(Markdown.escaped(field.kindNames.joined(separator: ", "))))",
      shown.map { $0.isEmpty ? "" : Markdown.cell($0) }.joined(separator: ", "),
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }
}

extension Markdown {
  /// A text from a capture, as code in a table cell. GFM splits cells before it parses code, and interprets backslashes before `|`,
  /// so both are escaped numerically.
  static func cell(_ text: String, limit: Int = 120) -> String {
    code(text.replacingScalars { $0 == "|" ? "\\u{7c}" : nil }, limit: limit)
  }
}
