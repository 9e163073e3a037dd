import Detecting
import Knowledge
import Vocabulary

/// Turns aggregates into findings once everything has been read.
extension FindingCollector {
  /// The findings, most severe first, judged with these domains as the app's own, and traces of their values: some of the digests,
  /// the same ones for two findings about the same values.
  func findings(firstParty: Set<String>, _ judgement: inout Judgement) -> (findings: [Finding], traces: [Set<UInt64>]) {
    var findings: [(finding: Finding, traces: Set<UInt64>)] = []
    let reported = aggregates.indices.filter { isReported($0, firstParty) }
    let speaking = Set(reported.map { Speaker(rule: book.rules[keys[$0].rule].id, destination: keys[$0].destination) })
    let besidePeople = placesOfPeople()
    for (key, aggregate) in withoutStandIns(reported) {
      let rule = book.rules[key.rule]
      let party = aggregate.recordDestination.party(firstParty: firstParty)
      guard var severity = rule.severity[party] else { continue }
      if let raised = rule.severityBesidePerson, besidePeople.contains(Place(destination: key.destination, event: key.event)) {
        severity = raised
      }
      if let mitigation = key.mitigation { severity = min(severity, mitigation.most) }
      if rule.yieldsTo.contains(where: { speaking.contains(Speaker(rule: $0, destination: key.destination)) }) { continue }
      var finding = finding(key, aggregate, rule, party)
      // A proved finding is certain.
      if finding.isProved { finding.confidence = .certain }
      finding.severity = judgement.severity(of: rule, at: party, otherwise: severity)
      finding.disposition = judgement.disposition(of: finding)
      findings.append((finding, Set(aggregate.values.digests.prefix(Self.maximumTraces))))
    }
    findings.sort { $0.finding.precedes($1.finding) }
    return (findings.map(\.finding), findings.map(\.traces))
  }

  /// The maximum number of values of a finding whose traces are compared.
  private static let maximumTraces = 256

  private func finding(_ key: Key, _ aggregate: Aggregate, _ rule: Rule, _ party: Party) -> Finding {
    let destination = aggregate.recordDestination.destination.map { book.destinations.destinations[$0] }
    let (field, event) = (names[key.field], key.event < 0 ? nil : names[key.event])
    return Finding(
      rule: rule, severity: .info,
      confidence: destination?.unconfirmed.contains { WatchTable.covers($0, field) } ?? false ? .possible : rule.confidence,
      message: message(rule, destination: destination?.name ?? names[key.destination], field, event, party, aggregate.details.description),
      detail: aggregate.details.texts.isEmpty ? nil : aggregate.details.description, mitigation: key.mitigation,
      destination: names[key.destination], party: party, event: event, field: field, fingerprint: fingerprint(of: key),
      count: aggregate.count, records: aggregate.records, events: aggregate.events, captures: aggregate.captures,
      values: aggregate.values.count.limited(to: aggregate.count), first: aggregate.first?.place, last: aggregate.last?.place,
      occurrences: aggregate.examples.occurrences,
      controls: destination?.controls.filter { control in control.stops.contains { WatchTable.covers($0, field) } } ?? [],
      solution: aggregate.solution)
  }

  /// The reported aggregates; those that differ only in the proxy host are merged.
  private func withoutStandIns(_ reported: [Int]) -> [(key: Key, aggregate: Aggregate)] {
    var merged: [(key: Key, aggregate: Aggregate)] = []
    var places: [Key: Int] = [:]
    for number in reported {
      var key = keys[number]
      key.standIn = -1
      if let place = places[key] {
        // Each record goes to one host, so none is counted twice.
        merged[place].aggregate.merge(aggregates[number])
      } else {
        places[key] = merged.count
        merged.append((key, aggregates[number]))
      }
    }
    return merged
  }

  private struct Place: Hashable {
    var destination: Int
    var event: Int
  }

  /// The kinds of events in which personal data was found.
  private func placesOfPeople() -> Set<Place> {
    Set(
      keys.filter { key in
        let rule = book.rules[key.rule]
        return rule.category == .personalData && rule.severityBesidePerson == nil && rule.severity[.third] ?? .info >= .high
      }.map { Place(destination: $0.destination, event: $0.event) })
  }

  private struct Speaker: Hashable {
    var rule: String
    var destination: Int
  }

  /// Whether a rule's finding counts at this destination.
  private func isReported(_ number: Int, _ firstParty: Set<String>) -> Bool {
    let (rule, recordDestination) = (book.rules[keys[number].rule], aggregates[number].recordDestination)
    let party = recordDestination.party(firstParty: firstParty)
    // Opting out ends analytics that the app's provider runs itself, and not the app.
    if party == .first, rule.category == .consent, recordDestination.destination == nil { return false }
    // A small number of names was chosen by people, not generated.
    if rule.judges(.varyingNames), aggregates[number].values.count.number <= VaryingNames.maximumChosen { return false }
    return rule.severity[party] != nil && !(rule.conditions.direct && recordDestination.isProxied(firstParty: firstParty))
  }

  private func message(_ rule: Rule, destination: String, _ field: String, _ event: String?, _ party: Party, _ detail: String)
    -> String
  {
    var message = ""
    var rest = rule.message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      message += rest[..<open]
      switch rest[rest.index(after: open)..<close] {
      case "destination": message += destination
      case "field": message += field.isEmpty ? "the request" : field
      case "event": message += event ?? "a request"
      case "party": message += party.rawValue
      case "detail": message += detail
      default: message += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return message + rest
  }
}
