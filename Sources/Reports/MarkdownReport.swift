import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Known
import Vocabulary

/// The report as a comment on a pull request: the verdict first, collapsible causes, within GitHub's limit for a comment.
///
/// It never contains a value, because it is made to be posted.
struct MarkdownReport {
  /// The maximum length of a comment on GitHub in characters. telltale counts bytes, which are never fewer.
  static let maximumLength = 65_536

  /// The maximum number of fields of one destination, destinations of one cause, gaps, notes and destinations.
  private static let maximumRows = 10

  private let report: AuditReport

  static func render(_ report: AuditReport) -> String { MarkdownReport(report: report).text() }

  private func text() -> String {
    let head = summary() + traffic()
    let tail = accepted() + gaps() + notes() + evidence()
    var body = ""
    var left = 0
    // Reserve room for the line that says what is missing.
    var room = Self.maximumLength - head.utf8.count - tail.utf8.count - 200
    for cause in report.causes where cause.isOpen {
      let section = section(cause)
      guard section.utf8.count <= room else {
        left += 1
        continue
      }
      room -= section.utf8.count
      body += section
    }
    if left > 0 { body += "\n_\(left) more cause\(left == 1 ? " is" : "s are") left out, to keep within the length of a comment._\n" }
    return head + body + tail
  }

  /// The inputs of the report.
  private func evidence() -> String {
    guard let evidence = report.evidence else { return "" }
    var text = "\n<details><summary>Evidence</summary>\n\n\(evidence.date), telltale \(telltaleVersion), rules `\(evidence.rules)`"
    text += (evidence.policy.map { ", policy `\($0)`" } ?? "") + (evidence.plan.map { ", plan `\($0)`" } ?? "") + "\n\n"
    for capture in report.captures.prefix(Self.maximumRows) {
      guard let digest = capture.digest else { continue }
      let origin = capture.origin.isEmpty ? "" : ", \(Markdown.sentence(capture.origin))"
      text += "- \(Markdown.code(capture.path)): `\(digest)`\(origin)\n"
    }
    return text + "\n</details>\n"
  }

  // MARK: The verdict

  private func summary() -> String {
    let verdict = report.verdict
    let records = report.captures.reduce(0) { $0 + $1.records }
    let filtered = report.filtering.map { "\n\n_\(Markdown.sentence($0.sentence))_" } ?? ""
    let captures =
      report.captures.count == 1 ? Markdown.code(report.captures[0].path) : "\(report.captures.count) captures"
    let ignored = report.ignored > 0 ? ", of which \(report.ignored) ignored" : ""
    let policy = report.policy.map { " By \(Markdown.code($0))." } ?? ""
    let held = report.silence.map { " \($0)" } ?? ""
    var text =
      "### telltale: \(verdict.status.rawValue.uppercased())\n\n\(report.reason) \(captures), \(counted(records, "record"))\(ignored).\(policy)\(held)\(filtered)\n\n"
    let severities = Severity.allCases.reversed().filter { verdict.counts[$0] != nil }
    if !severities.isEmpty {
      text += "| severity | findings |\n|---|---:|\n"
      for severity in severities { text += "| \(severity.name) | \(verdict.counts[severity] ?? 0) |\n" }
      text += "\n"
    }
    return text
  }

  private func traffic() -> String {
    let own = report.preamble.map { Markdown.sentence($0) + "\n\n" } ?? ""
    let third = report.traffic.filter { $0.party == .third }
    guard !third.isEmpty else { return own }
    let names = third.prefix(Self.maximumRows).map { name(of: $0.id) }.joined(separator: ", ")
    let left = third.count - Self.maximumRows
    return own + "Sent to \(names)\(left > 0 ? " and \(left) more" : "").\n\n"
  }

  /// A vendor's name is known; that of an unknown destination is a host from the capture.
  private func name(of destination: String) -> String {
    guard let traffic = report.traffic.first(where: { $0.id == destination }), traffic.category != "unknown" else {
      return Markdown.code(destination)
    }
    return Markdown.escaped(traffic.name)
  }

  // MARK: Causes

