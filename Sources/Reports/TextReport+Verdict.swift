import Auditing
import Bytes
import Captures
import Vocabulary

extension TextReport {
  /// The verdict and its basis: the first lines at every level of detail.
  mutating func verdict() {
    line(status)
    let records = report.captures.reduce(0) { $0 + $1.records }
    let counts = Severity.allCases.reversed().compactMap { severity in
      report.verdict.counts[severity].map { paint("\($0) \(severity.name)", .severity(severity)) }
    }
    let accepted = report.verdict.accepted.sorted { $0.key < $1.key }.map { paint("\($0.value) \($0.key)", .dim) }
    let captures = report.captures.count == 1 ? Printable.line(report.captures[0].path) : counted(report.captures.count, "capture")
    let found =
      (counts.isEmpty ? ["nothing found"] : counts) + accepted
      + (report.ignored == 0 ? [] : [paint("\(counted(report.ignored, "record")) ignored", .dim)])
    line("\(captures), \(counted(records, "record")): \(found.joined(separator: ", "))")
    if let filtering = report.filtering {
      for row in Printable.line(filtering.sentence).wrapped(width: style.width) { line(paint(row, .warning)) }
    }
    if let silence = report.silence { for row in silence.wrapped(width: style.width) { line(row) } }
  }

  /// The verdict on one line.
  var status: String {
    let paint =
      switch report.verdict.status {
      case .pass: Paint.good
      case .fail: Paint.severity(.critical)
      case .incomplete: Paint.warning
      }
    let policy = report.policy.map { self.paint(" (policy: \(Printable.line($0)))", .dim) } ?? ""
    return self.paint(report.verdict.status.rawValue.uppercased(), paint) + "  " + report.reason + policy
  }

  // MARK: What goes before the causes

  /// Whose hosts are the app's own, and what was searched for.
  mutating func preamble(_ preamble: String?) {
    guard let preamble else { return }
    for row in Printable.line(preamble, limit: 1_000).wrapped(width: style.width) { line(row) }
    line("")
  }

  /// Every third party that received something, one per line.
  mutating func traffic() {
    let third = report.traffic.filter { $0.party == .third }
    guard !third.isEmpty else { return }
    line(paint("Sent to", .heading))
    for traffic in third {
      let events = EventType.allCases.compactMap { type in traffic.events[type].map { "\($0) \(type.rawValue)" } }
      let detail = [
        traffic.category == "unknown" ? "not a known vendor" : traffic.category,
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

  // MARK: What goes after them

  /// A position and its error stay on one line, because programs and terminals recognise such lines.
  mutating func gaps(upTo most: Int) {
    let incomplete = report.captures.filter { !$0.complete }
    guard !incomplete.isEmpty else { return }
    line(paint("Not examined", .heading))
    let rows = incomplete.flatMap { capture in
      (capture.error.map { [$0.description] } ?? []) + capture.gaps.map { "\(capture.path)\($0.shownPlace): \($0.reason)" }
    }
    for row in rows.prefix(most) { line("  " + Printable.line(row)) }
    if rows.count > most { line(paint("  and \(rows.count - most) more, with -v", .dim)) }
    line("")
  }

  /// Stale entries of policy and baseline.
  mutating func notes(upTo most: Int) {
    guard !report.notes.isEmpty else { return }
    line(paint("Stale entries", .heading))
    for note in report.notes.prefix(most) { line("  " + Printable.line(note.description)) }
    if report.notes.count > most { line(paint("  and \(report.notes.count - most) more, with -v", .dim)) }
    line("")
  }

  /// The inputs of the report.
  mutating func evidence() {
    guard let evidence = report.evidence else { return }
    line(paint("Evidence", .heading))
    let policy = (evidence.policy.map { ", policy sha256 \($0)" } ?? "") + (evidence.plan.map { ", plan sha256 \($0)" } ?? "")
    line("  \(evidence.date), telltale \(telltaleVersion), rules sha256 \(evidence.rules)\(policy)")
    for capture in report.captures {
      let origin = capture.origin.isEmpty ? "" : ", \(capture.origin)"
      if let digest = capture.digest { line("  " + Printable.line("\(capture.path): sha256 \(digest)\(origin)")) }
    }
    line("")
  }
}

extension Gap {
  /// The position, for the end of a file's name.
  fileprivate var shownPlace: String {
    position.map { ":\($0.line):\($0.column): byte \($0.offset)" } ?? record.map { ": entry \($0), \(place)" } ?? ""
  }
}
