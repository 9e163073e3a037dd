import Auditing
import Bytes
import Captures
import Knowledge
import Known
import Vocabulary

extension TextReport {
  /// The maximum number of lines of the report, as far as possible: one screen.
  private static let screenLines = 60
  /// The minimum number of causes that are explained.
  private static let fewestExplained = 3
  /// The maximum number of vendor settings.
  private static let mostSettings = 8
  /// The maximum number of rows of other lists.
  private static let mostRows = 5

  /// A report that fits a screen: the causes by severity, the most severe of them with why and fix, the settings that help, and
  /// where the rest is.
  mutating func screen() {
    verdict()
    for sentence in [report.sentTo, report.learned?.brief].compactMap(\.self) {
      for row in Printable.line(sentence, limit: 1_000).wrapped(width: style.width) { line(row) }
    }
    line("")
    let guess = report.ownDomains.allSatisfy(\.isGuess) ? report.ownership : nil
    let sentences = [guess].compactMap(\.self) + report.folding
    preamble(sentences.isEmpty ? nil : sentences.joined(separator: " "))
    let below = collecting { writer in
      writer.accepted(upTo: Self.mostRows)
      writer.settings(writer.report.settings, upTo: Self.mostSettings)
      writer.briefDuty()
      writer.gaps(upTo: Self.mostRows)
      writer.notes(upTo: Self.mostRows)
      writer.rest()
    }
    briefCauses(lines: Self.screenLines - written - below.count - 1)
    for row in below { line(row) }
    // The report must not end with an empty line.
    trim()
  }

  /// The causes in a given number of lines: as many as fit are listed, and the first of these are explained while there is room.
  private mutating func briefCauses(lines: Int) {
    let causes = report.causes.filter(report.isActionable)
    let (titled, notes) = (collecting { $0.titledNotes() }, collecting { $0.briefNotes() })
    guard !causes.isEmpty || !notes.isEmpty else { return }
    var explained: Set<String> = []
    let blocks = causes.map { cause in
      let isFirst = explained.insert(cause.lead.rule.id).inserted
      return (head: collecting { $0.head(of: cause) }, reasons: isFirst ? collecting { $0.reasons(of: cause) } : [])
    }
    var room = lines - notes.count - blocks.prefix(Self.fewestExplained).reduce(0) { $0 + $1.head.count + $1.reasons.count }
    var named = min(Self.fewestExplained, blocks.count)
    while named < blocks.count, room >= blocks[named].head.count {
      room -= blocks[named].head.count
      named += 1
    }
    for (number, block) in blocks.prefix(named).enumerated() {
      for row in block.head { line(row) }
      let fits = number < Self.fewestExplained || room >= block.reasons.count
      if fits { for row in block.reasons { line(row) } }
      if number >= Self.fewestExplained { room = fits ? room - block.reasons.count : 0 }
    }
    if named < blocks.count { line(paint("and \(counted(blocks.count - named, "more cause")), with -v", .dim)) }
    for row in room >= titled.count - notes.count ? titled : notes { line(row) }
    line("")
  }

  /// What was found, how often, and where it went.
  private mutating func head(of cause: Cause) {
    let severity = part(cause.severity.name.uppercased(), .severity(cause.severity))
    let reach = Part("→ " + Printable.line(report.reach(of: cause)))
    let rule = part("\(cause.lead.rule.id), \(counted(cause.count, "time"))", .dim)
    flow([severity, part(cause.lead.rule.title, .strong), rule, reach], indent: 0)
    let standings = Set(cause.findings.compactMap { $0.disposition.isOpen ? $0.disposition.explanation : nil }).sorted()
    for standing in standings.prefix(2) {
      for row in Printable.line(standing).wrapped(width: style.width - 7) { line("       " + paint(row, .warning)) }
    }
    var seen: Set<String> = []
    let details = cause.findings.compactMap(\.detail).filter { seen.insert($0).inserted }
    if !details.isEmpty {
      for row in Printable.line(Wording.sentence(details, upTo: 3), limit: 300).wrapped(width: style.width - 7) {
        line("       " + paint(row, .dim))
      }
    }
    // Show where consent was refused.
    if cause.lead.rule.category == .consent, let source = cause.lead.occurrences.first?.source {
      for row in Printable.line(source.description, limit: 400).wrapped(width: style.width - 7) {
        line("       " + paint(row, .dim))
      }
    }
    values(of: cause)
  }