  private func section(_ cause: Cause) -> String {
    let rule = cause.lead.rule
    let title = Markdown.escaped(rule.title)
    var text = """
      <details><summary><b>\(cause.severity.name)</b> \(title), \(counted(cause.count, "time"))</summary>

      \(Markdown.code(rule.id)), \(rule.confidence.rawValue)


      """
    let destinations = cause.reachedFieldsByDestination
    for (destination, reachedFields) in destinations.prefix(Self.maximumRows) {
      text += "- \(name(of: destination))\n"
      for reached in reachedFields.prefix(Self.maximumRows) { text += "  - \(row(reached, of: rule))\n" }
      if reachedFields.count > Self.maximumRows { text += "  - and \(reachedFields.count - Self.maximumRows) more\n" }
    }
    if destinations.count > Self.maximumRows { text += "- and \(destinations.count - Self.maximumRows) more destinations\n" }
    text += "\n**Why** \(Markdown.escaped(cause.lead.why))\n\n**Fix** \(Markdown.escaped(rule.fix))\n"
    let controls = report.controls(of: cause)
    if !controls.isEmpty { text += "\n" + bounded(controls.map { "- \(Markdown.escaped($0))\n" }) }
    return text + "\n</details>\n\n"
  }

  private func row(_ reached: ReachedField, of rule: Rule) -> String {
    let finding = reached.first
    var text = finding.field.isEmpty ? "the request" : Markdown.code(finding.field)
    let events = reached.events
    if !events.isEmpty {
      text += " in " + events.prefix(3).map { Markdown.code($0) }.joined(separator: ", ") + (events.count > 3 ? ", …" : "")
    }
    text += " × \(reached.count)"
    if finding.rule.id != rule.id { text += ", \(Markdown.code(finding.rule.id)), \(finding.severity.name)" }
    if let detail = finding.detail { text += ", \(Markdown.escaped(Printable.line(detail)))" }
    if let place = finding.occurrences.first {
      text += ": \(Markdown.code(place.capture)) line \(place.line), entry \(place.record)"
      if !place.path.isEmpty { text += ", \(Markdown.code(place.path, limit: 200)), \(Markdown.code(place.excerpt))" }
      if let token = place.token { text += ": \(Markdown.escaped(token.sentence))" }
      if let source = place.source { text += ": \(Markdown.escaped(Printable.line(source.description)))" }
    }
    if let explanation = finding.disposition.explanation { text += " (\(Markdown.code(explanation, limit: 300)))" }
    return text
  }

  // MARK: What the gate does not mind, and what was not looked at

  private func accepted() -> String {
    let groups = Dictionary(grouping: report.findings.filter { !$0.disposition.isOpen }) { $0.disposition.explanation ?? "" }
    guard !groups.isEmpty else { return "" }
    let rows = groups.sorted { $0.key < $1.key }.map { reason, findings in
      "- \(counted(findings.count, "finding")): \(Markdown.code(reason, limit: 300))\n"
    }
    return "\n**Accepted**\n\n" + bounded(rows) + "\n"
  }

  private func gaps() -> String {
    let rows = report.captures.flatMap { capture in
      (capture.error.map { ["- \(Markdown.code($0.description, limit: 300))\n"] } ?? [])
        + capture.gaps.map { gap in
          let place = gap.position.map { " line \($0.line), byte \($0.offset)" } ?? gap.record.map { " entry \($0), \(gap.place)" } ?? ""
          return "- \(Markdown.code(capture.path))\(place): \(Markdown.escaped(gap.reason))\n"
        }
    }
    return rows.isEmpty ? "" : "\n**Not examined**\n\n" + bounded(rows)
  }

  /// Stale entries of policy and baseline.
  private func notes() -> String {
    let rows = report.notes.map { "- \(Markdown.code("\($0.file):\($0.line)")): \(Markdown.escaped($0.message))\n" }
    return rows.isEmpty ? "" : "\n**Stale entries**\n\n" + bounded(rows)
  }

  private func bounded(_ rows: [String]) -> String {
    rows.prefix(Self.maximumRows).joined() + (rows.count > Self.maximumRows ? "- and \(rows.count - Self.maximumRows) more\n" : "")
  }
}
