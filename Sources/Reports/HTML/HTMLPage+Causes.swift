import Auditing
import Knowledge
import Known
import Vocabulary

extension HTMLPage {
  /// The maximum number of fields listed for one destination.
  private static let maximumReachedFields = 12
  /// The maximum number of destinations listed for one cause.
  static let maximumDestinations = 60
  /// The maximum number of further places listed for a field.
  private static let maximumPlaces = 4

  /// The causes, with the data for the filter.
  var causeList: HTMLContent {
    var explained: Set<String> = []
    let more = report.causes.count - causes.count
    func list(_ causes: some Sequence<Cause>) -> [HTMLContent] {
      causes.enumerated().map { content(of: $1, isFirst: explained.insert($1.lead.rule.id).inserted, isStart: $0 == 0 && $1.isOpen) }
    }
    let accepted = causes.filter { !$0.isOpen }
    return [
      "count": Self.counted(report.causes.count, "cause"), "none": report.causes.isEmpty,
      "list": list(causes.filter(\.isOpen)), "hasOpen": accepted.count < causes.count, "hasAccepted": !accepted.isEmpty,
      "accepted": list(accepted),
      "more": more > 0 ? Self.counted(more, "more cause") : false,
      "destinations": destinations.prefix(Self.maximumTraffic).enumerated().map {
        ["number": $0, "name": Self.short(name(of: $1.destination))]
      } as [HTMLContent],
      "categories": Category.allCases.filter { category in report.findings.contains { $0.rule.category == category } }.map {
        ["name": $0.rawValue, "title": $0.title]
      } as [HTMLContent],
    ]
  }

  private func content(of cause: Cause, isFirst: Bool, isStart: Bool) -> HTMLContent {
    let lead = cause.lead
    let groups = cause.reachedFieldsByDestination
    let dispositions = Set(cause.findings.map(\.disposition.name)).sorted()
    let more = groups.count - Self.maximumDestinations
    // The claims of a token are shown once, at its first place.
    var tokens: Set<String> = []
    return cause.severity.content.merging([
      "anchor": anchors[.cause, cause.id] ?? false, "rank": cause.severity.rawValue, "title": lead.rule.title, "rule": lead.rule.id,
      "ruleAnchor": anchors[.rule, lead.rule.id] ?? false, "count": Self.counted(cause.count, "time"),
      "message": lead.message, "category": lead.rule.category.title, "confidence": lead.confidence.rawValue,
      "categories": Set(cause.findings.map(\.rule.category.rawValue)).sorted().joined(separator: " "),
      "statuses": dispositions.joined(separator: " "), "isAccepted": !cause.isOpen, "badges": dispositions.compactMap(badge),
      "numbers": groups.compactMap { numbers[$0.destination] }.map(String.init).joined(separator: " "),
      "fields": fields(of: cause),
      "to": Wording.sentence(groups.map { name(of: $0.destination) }, upTo: 4), "isStart": isStart, "isFirst": isFirst,
      "groups": groups.prefix(Self.maximumDestinations).map { content(of: $0.reachedFields, at: $0.destination, rule: lead.rule, &tokens) },
      "moreGroups": more > 0 ? Self.counted(more, "more destination") : false,
      "why": lead.why, "fix": fix(for: cause), "fingerprint": cause.id,
      "references": lead.rule.references.map { ["text": $0, "url": Reference.url(of: $0) ?? false] } as [HTMLContent],
    ]) { $1 }
  }

  /// The fields of a cause, which distinguish causes of one rule; false for a cause of the request as a whole.
  func fields(of cause: Cause) -> Any {
    var seen: Set<String> = []
    let fields = cause.reachedFields.map(\.first.field).filter { !$0.isEmpty && seen.insert($0).inserted }
    return fields.isEmpty ? false : Wording.sentence(fields, upTo: 3)
  }

  private func content(of reachedFields: [ReachedField], at destination: String, rule: Rule, _ tokens: inout Set<String>) -> HTMLContent {
    let more = reachedFields.count - Self.maximumReachedFields
    return [
      "name": name(of: destination), "anchor": anchors[.destination, destination] ?? false,
      "party": reachedFields[0].first.party.title,
      "reachedFields": reachedFields.prefix(Self.maximumReachedFields).map { content(of: $0, rule: rule, &tokens) },
      "more": more > 0 ? Self.counted(more, "more field") : false,
    ]
  }

  private func content(of reached: ReachedField, rule: Rule, _ tokens: inout Set<String>) -> HTMLContent {
    let finding = reached.first
    let occurrences = reached.findings.lazy.flatMap(\.occurrences)
    let first = occurrences.first
    let other: Any =
      finding.rule.id == rule.id && finding.severity == rule.severity[finding.party]
      ? false : finding.severity.content.merging(["rule": finding.rule.id]) { $1 }
    let badge: Any = badge(finding.disposition.name) ?? false
    let shown = finding.detail ?? first.map { $0.value ?? $0.excerpt } ?? ""
    let way = first.map { steps($0.path) } ?? []
    let token = first?.token.flatMap { tokens.insert($0.sentence).inserted ? $0.sentence : nil }
    return [
      "field": finding.field.isEmpty ? "the request" : finding.field, "isWhole": finding.field.isEmpty,
      "events": reached.events.isEmpty ? false : Wording.sentence(reached.events, upTo: 4),
      "count": "× " + Wording.digits(reached.count) + (reached.values.map { ", " + $0 } ?? ""),
      "other": other, "excerpt": shown.isEmpty ? false : shown as Any, "place": first.map(place) ?? false,
      "token": token ?? false,
      "source": first?.source.map { ["what": $0.what, "origin": $0.origin.place, "isSent": $0.origin.way != .signalled] } ?? false,
      "hasWay": !way.isEmpty, "way": way,
      "places": furtherPlaces(of: reached, Array(occurrences.dropFirst().prefix(Self.maximumPlaces))),
      "badge": badge, "explanation": finding.disposition.explanation ?? false,
    ]
  }

  private func place(_ occurrence: Finding.Occurrence) -> String {
    let place = "record \(Wording.digits(occurrence.record)), line \(Wording.digits(occurrence.line))"
    return report.captures.count > 1 ? "\(occurrence.capture): \(place)" : place
  }

  /// Further places of a field, and how many more there are.
  private func furtherPlaces(of reached: ReachedField, _ others: [Finding.Occurrence]) -> Any {
    guard !others.isEmpty else { return false }
    let more = reached.count - 1 - others.count
    return others.map(place).joined(separator: "; ") + (more > 0 ? "; and \(Wording.digits(more)) more" : "")
  }

  /// The path to a value, one word for each step; layers are marked.
  private func steps(_ path: String) -> [HTMLContent] {
    path.split(separator: " ").prefix(40).map { word in
      let isLayer = word.hasPrefix("«") && word.hasSuffix("»") && word.count > 2
      return ["isLayer": isLayer, "text": isLayer ? word.dropFirst().dropLast() : word]
    }
  }

  /// The label of a finding that is not simply open.
  private func badge(_ disposition: String) -> HTMLContent? {
    switch disposition {
    case "open": nil
    case "known": ["name": disposition, "text": "in the baseline"]
    case "expired": ["name": disposition, "text": "waiver ended"]
    default: ["name": disposition, "text": disposition]
    }
  }

  /// The numbers of the destinations for the filter.
  private var numbers: [String: Int] {
    Dictionary(destinations.prefix(Self.maximumTraffic).enumerated().map { ($1.destination, $0) }) { first, _ in first }
  }
}
