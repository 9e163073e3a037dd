/// The report for people: what was found by rule, where, why it matters and what to change; the verdict last, where the eye rests.
package struct TextReport {
  /// How it is shown.
  package struct Style: Sendable {
    package var colour: Bool
    /// Columns of the terminal.
    package var width: Int

    package init(colour: Bool = false, width: Int = 100) {
      self.colour = colour
      self.width = max(40, width)
    }
  }

  private let report: AuditReport
  private let style: Style
  private var text = ""

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
    recipients()
    // In order, since the findings are.
    var rules: [String] = []
    var groups: [String: [Finding]] = [:]
    for finding in report.findings {
      let group = "\(finding.rule.id) \(finding.severity)"
      if groups[group] == nil { rules.append(group) }
      groups[group, default: []].append(finding)
    }
    for rule in rules where groups[rule]?.first?.severity != .info { write(groups[rule] ?? []) }
    let notes = rules.compactMap { groups[$0] }.filter { $0.first?.severity == .info }
    if !notes.isEmpty { write(notes: notes) }
    gaps()
    summary()
  }

  // MARK: Who received something

  private mutating func recipients() {
    let third = report.recipients.filter { $0.party == .third }
    guard !third.isEmpty else { return }
    line(paint("Sent to", .heading))
    for recipient in third {
      let events = EventType.allCases.compactMap { type in recipient.events[type].map { "\($0) \(type.rawValue)" } }
      let detail = [
        recipient.category == "unknown" ? "not known to telltale" : recipient.category,
        "\(recipient.records) request\(plural(recipient.records))",
      ]
      line("  " + paint(Printable.line(recipient.name), .strong) + "  " + paint((detail + events).joined(separator: ", "), .dim))
    }
    line("")
  }

  // MARK: Findings

  private mutating func write(_ findings: [Finding]) {
    guard let first = findings.first else { return }
    let count = findings.reduce(0) { $0 + $1.count }
    let label = first.severity.name.uppercased()
    line(
      paint(label, .severity(first.severity)) + "  " + paint(first.rule.title, .strong) + "  "
        + paint("\(first.rule.id), \(count) time\(plural(count))", .dim))
    for place in Place.places(of: findings) { write(place) }
    paragraph("Why", first.rule.why)
    paragraph("Fix", first.rule.fix)
    var seen: Set<String> = []
    for control in findings.flatMap(\.controls) where seen.insert(control.set).inserted {
      paragraph("", "· " + control.advice)
    }
    line("")
  }

  /// What is only worth knowing takes a line a rule; `rules show` says more.
  private mutating func write(notes: [[Finding]]) {
    line(paint("Worth knowing", .heading) + paint("  telltale rules show ID says more", .dim))
    for findings in notes {
      guard let first = findings.first else { continue }
      let count = findings.reduce(0) { $0 + $1.count }
      let destinations = Set(findings.map(\.destination)).sorted().prefix(3).map(Printable.line).joined(separator: ", ")
      line(
        "  " + paint("INFO", .severity(.info)) + "  \(first.rule.title) "
          + paint("\(first.rule.id), \(count) time\(plural(count)), \(destinations)", .dim))
    }
    line("")
  }

  /// How many places of one rule are shown; the JSON report has all.
  private static let maximumPlaces = 8

  private mutating func write(_ place: Place) {
    let name = report.recipients.first { $0.id == place.destination }?.name ?? place.destination
    line("  " + paint("→ ", .dim) + Printable.line(name))
    for row in place.rows.prefix(Self.maximumPlaces) {
      let events = row.events.sorted().prefix(3).joined(separator: ", ") + (row.events.count > 3 ? ", …" : "")
      line(
        "      " + paint(Printable.line(row.field), .strong) + (events.isEmpty ? "" : "  in " + Printable.line(events)) + "  "
          + paint("× \(row.count)", .dim))
      if let first = row.first, !first.path.isEmpty {
        line(
          "        " + Printable.line(first.value ?? first.excerpt) + "  "
            + paint("entry \(first.record), line \(first.line): \(Printable.line(first.path))", .dim))
      }
    }
    if place.rows.count > Self.maximumPlaces { line(paint("      and \(place.rows.count - Self.maximumPlaces) more fields", .dim)) }
  }

  private mutating func paragraph(_ label: String, _ text: String) {
    let head = "  " + label + String(repeating: " ", count: 5 - label.count)
    for (index, row) in Self.wrapped(text, width: style.width - 7).enumerated() {
      line((index == 0 ? paint(head, .dim) : String(repeating: " ", count: 7)) + row)
    }
  }

  // MARK: The end

  private mutating func gaps() {
    let incomplete = report.captures.filter { !$0.complete }
    guard !incomplete.isEmpty else { return }
    line(paint("Not examined", .heading))
    for capture in incomplete {
      if let error = capture.error { line("  " + Printable.line(error.description)) }
      for gap in capture.gaps.prefix(20) {
        let place =
          gap.position.map { ":\($0.line):\($0.column): byte \($0.offset)" } ?? gap.record.map { ": entry \($0), \(gap.place)" } ?? ""
        line("  " + Printable.line(capture.path) + place + ": " + gap.reason)
      }
      if capture.gaps.count > 20 { line("  " + Printable.line(capture.path) + ": and \(capture.gaps.count - 20) more") }
    }
    line("")
  }

  private mutating func summary() {
    let records = report.captures.reduce(0) { $0 + $1.records }
    let counts = Severity.allCases.reversed().compactMap { severity in
      report.verdict.counts[severity].map { paint("\($0) \(severity.name)", .severity(severity)) }
    }
    let captures = report.captures.count == 1 ? Printable.line(report.captures[0].path) : "\(report.captures.count) captures"
    let found = counts.isEmpty ? "nothing found" : counts.joined(separator: ", ")
    let verdict =
      switch report.verdict.status {
      case .pass: paint("PASS", .good)
      case .fail: paint("FAIL", .severity(.critical)) + " (findings at \(report.verdict.failOn.name) or above)"
      case .incomplete: paint("INCOMPLETE", .warning) + " (not everything could be examined)"
      }
    line("\(captures), \(records) record\(plural(records)): \(found)")
    line(verdict)
  }

  private func plural(_ count: Int) -> String { count == 1 ? "" : "s" }

  private mutating func line(_ line: String) { text += line + "\n" }

  /// Breaks a text into lines of at most `width` characters, where it has spaces.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var rows: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var row = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        if !row.isEmpty, row.count + 1 + word.count > width {
          rows.append(row)
          row = String(word)
        } else {
          row += row.isEmpty ? String(word) : " " + word
        }
      }
      rows.append(row)
    }
    return rows
  }
}

