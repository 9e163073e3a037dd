package import Auditing
import Bytes
import Detecting
import Vocabulary

/// The inventory for a terminal: one table for each event, with sensitive fields in colour.
package struct InventoryText {
  /// The maximum width of a path and of a value; the other formats have everything.
  private static let maximumWidth = 64

  private let inventory: Inventory
  private let style: TextReport.Style
  private var text = ""

  package static func render(_ inventory: Inventory, style: TextReport.Style) -> String {
    var writer = InventoryText(inventory: inventory, style: style)
    writer.write()
    return writer.text
  }

  private init(inventory: Inventory, style: TextReport.Style) {
    self.inventory = inventory
    self.style = style
  }

  private mutating func write() {
    for destination in inventory.destinations {
      let isKnown = destination.category != "unknown"
      let detail =
        ([isKnown ? destination.category : "not known to telltale", destination.party.name] + destination.through.map { "through \($0)" })
        .joined(separator: ", ")
      line(style.painted(Printable.line(destination.name, limit: Self.maximumWidth), .heading) + "  " + style.painted(detail, .dim))
      for event in destination.events { write(event) }
      line("")
    }
    line(inventory.summary)
    if let gap = inventory.incompleteness { line(style.painted("INCOMPLETE", .warning) + " (\(gap))") }
  }

  private mutating func write(_ event: Inventory.Event) {
    let name = Printable.line(event.title, limit: Self.maximumWidth)
    let kind = event.name == nil ? "" : " \(event.kind.rawValue),"
    line("  " + style.painted(name, .strong) + style.painted(" \(kind) \(counted(event.count, event.noun))", .dim))
    let rows = event.fields.map { field in
      [
        field.classAndKinds, field.typeNames, "\(field.count)/\(event.count)", Printable.line(field.wire, limit: Self.maximumWidth),
        field.canonical.map { Printable.line($0, limit: Self.maximumWidth) } ?? "-",
        Printable.line(field.shown, limit: Self.maximumWidth),
      ]
    }
    let widths = (0..<6).map { column in rows.reduce(0) { max($0, $1[column].count) } }
    for (field, row) in zip(event.fields, rows) {
      let cells = row.enumerated().map { column, cell in
        let padding = column == 5 ? "" : String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? paint(cell, field.dataClass) + padding : cell + padding
      }
      line("    " + cells.joined(separator: "  "))
    }
  }

  private func paint(_ cell: String, _ dataClass: FieldClass) -> String {
    switch dataClass {
    case .credential: style.painted(cell, .severity(.critical))
    case .personal: style.painted(cell, .severity(.high))
    case .content: style.painted(cell, .severity(.medium))
    case .enumeration, .number, .identifier, .text: cell
    }
  }

  private mutating func line(_ line: String) { text += line + "\n" }
}

// MARK: Words that several formats have

extension Inventory {
  /// What it was made from, and how much it contains.
  var summary: String {
    let events = "\(counted(eventCount, "kind")) of event, \(counted(fieldCount, "field"))"
    return "\(counted(captures, "capture")), \(counted(records, "record")): \(counted(destinations.count, "destination")), \(events)"
  }
}

extension Inventory.Event {
  /// The noun for one of them.
  var noun: String { kind == .request ? "request" : "event" }
}

extension Inventory.Field {
  var typeNames: String { types.map(\.rawValue).joined(separator: ", ") }

  /// The class with its kinds of data: `personal email, name`.
  var classAndKinds: String {
    ([dataClass.rawValue] + (kindNames.isEmpty ? [] : [kindNames.joined(separator: ", ")])).joined(separator: " ")
  }

  /// The kinds of data of its class.
  var kindNames: [String] { kinds.filter { $0.dataClass == dataClass }.map(\.name) }

  /// The values of an enumeration, or the mask of one value of any other field.
  var shown: String { values.isEmpty ? example ?? "(empty)" : values.joined(separator: ", ") }
}

extension Party {
  /// The name of the party in a list of destinations.
  var name: String {
    switch self {
    case .first: "the app itself"
    case .platform: "Atlassian"
    case .third: "third party"
    }
  }
}
