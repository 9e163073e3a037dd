import Auditing
import Bytes
import Vocabulary

/// The inventory for spreadsheets (RFC 4180): one row for each field.
enum InventoryCSV {
  private static let columns = [
    "party", "destination", "name", "category", "type", "event", "events", "wire", "canonical", "types", "count", "class", "kinds",
    "values", "example",
  ]

  static func render(_ inventory: Inventory) -> String {
    var text = row(columns)
    for destination in inventory.destinations {
      for event in destination.events {
        for field in event.fields {
          text += row([
            destination.party.rawValue, destination.id, destination.name, destination.category, event.kind.rawValue, event.name ?? "",
            "\(event.count)", field.wire, field.canonical ?? "", field.typeNames, "\(field.count)", field.dataClass.rawValue,
            field.kinds.map(\.name).joined(separator: ", "), field.values.joined(separator: ", "), field.example ?? "",
          ])
        }
      }
    }
    return text
  }

  private static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// A cell in quotes, without line breaks, and with quotes escaped.
  ///
  /// Spreadsheets evaluate a cell that begins like a formula; an apostrophe before it makes it text (OWASP, CSV injection). Some
  /// skip white space first, and accept full-width signs.
  private static func cell(_ text: String) -> String {
    let line = Printable.line(text)
    let first = line.unicodeScalars.first { !$0.properties.isWhitespace }
    let mark = first.map(formulas.contains) ?? false ? "'" : ""
    return "\"" + mark + line.replacingScalars { $0 == "\"" ? "\"\"" : nil } + "\""
  }

  private static let formulas = Set("=+-@＝＋－＠".unicodeScalars)
}