extension TextReport {
  fileprivate enum Paint {
    case heading, strong, dim, good, warning, severity(Severity)
  }

  fileprivate func paint(_ text: String, _ paint: Paint) -> String {
    guard style.colour else { return text }
    let code =
      switch paint {
      case .heading: "1;4"
      case .strong: "1"
      case .dim: "2"
      case .good: "1;32"
      case .warning: "1;33"
      case .severity(.critical): "1;41;97"
      case .severity(.high): "1;31"
      case .severity(.medium): "33"
      case .severity(.low): "36"
      case .severity(.info): "34"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// The findings of one rule at one destination, with the fields they were found in.
private struct Place {
  struct Row {
    var field: String
    var events: Set<String> = []
    var count = 0
    var first: Finding.Occurrence?
  }

  var destination: String
  var rows: [Row]

  static func places(of findings: [Finding]) -> [Place] {
    var places: [Place] = []
    for finding in findings {
      let field = finding.occurrences.first?.field ?? ""
      let at = places.firstIndex { $0.destination == finding.destination } ?? places.endIndex
      if at == places.endIndex { places.append(Place(destination: finding.destination, rows: [])) }
      let row = places[at].rows.firstIndex { $0.field == field } ?? places[at].rows.endIndex
      if row == places[at].rows.endIndex { places[at].rows.append(Row(field: field, first: finding.occurrences.first)) }
      places[at].rows[row].count += finding.count
      if let event = finding.event { places[at].rows[row].events.insert(event) }
    }
    return places
  }
}
