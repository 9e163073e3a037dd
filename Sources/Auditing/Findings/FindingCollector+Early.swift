import Bytes
import Captures
import Detecting
import Payloads

/// What one capture sent before the first consent signal: a finding if a consent tool signals later.
struct EarlyFindings: Sendable {
  /// By rule and destination.
  var aggregates: [FindingCollector.Key: Aggregate] = [:]
  /// Every occurrence, if all are wanted.
  var streamed: [(sighting: Sighting, key: FindingCollector.Key, occurrence: Finding.Occurrence)] = []

  /// The maximum number of destinations for one capture.
  static let most = 64
}

extension FindingCollector {
  /// Notes that a destination received something before the first signal.
  mutating func addEarly(
    _ found: Detections, in payload: borrowing Payload, of record: borrowing Record, _ bytes: Span<UInt8>, at place: RecordPlace,
    _ edge: Finding.Place
  ) {
    guard let rule = found.earlyRule else { return }
    let destination = names.number(of: found.recordDestination.id(in: book.destinations))
    let key = Key(rule: rule, destination: destination, event: -1, field: names.number(of: ""), standIn: -1, mitigation: nil)
    let sighting = Sighting(capture: place.capture, ordinal: place.ordinal, number: found.detections.count)
    var findings = early[place.capture] ?? EarlyFindings()
    var aggregate = findings.aggregates[key] ?? Aggregate(found.recordDestination, examples: limit)
    aggregate.add(sighting, event: nil, edge)
    aggregate.solution = nil
    if aggregate.examples.wants(sighting) || streamsAll {
      var places = StringPlaces(record)
      let occurrence = occurrence(
        Detection(rule: rule, field: nil, range: 0..<0, event: 0, canonical: nil), "", payload, record, bytes, &places, at: place)
      if aggregate.examples.wants(sighting) { aggregate.examples.insert(Examples.Example(sighting: sighting, occurrence: occurrence)) }
      if streamsAll { findings.streamed.append((sighting, key, occurrence)) }
    }
    findings.aggregates[key] = aggregate
    early[place.capture] = findings
    bound(&early[place.capture, default: EarlyFindings()])
  }

  /// Removes the destinations with the last names if there are too many, so that the result does not depend on the order.
  private func bound(_ findings: inout EarlyFindings) {
    guard findings.aggregates.count > EarlyFindings.most else { return }
    let last = findings.aggregates.keys.max { names[$0.destination] < names[$1.destination] }
    if let last { findings.aggregates[last] = nil }
  }

  /// Makes findings of what was sent early in the captures in which a consent tool `signalled`, and removes the rest.
  mutating func settle(signalled: Set<Int>) {
    for (capture, findings) in early.sorted(by: { $0.key < $1.key }) where signalled.contains(capture) {
      for (key, aggregate) in findings.aggregates {
        let number = numbers[key] ?? self.number(of: key, aggregate.recordDestination)
        aggregates[number].merge(aggregate)
      }
    }
    early = [:]
  }

  /// The occurrences of the findings that ``settle(signalled:)`` makes, in order.
  func streamedEarly(signalled: Set<Int>) -> [StreamedOccurrence] {
    early.filter { signalled.contains($0.key) }.flatMap(\.value.streamed).sorted { $0.sighting < $1.sighting }.map {
      StreamedOccurrence(fingerprints: fingerprints(of: $0.key), occurrence: $0.occurrence)
    }
  }

  // MARK: Sums

  /// Adds what was sent early in other records.
  mutating func mergeEarly(_ other: FindingCollector) {
    for (capture, theirs) in other.early {
      var findings = early[capture] ?? EarlyFindings()
      for (key, aggregate) in theirs.aggregates {
        let key = named(key, by: other)
        findings.aggregates[key, default: Aggregate(aggregate.recordDestination, examples: limit)].merge(aggregate)
        bound(&findings)
      }
      findings.streamed += theirs.streamed.map { ($0.sighting, named($0.key, by: other), $0.occurrence) }
      early[capture] = findings
    }
  }

  private mutating func named(_ key: Key, by other: FindingCollector) -> Key {
    var key = key
    key.destination = names.number(of: other.names[key.destination])
    key.field = names.number(of: other.names[key.field])
    return key
  }

  func writeEarly(to part: inout PartWriter) {
    part.write(unsigned: UInt64(early.count))
    for (capture, findings) in early.sorted(by: { $0.key < $1.key }) {
      capture.write(to: &part)
      part.write(unsigned: UInt64(findings.aggregates.count))
      for (key, aggregate) in findings.aggregates.sorted(by: { names[$0.key.destination] < names[$1.key.destination] }) {
        key.rule.write(to: &part)
        names[key.destination].write(to: &part)
        aggregate.write(to: &part)
      }
    }
  }

  mutating func readEarly(from part: inout PartReader, captures: CaptureNumbers) throws(PartError) {
    for _ in 0..<(try part.count()) {
      let capture: Int = captures[try part.value()]
      for _ in 0..<(try part.count()) {
        let rule: Int = try part.value()
        guard book.rules.indices.contains(rule) else { throw .damaged }
        let destination = names.number(of: try part.text())
        let key = Key(rule: rule, destination: destination, event: -1, field: names.number(of: ""), standIn: -1, mitigation: nil)
        var aggregate: Aggregate = try part.value()
        aggregate.renumber(captures)
        early[capture, default: EarlyFindings()].aggregates[key] = aggregate
      }
    }
  }
}
