import Bytes
package import Captures
package import Knowledge
package import Payloads
import Vocabulary

/// Gathers detections into findings while the records go by, and judges them when the whole capture is known.
///
/// It keeps what reports need and nothing else: of a value only its mask, unless the reviewer asked for values.
package struct FindingCollector {
  /// How many occurrences of one finding are told one by one; the count goes on. Of each capture the first is told in any case.
  package static let maximumOccurrences = 1_000

  /// With more findings than this the rest are told by rule and destination: hostile captures make up fields without end.
  package static let maximumFindings = 20_000

  private struct Key: Hashable {
    var rule: Int
    var destination: String
    var event: String?
    var field: String
    /// The host that stands in for the vendor, for rules that do not count what goes to one of the app's own.
    var standIn: String?
    var mitigation: Mitigation?
  }

  private struct Entry {
    var key: Key
    var recordDestination: RecordDestination
    var count = 0
    var occurrences: [Finding.Occurrence] = []
    /// Traces of the values: enough to see that two findings are about the same one, and nothing of it.
    var values: Set<Int> = []
    /// The changes that take occurrences away; nil as soon as one stays.
    var solution: Set<Change>? = []
  }

  /// Of how many values of one finding a trace is kept.
  private static let maximumValues = 256

  private let book: RuleBook
  private let paths: PathTable
  private let showValues: Bool
  private var entries: [Entry] = []
  private var numbers: [Key: Int] = [:]

  package init(_ book: RuleBook, paths: PathTable, showValues: Bool) {
    self.book = book
    self.paths = paths
    self.showValues = showValues
  }

  /// Adds what was detected in one record of `capture`.
  package mutating func add(
    _ found: Detections, in payload: borrowing Payload, of record: borrowing Record, _ bytes: Span<UInt8>, capture: String
  ) {
    let withheld = found.withheldNames(by: book)
    var places = StringPlaces(record)
    for detection in found.detections {
      let event = found.events[detection.event]
      let name = event.name(isWithheld: withheld.contains(detection.event)) ?? event.type?.rawValue
      let field = fieldName(detection, payload)
      let isToldOnce = book.rules[detection.rule].isToldOnce
      var key = Key(
        rule: detection.rule, destination: found.recordDestination.id(in: book.destinations), event: isToldOnce ? nil : name, field: field)
      if case .collector = found.recordDestination.standing, book.rules[detection.rule].conditions.direct {
        key.standIn = found.recordDestination.host
      }
      key.mitigation = detection.mitigation
      if entries.count >= Self.maximumFindings, numbers[key] == nil { (key.event, key.field) = (nil, "more fields") }
      let number = numbers[key] ?? add(key, found.recordDestination)
      entries[number].count += 1
      if let change = detection.change { entries[number].solution?.insert(change) } else { entries[number].solution = nil }
      if entries[number].values.count < Self.maximumValues, let trace = Self.trace(of: detection, in: payload, bytes) {
        entries[number].values.insert(trace)
      }
      if entries[number].occurrences.count < Self.maximumOccurrences || entries[number].occurrences.last?.capture != capture {
        entries[number].occurrences.append(occurrence(detection, field, payload, record, bytes, &places, capture: capture))
      }
    }
  }

  private mutating func add(_ key: Key, _ recordDestination: RecordDestination) -> Int {
    entries.append(Entry(key: key, recordDestination: recordDestination))
    numbers[key] = entries.count - 1
    return entries.count - 1
  }

  /// A number that two values share when they are the same but for the case of ASCII letters. It is made with a key of this process
  /// alone (SipHash), so it means nothing to anybody else.
  private static func trace(of detection: Detection, in payload: borrowing Payload, _ record: Span<UInt8>) -> Int? {
    guard let index = detection.field else { return nil }
    return payload.withBytes(of: payload.fields[index].layer, record: record) { bytes in
      var hasher = Hasher()
      for at in detection.range {
        hasher.combine(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= bytes[at] ? bytes[at] | 0x20 : bytes[at])
      }
      return hasher.finalize()
    }
  }

  /// The canonical field; else the wire path, in which the elements of an array are one.
  private func fieldName(_ detection: Detection, _ payload: borrowing Payload) -> String {
    if let canonical = detection.canonical { return canonical }
    guard let field = detection.field else { return "" }
    return paths.entries[payload.nodes[payload.fields[field].node].path].wire
  }

  private func occurrence(
    _ detection: Detection, _ name: String, _ payload: borrowing Payload, _ record: borrowing Record, _ bytes: Span<UInt8>,
    _ places: inout StringPlaces, capture: String
  ) -> Finding.Occurrence {
    guard let index = detection.field else {
      let start = record.origin.advanced(by: record.range.lowerBound, over: bytes)
      return Finding.Occurrence(
        capture: capture, record: record.index, path: "", field: name, layers: [], start: start.offset,
        end: start.offset + record.range.count, line: start.line, column: start.column, excerpt: "", value: nil)
    }
    let field = payload.fields[index]
    let (excerpt, value) = payload.withBytes(of: field.layer, record: bytes) { text in
      let found = text.extracting(detection.range)
      return (Mask.excerpt(of: found), showValues ? String(copying: found) : nil)
    }
    // What stands in a file of its own has its place there.
    let (source, start) = payload.attachedLength(of: field).map { (0..<$0, Position()) } ?? places.place(of: field, in: payload, bytes)
    return Finding.Occurrence(
      capture: capture, record: record.index, path: payload.readablePath(of: field.node, in: paths), field: name,
      layers: payload.layerNames(of: field.node), start: start.offset, end: start.offset + source.count, line: start.line,
      column: start.column, excerpt: excerpt, value: value)
  }

  /// The findings, the most severe first, as they are judged when these domains are the app's own, and the traces of their values.
  func findings(firstParty: Set<String>, _ judgement: inout Judgement) -> (findings: [Finding], values: [Set<Int>]) {
    var findings: [(finding: Finding, values: Set<Int>)] = []
    let speaking = Set(
      entries.filter { isReported($0, firstParty) }.map { Speaker(rule: book.rules[$0.key.rule].id, destination: $0.key.destination) })
    let besidePeople = placesOfPeople()
    for entry in merged(entries.filter { isReported($0, firstParty) }) {
      let key = entry.key
      let rule = book.rules[key.rule]
      let party = entry.recordDestination.party(firstParty: firstParty)
      guard var severity = rule.severity[party] else { continue }
      if let raised = rule.severityBesidePerson, besidePeople.contains(Place(destination: key.destination, event: key.event)) {
        severity = raised
      }
      if let mitigation = key.mitigation { severity = min(severity, mitigation.most) }
      if rule.yieldsTo.contains(where: { speaking.contains(Speaker(rule: $0, destination: key.destination)) }) { continue }
      let destination = entry.recordDestination.destination.map { book.destinations.destinations[$0] }
      var finding = Finding(
        rule: rule, severity: judgement.severity(of: rule, at: party, otherwise: severity),
        confidence: destination?.unconfirmed.contains { WatchTable.covers($0, key.field) } ?? false ? .possible : rule.confidence,
        message: message(rule, destination: destination?.name ?? key.destination, key.field, key.event, party), mitigation: key.mitigation,
        destination: key.destination, party: party, event: key.event, field: key.field,
        fingerprint: Fingerprint.of(
          rule: rule.id, destination: key.destination, event: key.event,
          field: [key.field, key.mitigation?.rawValue].compactMap(\.self).joined(separator: "#")),
        count: entry.count, occurrences: entry.occurrences,
        controls: destination?.controls.filter { control in control.stops.contains { WatchTable.covers($0, key.field) } } ?? [],
        solution: entry.solution)
      finding.disposition = judgement.disposition(of: finding)
      findings.append((finding, entry.values))
    }
    findings.sort { $0.finding.precedes($1.finding) }
    return (findings.map(\.finding), findings.map(\.values))
  }

  /// Entries that differ in nothing but who stood in for the vendor, as one.
  private func merged(_ entries: [Entry]) -> [Entry] {
    var merged: [Entry] = []
    var numbers: [Key: Int] = [:]
    for var entry in entries {
      entry.key.standIn = nil
      guard let number = numbers[entry.key] else {
        numbers[entry.key] = merged.count
        merged.append(entry)
        continue
      }
      let room = max(0, Self.maximumOccurrences - merged[number].occurrences.count)
      merged[number].count += entry.count
      merged[number].occurrences += entry.occurrences.prefix(room)
      merged[number].values.formUnion(entry.values)
      merged[number].solution = merged[number].solution.flatMap { known in entry.solution.map(known.union) }
    }
    return merged
  }

  private struct Place: Hashable {
    var destination: String
    var event: String?
  }

  /// The kinds of events in which a person's data was found.
  private func placesOfPeople() -> Set<Place> {
    Set(
      entries.filter { entry in
        let rule = book.rules[entry.key.rule]
        return rule.category == .personalData && rule.severityBesidePerson == nil && rule.severity[.third] ?? .info >= .high
      }.map { Place(destination: $0.key.destination, event: $0.key.event) })
  }

  private struct Speaker: Hashable {
    var rule: String
    var destination: String
  }

  /// Whether what a rule found counts at this destination.
  private func isReported(_ entry: Entry, _ firstParty: Set<String>) -> Bool {
    let rule = book.rules[entry.key.rule]
    let party = entry.recordDestination.party(firstParty: firstParty)
    // Opting out ends analytics that the app's makers run themselves, and not the app.
    if party == .first, rule.category == .consent, entry.recordDestination.destination == nil { return false }
    return rule.severity[party] != nil
      && !(rule.conditions.direct && entry.recordDestination.isProxied(firstParty: firstParty))
  }

  private func message(_ rule: Rule, destination: String, _ field: String, _ event: String?, _ party: Party) -> String {
    rule.message
      .replacing("{destination}", with: destination)
      .replacing("{field}", with: field.isEmpty ? "the request" : field)
      .replacing("{event}", with: event ?? "a request")
      .replacing("{party}", with: party.rawValue)
  }
}

extension Detections {
  /// The events whose name holds something that must not be shown: a rule found it there.
  func withheldNames(by book: RuleBook) -> Set<Int> {
    var events: Set<Int> = []
    for detection in detections where detection.field != nil && detection.canonical == "event.name" {
      if book.rules[detection.rule].category != .schema { events.insert(detection.event) }
    }
    return events
  }
}

extension Event {
  /// What reports call it: its name, or the mask of one that must not be shown.
  func name(isWithheld: Bool) -> String? { name.map { isWithheld ? Mask.excerpt(of: Array($0.utf8).span) : $0 } }
}

extension RecordDestination {
  /// What the destination is called in findings: the vendor's id, or the domain of somebody who is not known.
  package func id(in book: DestinationBook) -> String {
    if let destination { return book.destinations[destination].id }
    if case .domain(let domain) = standing { return domain }
    return host.isEmpty ? "unknown" : host
  }
}
