import Auditing
import Bytes
import Detecting
import Knowledge
import Known
import Vocabulary

extension TextReport {
  /// Every cause with every field that it reached.
  mutating func causes() {
    var explained: Set<String> = []
    for cause in report.causes where report.isActionable(cause) { write(cause, explaining: explained.insert(cause.lead.rule.id).inserted) }
    let others = report.causes.filter { !report.isActionable($0) }.flatMap(\.findings)
    write(notes: others.filter(\.disposition.isOpen))
    accepted(upTo: .max)
  }

  /// A complete cause; a rule is explained at its first cause.
  private mutating func write(_ cause: Cause, explaining isExplained: Bool) {
    let rule = cause.lead.rule
    let severity = part(cause.severity.name.uppercased(), .severity(cause.severity))
    flow([severity, part(rule.title, .strong), part("\(rule.id), \(counted(cause.count, "time"))", .dim)], indent: 0)
    for (destination, reachedFields) in cause.reachedFieldsByDestination {
      line("  " + paint("→ ", .dim) + Printable.line(report.name(of: destination)))
      for reached in reachedFields { write(reached, of: rule) }
    }
    if let mitigation = cause.lead.mitigation { paragraph("Note", mitigation.reason) }
    if isExplained {
      paragraph("Why", rule.why)
      paragraph("Fix", rule.fix)
      flow([part("See", .dim)] + rule.references.map { Part($0, link($0)) }, indent: 2)
    } else {
      paragraph("Fix", "as above")
    }
    line("")
  }

  private mutating func write(_ reached: ReachedField, of rule: Rule) {
    let finding = reached.first
    let other = finding.rule.id == rule.id ? "" : "  \(finding.rule.id), \(finding.severity.name)"
    let field = part(finding.field.isEmpty ? "the request" : Printable.line(finding.field), .strong)
    let values = reached.values.map { ", " + $0 } ?? ""
    let count = part("× \(reached.count)\(values)\(other)", .dim)
    let events = reached.events.isEmpty ? [] : [Part("in " + Printable.line(reached.events.joined(separator: ", ")))]
    flow([field] + events + [count], indent: 6)
    if let detail = finding.detail {
      let place = finding.first.map { [part("entry \($0.record), line \($0.line)", .dim)] } ?? []
      flow([Part(Printable.line(detail))] + place, indent: 8)
    }
    if let first = finding.occurrences.first, !first.path.isEmpty {
      let place = part("entry \(first.record), line \(first.line): \(Printable.line(first.path))", .dim)
      flow([Part(Printable.line(first.value ?? first.excerpt)), place], indent: 8)
      if let token = first.token, token.sentence != lastToken {
        lastToken = token.sentence
        aside(Printable.line(token.sentence, limit: 400))
      }
      if let source = first.source { aside(Printable.line(source.description, limit: 400)) }
    }
    if let explanation = finding.disposition.explanation { aside(Printable.line(explanation), .warning) }
    // The data for a waiver or `telltale show`.
    aside(
      "\(reached.findings.count == 1 ? "fingerprint" : "fingerprints") \(Wording.sentence(reached.findings.map(\.fingerprint), upTo: 3))")
  }

  /// A note about a value, below it.
  private mutating func aside(_ text: String, _ paint: Paint = .dim) {
    for row in text.wrapped(width: style.width - 8) { line("        " + self.paint(row, paint)) }
  }

  /// Notes of severity info take one line for each rule.
  private mutating func write(notes: [Finding]) {
    guard !notes.isEmpty else { return }
    line(paint("Worth knowing", .heading))
    for findings in notes.grouped(by: \.rule.id) {
      flow([part("INFO", .severity(.info)), Part(findings[0].rule.title), part(brief(findings), .dim)], indent: 2)
    }
    line("")
  }

  /// Accepted findings take one line for each rule and reason.
  mutating func accepted(upTo most: Int) {
    let accepted = report.causes.filter { !report.isActionable($0) }.flatMap(\.findings).filter { !$0.disposition.isOpen }
    guard !accepted.isEmpty else { return }
    line(paint("Accepted", .heading))
    let groups = accepted.grouped(by: { [$0.rule.id, $0.disposition.explanation ?? ""] })
    for findings in groups.prefix(most) {
      flow([Part(findings[0].rule.title), part(brief(findings), .dim)], indent: 2)
      paragraph("", Printable.line(findings[0].disposition.explanation ?? ""))
    }
    if groups.count > most { line(paint("  and \(groups.count - most) more, with -v", .dim)) }
    line("")
  }

  /// The settings of each destination that help; without their notes in a brief report.
  mutating func settings(_ settings: [DestinationSettings], upTo most: Int? = nil) {
    guard !settings.isEmpty else { return }
    flow([part("Settings that help", .heading), part("telltale explain ID lists all of a destination", .dim)], indent: 0)
    let all = settings.flatMap { setting in
      setting.controls.map { (Printable.line(report.name(of: setting.destination), limit: 40), $0) }
    }
    for (name, control) in all.prefix(most ?? .max) {
      guard most == nil else {
        line("  " + Printable.line("\(name): \(control.set)", limit: style.width - 2))
        continue
      }
      let rows = Printable.line("\(name): \(control.advice)").wrapped(width: style.width - 4)
      for (number, row) in rows.enumerated() { line((number == 0 ? "  " : "    ") + row) }
    }
    if let most, all.count > most { line(paint("  and \(all.count - most) more, with -v", .dim)) }
    line("")
  }

  /// The rule of findings, their number and their destinations.
  private func brief(_ findings: [Finding]) -> String {
    let count = findings.reduce(0) { $0 + $1.count }
    let all = Set(findings.map(\.destination)).sorted()
    let destinations = (style.detail == .verbose ? all[...] : all.prefix(3)).map(Printable.line).joined(separator: ", ")
    return "\(findings[0].rule.id), \(counted(count, "time")), \(destinations)"
  }

  mutating func paragraph(_ label: String, _ text: String) {
    let head = "  " + label + String(repeating: " ", count: 5 - label.count)
    for (index, row) in text.wrapped(width: style.width - 7).enumerated() {
      line((index == 0 ? paint(head, .dim) : String(repeating: " ", count: 7)) + row)
    }
  }
}
