import Detecting
package import Auditing
import Bytes
import Captures
import Vocabulary

/// The report for people at a terminal: what was found by cause, where it went, why it matters and what to change; the verdict last, where
/// the eye rests.
package struct TextReport {
  /// How much is told.
  package enum Detail: Sendable {
    /// The verdict alone.
    case quiet
    /// The causes, with the first of their reached fields.
    case normal
    /// Every reached field, with every reference.
    case verbose
  }

  /// How it is shown.
  package struct Style: Sendable {
    package var colour: Bool
    /// Whether the terminal opens links (OSC 8).
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
  private var text = ""
  /// What was said last of a token: the next field may hold the same one.
  var toldToken = ""

  package static func render(_ report: AuditReport, style: Style) -> String {
    var writer = TextReport(report: report, style: style)
    writer.write()
    return writer.text
  }

  private init(report: AuditReport, style: Style) {
    self.report = report
    self.style = style
  }

  private mutating func write() {
    if report.showsValues { line(paint("This report shows the values that were found. Do not publish it.", .warning)) }
    if style.detail != .quiet {
      ownership()
      traffic()
      if style.detail == .verbose { signals() }
      causes()
      gaps()
      notes()
      evidence()
    }
    summary()
  }

  mutating func line(_ line: String) { text += line + "\n" }

  // MARK: Who received something

  private mutating func ownership() {
    guard let ownership = report.preamble else { return }
    for row in Printable.line(ownership, limit: 1_000).wrapped(width: style.width) { line(row) }
    line("")
  }

  private mutating func traffic() {
    let third = report.traffic.filter { $0.party == .third }
    guard !third.isEmpty else { return }
    line(paint("Sent to", .heading))
    for traffic in third {
      let events = EventType.allCases.compactMap { type in traffic.events[type].map { "\($0) \(type.rawValue)" } }
      let detail = [
        traffic.category == "unknown" ? "not known to telltale" : traffic.category,
        traffic.isDirect ? counted(traffic.records, "request") : nil,
        traffic.through.isEmpty ? nil : "through " + traffic.through.map(report.name(of:)).joined(separator: ", "),
      ].compactMap(\.self)
      flow([part(Printable.line(traffic.name), .strong), part((detail + events).joined(separator: ", "), .dim)], indent: 2)
    }
    if let duty = report.reportingDuty {
      for row in Printable.line(duty, limit: 1_000).wrapped(width: style.width - 2) { line("  " + paint(row, .dim)) }
    }
    line("")
  }

  // MARK: The end

  /// How many gaps of a capture are told where not everything is.
  private static let maximumGaps = 20

  /// A place and what is wrong there stay on one line, as programs and terminals know such lines.
  private mutating func gaps() {
    let incomplete = report.captures.filter { !$0.complete }
    guard !incomplete.isEmpty else { return }
    line(paint("Not examined", .heading))
    for capture in incomplete {
      if let error = capture.error { line("  " + Printable.line(error.description)) }
      let told = style.detail == .verbose ? capture.gaps[...] : capture.gaps.prefix(Self.maximumGaps)
      for gap in told {
        let place =
          gap.position.map { ":\($0.line):\($0.column): byte \($0.offset)" } ?? gap.record.map { ": entry \($0), \(gap.place)" } ?? ""
        line("  " + Printable.line("\(capture.path)\(place): \(gap.reason)"))
      }
      if told.count < capture.gaps.count { line("  " + Printable.line("\(capture.path): and \(capture.gaps.count - told.count) more")) }
    }
    line("")
  }

  private mutating func notes() {
    guard !report.notes.isEmpty else { return }
    line(paint("To put right", .heading))
    for note in report.notes { line("  " + Printable.line(note.description)) }
    line("")
  }

  /// What the report rests on.
  private mutating func evidence() {
    guard let evidence = report.evidence else { return }
    line(paint("Evidence", .heading))
    let policy = (evidence.policy.map { ", policy sha256 \($0)" } ?? "") + (evidence.plan.map { ", plan sha256 \($0)" } ?? "")
    line("  \(evidence.date), telltale \(telltaleVersion), rules sha256 \(evidence.rules)\(policy)")
    let told = style.detail == .verbose ? report.captures[...] : report.captures.prefix(Self.maximumGaps)
    for capture in told {
      let origin = capture.origin.isEmpty ? "" : ", \(capture.origin)"
      if let digest = capture.digest { line("  " + Printable.line("\(capture.path): sha256 \(digest)\(origin)")) }
    }
    if told.count < report.captures.count { line("  and \(report.captures.count - told.count) more") }
    line("")
  }

  private mutating func summary() {
    let records = report.captures.reduce(0) { $0 + $1.records }
    let counts = Severity.allCases.reversed().compactMap { severity in
      report.verdict.counts[severity].map { paint("\($0) \(severity.name)", .severity(severity)) }
    }
    let accepted = report.verdict.accepted.sorted { $0.key < $1.key }.map { paint("\($0.value) \($0.key)", .dim) }
    let captures = report.captures.count == 1 ? Printable.line(report.captures[0].path) : "\(report.captures.count) captures"
    let found =
      (counts.isEmpty ? ["nothing found"] : counts) + accepted
      + (report.ignored == 0 ? [] : [paint("\(counted(report.ignored, "record")) ignored", .dim)])
    if let silence = report.silence { for row in silence.wrapped(width: style.width) { line(row) } }
    let policy = report.policy.map { " by \(Printable.line($0))" } ?? ""
    let verdict =
      switch report.verdict.status {
      case .pass: paint("PASS", .good)
      case .fail: paint("FAIL", .severity(.critical)) + " (findings at \(report.verdict.failOn.name) or above)"
      case .incomplete: paint("INCOMPLETE", .warning) + " (not everything could be examined)"
      }
    line("\(captures), \(counted(records, "record")): \(found.joined(separator: ", "))")
    line(verdict + paint(policy, .dim))
  }
}