  /// The values that were found, if the reviewer asked for them.
  private mutating func values(of cause: Cause) {
    var seen: Set<String> = []
    let values = cause.findings.flatMap(\.occurrences).compactMap(\.value).filter { seen.insert($0).inserted }
    for value in values.prefix(Self.mostRows) { line("  " + Printable.line(value, limit: 300)) }
  }

  private mutating func reasons(of cause: Cause) {
    paragraph("Why", cause.lead.rule.why.firstSentence)
    paragraph("Fix", cause.lead.rule.fix.firstSentence)
  }

  /// The causes of severity info.
  private var notes: [Cause] { report.causes.filter { $0.isOpen && !report.isActionable($0) } }

  /// Causes of severity info, formatted like other causes.
  private mutating func titledNotes() { for cause in notes { head(of: cause) } }

  /// The same on one line.
  private mutating func briefNotes() {
    guard !notes.isEmpty else { return }
    let rules = notes.flatMap(\.findings).filter(\.disposition.isOpen).grouped(by: \.rule.id).map {
      Part("\($0[0].rule.id), \(counted($0.reduce(0) { $0 + $1.count }, "time"))")
    }
    flow([part("INFO", .severity(.info))] + rules.prefix(Self.mostRows * 2), indent: 0)
  }

  private mutating func briefDuty() {
    let destinations = report.traffic.filter { $0.party == .third && $0.accounts.number > 0 }.map { Printable.line($0.name, limit: 60) }
    guard !destinations.isEmpty else { return }
    // It belongs to the settings above it, if there are any.
    trim()
    let verb = destinations.count == 1 ? "holds" : "hold"
    let duty = "Atlassian's personal data reporting applies: \(Wording.sentence(destinations, upTo: 5)) \(verb) account IDs."
    for row in duty.wrapped(width: style.width) { line(row) }
    line("")
  }

  /// A word of a command line, quoted if a shell would split it.
  private static func argument(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { ByteClass.isWord($0) || "./#-_:@+,=%".utf8.contains($0) }
    return isPlain ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// Where to find the rest.
  private mutating func rest() {
    guard let cause = report.causes.first(where: \.isOpen) else { return }
    var ways = ["-v (all fields and occurrences)", "telltale explain \(cause.lead.rule.id)"]
    if report.captures.contains(where: { $0.kind == .har }) { ways.append("telltale fix (code that stops it)") }
    if let place = cause.lead.first, place.capture != "-" {
      ways.append("telltale show \(Self.argument("\(Printable.line(place.capture, limit: 80))#\(place.record)")) (a request, decoded)")
    }
    for row in ("More: " + ways.joined(separator: ", ")).wrapped(width: style.width) { line(paint(row, .dim)) }
  }
}

extension AuditReport {
  /// The destinations, in a sentence; nil if nothing was read.
  fileprivate var sentTo: String? {
    guard captures.contains(where: { $0.records > 0 }) else { return nil }
    let third = traffic.filter { $0.party == .third }
    let isWhole = captures.allSatisfy { $0.complete && $0.error == nil }
    if third.isEmpty { return isWhole ? "Nothing was sent to a third party." : "Nothing to a third party in what could be examined." }
    let names = third.map { "\(Printable.line($0.name, limit: 60)) (\(way(to: $0)))" }
    return "Sent to \(Wording.sentence(names, upTo: 8))."
  }

  /// How the data reached a destination.
  private func way(to traffic: DestinationTraffic) -> String {
    if traffic.isDirect { return counted(traffic.records, "request") }
    return "through " + Wording.sentence(traffic.through.map { Printable.line(name(of: $0), limit: 60) }, upTo: 3)
  }

  /// Where a cause went: destinations that received the same fields are combined.
  func reach(of cause: Cause) -> String {
    let byDestination = cause.openReachedFields.grouped(by: \.first.destination)
    let groups = byDestination.grouped { $0.map(\.first.field) }
    let listed = groups.prefix(3).map { group in
      let names = Wording.sentence(group.map { name(of: $0[0].first.destination) }, upTo: 4)
      var seen: Set<String> = []
      let fields = group[0].map(\.first.field).filter { !$0.isEmpty && seen.insert($0).inserted }
      return fields.isEmpty ? names : "\(names): \(Wording.sentence(fields, upTo: 4))"
    }
    return listed.joined(separator: "; ") + (groups.count > listed.count ? "; and \(groups.count - listed.count) more" : "")
  }
}
