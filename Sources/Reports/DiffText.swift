import Auditing
import Bytes
import Detecting
import Vocabulary

/// The difference for a terminal: what is new by destination, what is gone, and the verdict last.
struct DiffText {
  /// The maximum width of a path; the JSON has everything.
  private static let maximumWidth = 72
  /// The maximum number of events listed for one field.
  private static let maximumEvents = 4

  private let diff: InventoryDiff
  private let gate: DiffGate
  private let style: TextReport.Style
  private var text = ""

  static func render(_ diff: InventoryDiff, _ gate: DiffGate, style: TextReport.Style) -> String {
    var writer = DiffText(diff: diff, gate: gate, style: style)
    writer.write()
    return writer.text
  }

  private init(diff: InventoryDiff, gate: DiffGate, style: TextReport.Style) {
    self.diff = diff
    self.gate = gate
    self.style = style
  }

  private mutating func write() {
    for destination in diff.destinations { write(destination) }
    for gap in diff.incompleteness { line(style.painted("Incomplete", .warning) + " \(gap)") }
    let word =
      switch gate.status(of: diff) {
      case .pass: style.painted("PASS", .good)
      case .fail: style.painted("FAIL", .severity(.critical))
      case .incomplete: style.painted("INCOMPLETE", .warning)
      }
    line("\(word) (\(gate.sentence(of: diff)))")
  }

  private mutating func write(_ destination: InventoryDiff.Destination) {
    let state = destination.change == .changed ? "" : ", \(destination.change.rawValue)"
    line(style.painted(shown(destination.name), .heading) + style.painted("  \(destination.party.name)\(state)", .dim))
    for dataClass in destination.newClasses {
      let kinds = destination.kinds(of: dataClass).map(shown).joined(separator: ", ")
      line("  ! new class of data: \(paint(dataClass, destination.party))\(kinds.isEmpty ? "" : " (\(kinds))")")
    }
    for event in destination.events {
      line("  \(mark(event.isNew ? .new : .gone)) event  \(shown(event.title))")
    }
    let rows = destination.rows
    let widths = rows.reduce((0, 0)) { (max($0.0, shown($1.field.wire).count), max($0.1, classes(of: $1.field).count)) }
    for row in rows {
      let titles = row.titles.prefix(Self.maximumEvents).map(shown) + (row.titles.count > Self.maximumEvents ? ["…"] : [])
      let columns = [
        padded(classes(of: row.field), widths.1), padded(shown(row.field.wire), widths.0), "in \(titles.joined(separator: ", "))",
      ]
      line("  \(mark(row.field.change)) field  \(columns.joined(separator: "  "))")
    }
    line("")
  }

  private func classes(of field: InventoryDiff.Field) -> String {
    (field.before.map { "\($0.rawValue) → " } ?? "") + field.dataClass.rawValue
  }

  private func mark(_ change: InventoryDiff.Field.Change) -> String {
    switch change {
    case .new: style.painted("+", .good)
    case .changed: style.painted("~", .warning)
    case .gone: style.painted("-", .dim)
    }
  }

  private func paint(_ dataClass: FieldClass, _ party: Party) -> String {
    party == .third && gate.failOn.contains(dataClass)
      ? style.painted(dataClass.rawValue, .severity(.high)) : dataClass.rawValue
  }

  private func shown(_ text: String) -> String { Printable.line(text, limit: Self.maximumWidth) }

  private func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }

  private mutating func line(_ line: String) { text += line + "\n" }
}
