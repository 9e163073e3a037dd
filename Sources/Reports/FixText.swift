package import Auditing
import Bytes
import Detecting
import Knowledge
package import Remedies
import Vocabulary

/// The change for a terminal: the code for each library, and its proof.
struct FixText {
  private let fix: Fix
  private let style: TextReport.Style
  private var text = ""

  static func render(_ fix: Fix, style: TextReport.Style) -> String {
    var writer = FixText(fix: fix, style: style)
    writer.write()
    return writer.text
  }

  private init(fix: Fix, style: TextReport.Style) {
    self.fix = fix
    self.style = style
  }

  private mutating func write() {
    for snippet in fix.snippets { write(snippet, fix.gone(by: snippet), mark: "-", .good) }
    if fix.snippets.isEmpty, fix.advised.isEmpty, !fix.remaining.isEmpty { line("No snippet takes anything away.\n") }
    for snippet in fix.advised { write(snippet, fix.advised(by: snippet), mark: "?", .warning) }
    remainder()
    line("Before: \(counts(fix.before))")
    line("After:  \(counts(fix.after))")
    let verdict = fix.after.verdict
    switch verdict.status {
    case .pass where fix.gone.isEmpty: line(paint("PASS", .good) + " (nothing to fix at \(verdict.failOn.name) or above)")
    case .pass: line(paint("PASS", .good) + " (nothing would remain at \(verdict.failOn.name) or above)")
    case .fail: line(paint("FAIL", .severity(.critical)) + " (findings at \(verdict.failOn.name) or above would remain)")
    case .incomplete: line(paint("INCOMPLETE", .warning) + " (not everything could be examined)")
    }
  }

  private mutating func write(_ snippet: Snippet, _ findings: [Finding], mark: String, _ colour: TextReport.Paint) {
    line(paint(snippet.library, .heading) + (snippet.doubt == nil ? "" : paint("  not proved here", .warning)))
    paragraph("Goes \(snippet.place).")
    if let doubt = snippet.doubt { paragraph("\(doubt) What it is meant to remove still counts below.") }
    line("")
    for row in snippet.code.split(separator: "\n", omittingEmptySubsequences: false) { line(row.isEmpty ? "" : "    " + row) }
    line("")
    for group in Self.groups(findings) { write(group, mark: mark, colour) }
    if !snippet.bypasses.isEmpty { paragraph("Not reached: \(snippet.bypasses.joined(separator: "; ")).") }
    line("")
  }

  private mutating func paragraph(_ text: String) {
    for row in text.wrapped(width: style.width) { line(row) }
  }

  private mutating func remainder() {
    guard !fix.remaining.isEmpty else { return }
    line(paint("What remains", .heading))
    for remainders in fix.remaining.grouped(by: \.advice) {
      for group in Self.groups(remainders.map(\.finding)) { write(group, mark: "!", .warning) }
      for row in Printable.line(remainders[0].advice).wrapped(width: style.width - 6) { line("      " + paint(row, .dim)) }
    }
    line("")
  }

  /// A rule at a destination, with the fields of its findings.
  private mutating func write(_ group: [Finding], mark: String, _ colour: TextReport.Paint) {
    guard let first = group.first else { return }
    var seen: Set<String> = []
    let fields = group.map(\.field).filter { seen.insert($0).inserted }.map { $0.isEmpty ? "the request" : Printable.line($0) }
    let listed = fields.prefix(6).joined(separator: ", ") + (fields.count > 6 ? " and \(fields.count - 6) more" : "")
    let count = group.count == 1 ? "" : " × \(group.count)"
    let severity = paint(first.severity.name, .severity(first.severity))
    line(
      "  " + paint(mark, colour) + " \(severity)  \(first.rule.id)\(count)  " + Printable.line(fix.before.name(of: first.destination))
        + ": \(listed)")
  }

  /// Findings of one rule at one destination, in the order of first appearance.
  private static func groups(_ findings: [Finding]) -> [[Finding]] {
    findings.grouped { [$0.severity.name, $0.rule.id, $0.destination] }
  }

  private func counts(_ report: AuditReport) -> String {
    let findings = report.findings.filter(\.isWorthFixing)
    let failing = findings.count { $0.fails(at: report.verdict.failOn) }
    return "\(counted(findings.count, "finding")), \(failing) at \(report.verdict.failOn.name) or above"
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  private func paint(_ text: String, _ paint: TextReport.Paint) -> String { style.painted(text, paint) }
}

extension Fix {
  /// The findings that the code for one library removes.
  package func gone(by snippet: Snippet) -> [Finding] { gone.filter { Self.takes(snippet, $0) } }

  /// The findings that unproved code would remove.
  package func advised(by snippet: Snippet) -> [Finding] {
    before.findings.filter { $0.isWorthFixing && $0.party == .third && Self.takes(snippet, $0) }
  }

  private static func takes(_ snippet: Snippet, _ finding: Finding) -> Bool {
    finding.solution?.contains { change in snippet.changes.contains { $0.covers(change) } } ?? false
  }
}
