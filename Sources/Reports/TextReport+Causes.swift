import Detecting
import Auditing
import Bytes
import Knowledge
import Known
import Vocabulary

extension TextReport {
  /// How many fields of one destination are shown where not everything is; the other formats have all.
  private static let maximumReachedFields = 8

  mutating func causes() {
    var explained: Set<String> = []
    let isTold = { (cause: Cause) in cause.isOpen && cause.severity != .info }
    for cause in report.causes where isTold(cause) { write(cause, explaining: explained.insert(cause.lead.rule.id).inserted) }
    let others = report.causes.filter { !isTold($0) }.flatMap(\.findings)
    write(notes: others.filter(\.disposition.isOpen))
    write(accepted: others.filter { !$0.disposition.isOpen })
  }

  /// A cause whole; a rule is explained where it comes first.
  private mutating func write(_ cause: Cause, explaining isExplained: Bool) {
    let rule = cause.lead.rule
    let severity = part(cause.severity.name.uppercased(), .severity(cause.severity))
    flow([severity, part(rule.title, .strong), part("\(rule.id), \(counted(cause.count, "time"))", .dim)], indent: 0)
    for (destination, reachedFields) in cause.reachedFieldsByDestination {
      line("  " + paint("→ ", .dim) + Printable.line(report.name(of: destination)))
      let told = style.detail == .verbose ? reachedFields[...] : reachedFields.prefix(Self.maximumReachedFields)
      for reached in told { write(reached, of: rule) }
      if told.count < reachedFields.count {
        line(paint("      and \(counted(reachedFields.count - told.count, "more field")), with --verbose", .dim))
      }
    }
    if let mitigation = cause.lead.mitigation { paragraph("Note", mitigation.reason) }
    if isExplained {
      paragraph("Why", rule.why)
      paragraph("Fix", rule.fix)
    } else {
      paragraph("Fix", "as above")
    }
    for advice in report.controls(of: cause) { paragraph("", "· " + Printable.line(advice)) }
    if style.detail == .verbose, isExplained {
      flow([part("See", .dim)] + rule.references.map { Part($0, link($0)) }, indent: 2)
    }
    line("")
  }

  private mutating func write(_ reached: ReachedField, of rule: Rule) {
    let finding = reached.first
    let told = style.detail == .verbose ? reached.events[...] : reached.events.prefix(3)
    let events = told.joined(separator: ", ") + (told.count < reached.events.count ? ", …" : "")
    let other = finding.rule.id == rule.id ? "" : "  \(finding.rule.id), \(finding.severity.name)"
    let field = part(finding.field.isEmpty ? "the request" : Printable.line(finding.field), .strong)
    let values = reached.values.map { ", " + $0 } ?? ""
    let count = part("× \(reached.count)\(values)\(other)", .dim)
    flow([field] + (events.isEmpty ? [] : [Part("in " + Printable.line(events))]) + [count], indent: 6)
    if let detail = finding.detail {
      let place = finding.first.map { [part("entry \($0.record), line \($0.line)", .dim)] } ?? []
      flow([Part(Printable.line(detail))] + place, indent: 8)
    }
    if let first = finding.occurrences.first, !first.path.isEmpty {
      let place = part("entry \(first.record), line \(first.line): \(Printable.line(first.path))", .dim)
      flow([Part(Printable.line(first.value ?? first.excerpt)), place], indent: 8)
      if let token = first.token, style.detail == .verbose || token.sentence != toldToken {
        toldToken = token.sentence
        for row in Printable.line(token.sentence, limit: 400).wrapped(width: style.width - 8) { line("        " + paint(row, .dim)) }
      }
      if let source = first.source {
        for row in Printable.line("the \(source.description)", limit: 400).wrapped(width: style.width - 8) {
          line("        " + paint(row, .dim))
        }
      }
    }
    if let explanation = finding.disposition.explanation {
      for row in Printable.line(explanation).wrapped(width: style.width - 8) { line("        " + paint(row, .warning)) }
    }
  }

  /// What is only worth knowing takes a line a rule.
  private mutating func write(notes: [Finding]) {
    guard !notes.isEmpty else { return }
    flow([part("Worth knowing", .heading), part("telltale explain ID says more", .dim)], indent: 0)
    for findings in notes.grouped(by: \.rule.id) {
      flow([part("INFO", .severity(.info)), Part(findings[0].rule.title), part(brief(findings), .dim)], indent: 2)
    }
    line("")
  }

  /// What the gate does not mind takes a line for each rule and reason.
  private mutating func write(accepted: [Finding]) {
    guard !accepted.isEmpty else { return }
    line(paint("Accepted", .heading))
    for findings in accepted.grouped(by: { [$0.rule.id, $0.disposition.explanation ?? ""] }) {
      flow([Part(findings[0].rule.title), part(brief(findings), .dim)], indent: 2)
      paragraph("", Printable.line(findings[0].disposition.explanation ?? ""))
    }
    line("")
  }

  /// The rule of findings, how often it found something and who received it.
  private func brief(_ findings: [Finding]) -> String {
    let count = findings.reduce(0) { $0 + $1.count }
    let all = Set(findings.map(\.destination)).sorted()
    let destinations = (style.detail == .verbose ? all[...] : all.prefix(3)).map(Printable.line).joined(separator: ", ")
    return "\(findings[0].rule.id), \(counted(count, "time")), \(destinations)"
  }

  private mutating func paragraph(_ label: String, _ text: String) {
    let head = "  " + label + String(repeating: " ", count: 5 - label.count)
    for (index, row) in text.wrapped(width: style.width - 7).enumerated() {
      line((index == 0 ? paint(head, .dim) : String(repeating: " ", count: 7)) + row)
    }
  }
}
