import Auditing
import Bytes
import Captures
import Knowledge
import Known
package import Redacting
import Vocabulary

/// One record for a terminal: the request, its layers as a tree, and its findings marked.
package struct RecordText {
  private let view: RecordView
  private let style: TextReport.Style
  private var text = ""

  package static func render(_ view: RecordView, style: TextReport.Style) -> String {
    var writer = RecordText(view: view, style: style)
    writer.write()
    return writer.text
  }

  private init(view: RecordView, style: TextReport.Style) {
    self.view = view
    self.style = style
  }

  private mutating func write() {
    head()
    for header in view.headers {
      line("  " + dim(Printable.line("request.header.\(header.name)", limit: 200) + "  " + Printable.line(header.value)))
    }
    for row in view.rows { write(row) }
    if view.omitted > 0 { line(dim("  and \(counted(view.omitted, "more line")), with -v")) }
    for gap in view.gaps.prefix(20) {
      line("  " + style.painted("not examined", .warning) + Printable.line(": \(gap.place): \(gap.reason)"))
    }
    line("")
    let marks = view.rows.flatMap(\.marks) + view.marks
    let findings = Set(marks.map(\.finding.fingerprint)).count
    line(
      findings == 0
        ? "No finding in this record. Values are masked." : "\(counted(findings, "finding")) in this record. Values are masked.")
    if let worst = marks.max(by: { $0.finding.severity < $1.finding.severity }) {
      line(dim("telltale explain \(worst.finding.rule.id) says why it matters and what to change."))
    }
  }

  private mutating func head() {
    let reference = view.reference
    line(style.painted(Printable.line("\(reference.capture)#\(reference.record)"), .strong) + dim(", line \(view.line)"))
    let traffic = view.report.traffic.first { $0.id == view.destination }
    let whose =
      switch traffic?.party {
      case .third: "third party"
      case .first: "the app's own"
      case .platform: "Atlassian"
      case nil: ""
      }
    let category = traffic.map { $0.category == "unknown" ? "not a known vendor" : $0.category } ?? ""
    let detail = [category, whose].filter { !$0.isEmpty }.joined(separator: ", ")
    let what = view.method.map { "\(Printable.line($0, limit: 20)) \(Printable.line(view.host, limit: 200))" } ?? "event"
    line("\(what) → \(Printable.line(view.report.name(of: view.destination), limit: 100))" + (detail.isEmpty ? "" : dim(" (\(detail))")))
    for mark in view.marks { line("  " + shown(mark) + "  " + Printable.line(mark.finding.rule.title)) }
    line("")
  }

  /// A line of the tree, with its findings next to it, or below it if there is no room.
  private mutating func write(_ row: RecordView.Row) {
    let indent = String(repeating: " ", count: 2 + 2 * min(row.depth, style.width / 4))
    let label = Printable.line(row.label, limit: 200)
    let value = row.marks.first.map { Printable.line($0.occurrence.excerpt) } ?? row.value.map { Printable.line($0) }
    let plain = indent + label + (value.map { "  " + $0 } ?? "")
    let marks = row.marks.map { "\($0.finding.severity.name.uppercased()) \($0.finding.rule.id)" }
    let shownLine =
      indent + (row.marks.isEmpty ? label : style.painted(label, .strong)) + (value.map { "  " + (row.marks.isEmpty ? dim($0) : $0) } ?? "")
    let fits = plain.count + marks.reduce(0) { $0 + 2 + $1.count } <= style.width
    if row.marks.isEmpty || fits {
      line(shownLine + row.marks.map { "  " + shown($0) }.joined())
    } else {
      line(shownLine)
      for mark in row.marks { line(indent + "    " + shown(mark)) }
    }
    for token in Set(row.marks.compactMap(\.occurrence.token?.sentence)).sorted() { aside(token, indent) }
    for source in Set(row.marks.compactMap(\.occurrence.source?.description)).sorted() { aside(source, indent) }
  }

  private mutating func aside(_ text: String, _ indent: String) {
    for row in Printable.line(text, limit: 400).wrapped(width: max(20, style.width - indent.count - 4)) { line(indent + "    " + dim(row)) }
  }

  private func shown(_ mark: RecordView.Mark) -> String {
    let finding = mark.finding
    let standing = finding.disposition.isOpen ? "" : " (\(finding.disposition.name))"
    return style.painted(finding.severity.name.uppercased(), .severity(finding.severity)) + " " + finding.rule.id + standing
  }

  private func dim(_ text: String) -> String { style.painted(text, .dim) }

  private mutating func line(_ line: String) { text += line + "\n" }
}
