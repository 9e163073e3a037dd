import Auditing
import Bytes
import Captures
import Knowledge
import Vocabulary

/// The report as annotations of a GitHub workflow: one command per line, most severe first, and the verdict last.
///
/// Source: "Workflow commands for GitHub Actions", and the runner's own unescaping. GitHub shows ten annotations of a level in a
/// step. There are no columns, because GitHub counts characters and telltale bytes. It never contains a value, because logs are
/// kept.
struct GitHubReport {
  private enum Level: String, CaseIterable {
    case error, warning, notice
  }

  /// The number of annotations of a level that GitHub shows.
  static let maximumAnnotations = 10

  private let report: AuditReport
  private var counts: [Level: Int] = [:]
  private var left = 0
  private var text = ""

  static func render(_ report: AuditReport) -> String {
    var writer = GitHubReport(report: report)
    writer.write()
    return writer.text
  }

  private init(report: AuditReport) {
    self.report = report
  }

  private mutating func write() {
    for capture in report.captures where !capture.complete { annotate(capture) }
    for note in report.notes { annotate(.notice, file: note.file, line: note.line, title: "Stale entry", note.message) }
    for cause in report.causes where cause.isOpen { annotate(cause) }
    summarise()
  }

  private mutating func annotate(_ capture: AuditedCapture) {
    if let error = capture.error {
      annotate(.error, file: capture.path, line: nil, title: "Not a readable capture", error.description)
    } else if let gap = capture.gaps.first {
      let place = gap.record.map { "entry \($0), \(gap.place)" } ?? gap.place
      let more = capture.gaps.count > 1 ? " (and \(capture.gaps.count - 1) more)" : ""
      annotate(.warning, file: capture.path, line: gap.position?.line, title: "Not examined", "\(place): \(gap.reason)\(more)")
    }
  }

  private mutating func annotate(_ cause: Cause) {
    let lead = cause.lead
    let isFailing = cause.findings.contains { $0.fails(at: report.verdict.failOn) }
    let level: Level = isFailing ? .error : cause.severity >= .medium ? .warning : .notice
    let place = lead.occurrences.first
    let others = cause.reach.map { " \($0)" } ?? ""
    annotate(
      level, file: place?.capture, line: place?.line, title: "\(cause.severity.name): \(lead.rule.title)",
      "\(lead.messageWithStanding) (\(lead.rule.id), \(counted(cause.count, "time"))).\(others)", more: "Fix: \(lead.rule.fix)")
  }

  /// One of the notices is the verdict.
  private mutating func annotate(
    _ level: Level, file: String?, line: Int?, title: String, _ message: String, more: String? = nil
  ) {
    guard counts[level, default: 0] < Self.maximumAnnotations - (level == .notice ? 1 : 0) else {
      left += 1
      return
    }
    counts[level, default: 0] += 1
    var properties: [String] = []
    if let file {
      properties.append("file=" + Self.property(Printable.line(CaptureURI.relative(file), limit: 1_000)))
      if let line { properties.append("line=\(line)") }
    }
    properties.append("title=" + Self.property(Printable.line(title, limit: 200)))
    let data = [message, more ?? ""].filter { !$0.isEmpty }.map { Printable.line($0, limit: 1_000) }.joined(separator: "\n")
    text += "::\(level.rawValue) \(properties.joined(separator: ","))::\(Self.data(data))\n"
  }

  private mutating func summarise() {
    let counts = Severity.allCases.reversed().compactMap { severity in report.verdict.counts[severity].map { "\($0) \(severity.name)" } }
    let accepted = report.verdict.accepted.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    let found = counts.isEmpty ? ["nothing found"] : counts
    let ignored = report.ignored > 0 ? ["\(counted(report.ignored, "record")) ignored"] : []
    let policy = report.policy.map { "; by \(Printable.line($0))" } ?? ""
    let own = report.preamble.map { "; " + Printable.line($0, limit: 1_000) } ?? ""
    let rest = left > 0 ? "; \(left) more not annotated" : ""
    text += "::notice title=telltale%3A \(report.verdict.status.rawValue.uppercased())::"
    let filtered = report.filtering.map { "; " + Printable.line($0.sentence, limit: 1_000) } ?? ""
    text += Self.data((found + accepted + ignored).joined(separator: ", ") + rest + policy + filtered + own) + "\n"
  }

  // MARK: Escapes

  /// The text after the second `::`.
  static func data(_ text: String) -> String {
    text.replacingScalars { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  /// The value of a property.
  static func property(_ text: String) -> String {
    data(text).replacingScalars { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : nil }
  }
}
