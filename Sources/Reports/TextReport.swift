package import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Vocabulary

/// The report for a terminal: the verdict first, then the causes by severity, then where to find the rest.
package struct TextReport {
  /// How much is shown.
  package enum Detail: Sendable {
    /// The verdict alone.
    case quiet
    /// One line for each finding, for a single event on standard input.
    case lines
    /// What fits a screen: each cause in a line or two, the most severe with a reason and a fix.
    case normal
    /// Every reached field, place and reference.
    case verbose
  }

  /// How it is shown.
  package struct Style: Sendable {
    package var colour: Bool
    /// Whether the terminal supports links (OSC 8).
    package var links: Bool
    /// Columns of the terminal.
    package var width: Int
    package var detail: Detail

    package init(colour: Bool = false, links: Bool = false, width: Int = 100, detail: Detail = .normal) {
      self.colour = colour
      self.links = links
      self.width = max(40, width)
      self.detail = detail
    }
  }

  let report: AuditReport
  let style: Style
  private var rows: [String] = []
  /// The last claims that were shown: the next field may contain the same token.
  var lastToken = ""

  package static func render(_ report: AuditReport, style: Style) -> String {
    var writer = TextReport(report: report, style: style)
    writer.write()
    return writer.rows.map { $0 + "\n" }.joined()
  }

  private init(report: AuditReport, style: Style) {
    self.report = report
    self.style = style
  }

  private mutating func write() {
    if report.showsValues { line(paint("This report shows the values that were found. Do not publish it.", .warning)) }
    switch style.detail {
    case .quiet: verdict()
    case .lines: findings()
    case .normal: screen()
    case .verbose: everything()
    }
  }

  private mutating func everything() {
    verdict()
    line("")
    preamble(report.preamble)
    traffic()
    signals()
    causes()
    settings(report.settings)
    gaps(upTo: .max)
    notes(upTo: .max)
    evidence()
    // The first line has scrolled away by now.
    line(status)
  }

  /// One line for each finding, most severe first; the verdict if there is none, or if something was not examined.
  private mutating func findings() {
    for finding in report.findings where finding.disposition.isOpen {
      let field = finding.field.isEmpty ? "the event" : Printable.line(finding.field)
      let value = finding.occurrences.first.map { Printable.line($0.value ?? $0.excerpt) } ?? ""
      let parts = [
        paint(finding.severity.name.uppercased(), .severity(finding.severity)), paint(finding.rule.title, .strong), field, value,
        "→ " + Printable.line(report.name(of: finding.destination)), paint(finding.rule.id, .dim),
      ]
      line(parts.filter { !$0.isEmpty }.joined(separator: "  "))
    }
    if rows.isEmpty || report.verdict.status == .incomplete || report.filtering != nil { verdict() }
    gaps(upTo: .max)
    trim()
  }

  mutating func line(_ line: String) { rows.append(line) }

  /// The number of lines so far.
  var written: Int { rows.count }

  /// Removes empty lines from the end.
  mutating func trim() { while rows.last?.isEmpty == true { rows.removeLast() } }

  /// The lines that `body` writes, without adding them to the report.
  mutating func collecting(_ body: (inout Self) -> Void) -> [String] {
    let start = rows.count
    body(&self)
    defer { rows.removeSubrange(start...) }
    return Array(rows[start...])
  }
}
