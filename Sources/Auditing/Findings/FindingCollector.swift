import Bytes
package import Captures
package import Detecting
import Knowledge
import Known
package import Payloads
import Vocabulary

/// Adds detections up to findings while records are read.
///
/// Its size depends on the number of kinds of findings, never on the number of occurrences. Of a value it keeps a keyed digest and,
/// in examples, the mask; the value itself only if the reviewer asked for it.
package struct FindingCollector {
  /// The default for the number of listed occurrences.
  package static let defaultExamples = 20

  /// What a finding is about. Names are numbers of ``names``, and -1 is none.
  struct Key: Hashable {
    var rule: Int
    var destination: Int
    var event: Int
    var field: Int
    /// The proxy host of the vendor, for rules that do not count what goes to one of the app's own.
    var standIn: Int
    var mitigation: Mitigation?

    /// Looked up for every detection. Hashing two numbers is faster than six, and distributes as well.
    func hash(into hasher: inout Hasher) {
      hasher.combine(rule &+ destination &<< 20 &+ standIn &<< 40)
      hasher.combine(event &+ field &<< 32)
    }
  }

  let book: RuleBook
  let paths: PathTable
  private let showValues: Bool
  let limit: Int?
  var names = NameTable()
  var keys: [Key] = []
  var aggregates: [Aggregate] = []
  var numbers: [Key: Int] = [:]
  var folding = Folding()
  /// The names of events with findings, by destination.
  var eventsOfDestination: [Int: Set<Int>] = [:]
  /// Hashes values, with the key of the run, which is set before the first record.
  var hash = SipHash(key: [])
  /// The number of the name of each wire path.
  private var fields: [Int] = []
  private var fieldNumbers = PathNumbers()
  /// What was sent before the first consent signal, by the number of the capture: see ``settle(signalled:)``.
  var early: [Int: EarlyFindings] = [:]
  /// Every occurrence since the last ``drain()``, if all are wanted.
  private var streamed: [(key: Key, occurrence: Finding.Occurrence)] = []
  let streamsAll: Bool

  /// `examples` is the number of occurrences listed for a finding, nil for all; if `streamsAll`, ``drain()`` returns every
  /// occurrence.
  package init(
    _ book: RuleBook, paths: PathTable, showValues: Bool, examples: Int? = defaultExamples, streamsAll: Bool = false
  ) {
    self.book = book
    self.paths = paths
    self.showValues = showValues
    self.streamsAll = streamsAll
    limit = examples
  }

  /// Adds the detections in the record at `place`.
  package mutating func add(
    _ found: Detections, in payload: borrowing Payload, of record: borrowing Record, _ bytes: Span<UInt8>, at place: RecordPlace
  ) {
    guard !found.detections.isEmpty || found.namesRule != nil || found.earlyRule != nil else { return }
    let withheld = found.withheldNames(by: book)
    let destination = names.number(of: found.recordDestination.id(in: book.destinations))
    let standIn = if case .collector = found.recordDestination.standing { names.number(of: found.recordDestination.host) } else { -1 }
    var events = [Int?](repeating: nil, count: found.events.count)
    var places = StringPlaces(record)
    let start = record.origin.advanced(by: record.range.lowerBound, over: bytes)
    let edge = Finding.Place(capture: place.path, record: record.index, line: start.line, time: place.time)
    for (number, detection) in found.detections.enumerated() {
      let rule = book.probes[detection.rule]
      let event = events[detection.event] ?? self.event(found.events[detection.event], withheld.contains(detection.event), at: destination)
      events[detection.event] = event
      let field = fieldNumber(detection, payload)
      let key = Key(
        rule: detection.rule, destination: destination, event: rule.isToldOnce ? -1 : event, field: field,
        standIn: rule.isDirect ? standIn : -1, mitigation: detection.mitigation)
      let at = numbers[key] ?? self.number(of: key, found.recordDestination)
      let sighting = Sighting(capture: place.capture, ordinal: place.ordinal, number: number)
      let isInEvent = event >= 0 || found.events[detection.event].node >= 0
      aggregates[at].add(sighting, event: isInEvent ? detection.event : nil, edge)
      if let change = detection.change { aggregates[at].solution?.insert(change) } else { aggregates[at].solution = nil }
      if let detail = detection.detail { aggregates[at].details.insert(detail) }
      if let digest = Self.digest(of: detection, hash, in: payload, bytes) { aggregates[at].values.insert(digest) }
      let isExample = aggregates[at].examples.wants(sighting)
      guard isExample || streamsAll else { continue }
      let occurrence = occurrence(detection, names[field], payload, record, bytes, &places, at: place)
      if isExample { aggregates[at].examples.insert(Examples.Example(sighting: sighting, occurrence: occurrence)) }
      if streamsAll { streamed.append((key, occurrence)) }
    }
    addNames(found, at: place, edge)
    addEarly(found, in: payload, of: record, bytes, at: place, edge)
  }

  /// Counts the names of events, which are a finding only if there are too many.
  private mutating func addNames(_ found: Detections, at place: RecordPlace, _ edge: Finding.Place) {
    guard let rule = found.namesRule else { return }
    let destination = names.number(of: found.recordDestination.id(in: book.destinations))
    let key = Key(rule: rule, destination: destination, event: -1, field: names.number(of: "event.name"), standIn: -1)
    for (number, event) in VaryingNames.events(in: found).enumerated() {
      let at = numbers[key] ?? self.number(of: key, found.recordDestination)
      let sighting = Sighting(capture: place.capture, ordinal: place.ordinal, number: found.detections.count + number)
      aggregates[at].add(sighting, event: event, edge)
      aggregates[at].solution = nil
      if let name = found.events[event].name { aggregates[at].values.insert(hash.hash(Array(name.utf8).span)) }
      let isExample = aggregates[at].examples.wants(sighting)
      guard isExample || streamsAll else { continue }
      let occurrence = Finding.Occurrence(
        capture: place.path, record: edge.record, path: "", field: "event.name", layers: [], start: 0, end: 0, line: edge.line, column: 1,
        excerpt: "", value: nil)
      if isExample { aggregates[at].examples.insert(Examples.Example(sighting: sighting, occurrence: occurrence)) }
      if streamsAll { streamed.append((key, occurrence)) }
    }
  }

  /// Keeps an occurrence if all are wanted.
  mutating func stream(_ occurrence: Finding.Occurrence, _ key: Key) { if streamsAll { streamed.append((key, occurrence)) } }

  /// Every occurrence since the last call, with the fingerprints that its finding may get in the end: its own, and those for each
  /// level of folding.
  package mutating func drain() -> [StreamedOccurrence] {
    defer { streamed.removeAll(keepingCapacity: true) }
    var known: [Key: [String]] = [:]
    return streamed.map { key, occurrence in
      let fingerprints = known[key] ?? self.fingerprints(of: key)
      known[key] = fingerprints
      return StreamedOccurrence(fingerprints: fingerprints, occurrence: occurrence)
    }
  }

  /// An occurrence for a list of all occurrences.
  package struct StreamedOccurrence {
    /// One for each ``Folding/Level``: with nothing, the event, the field, or the destination folded.
    package var fingerprints: [String]
    package var occurrence: Finding.Occurrence
  }

  // MARK: Names

  /// The number of an event's name; -1 for none.
  private mutating func event(_ event: Event, _ isWithheld: Bool, at destination: Int) -> Int {
    guard let name = event.name(isWithheld: isWithheld) ?? event.type?.rawValue else { return -1 }
    let number = names.number(of: EventName.folded(name))
    // Names that were generated at run time are combined, and need not be kept.
    return folding.destinations.contains(names[destination]) ? names.number(of: Folding.star) : number
  }

  /// The number of the canonical field, else of the wire path, in which all elements of an array are the same.
  private mutating func fieldNumber(_ detection: Detection, _ payload: borrowing Payload) -> Int {
    if let canonical = detection.canonical { return names.number(of: canonical) }
    guard let field = detection.field else { return names.number(of: "") }
    let path = payload.nodes[payload.fields[field].node].path
    if let known = fieldNumbers.known(path, in: paths) { return fields[known] }
    let number = names.number(of: paths.entries[path].wire)
    fieldNumbers.keep(number, of: path, in: &fields)
    return number
  }

  /// A keyed digest that is the same for values that differ only in the case of ASCII letters.
  private static func digest(of detection: Detection, _ hash: SipHash, in payload: borrowing Payload, _ record: Span<UInt8>) -> UInt64? {
    guard let index = detection.field else { return nil }
    return payload.withBytes(of: payload.fields[index].layer, record: record) { hash.hash($0.extracting(detection.range), isFolded: true) }
  }

  func occurrence(
    _ detection: Detection, _ name: String, _ payload: borrowing Payload, _ record: borrowing Record, _ bytes: Span<UInt8>,
    _ places: inout StringPlaces, at recordPlace: RecordPlace
  ) -> Finding.Occurrence {
    let capture = recordPlace.path
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
    // A value in a separate file has its position there.
    let (source, start) = payload.attachedLength(of: field).map { (0..<$0, Position()) } ?? places.place(of: field, in: payload, bytes)
    var occurrence = Finding.Occurrence(
      capture: capture, record: record.index, path: payload.readablePath(of: field.node, in: paths), field: name,
      layers: payload.layerNames(of: field.node), start: start.offset, end: start.offset + source.count, line: start.line,
      column: start.column, excerpt: excerpt, value: value)
    occurrence.token = tokenFacts(of: detection, payload, bytes, time: recordPlace.time)
    occurrence.source = detection.source.map { Source(what: $0.what, origin: $0.origin.inReport) }
    return occurrence
  }
}

extension Detections {
  /// The events whose names must not be shown because a rule found something in them.
  func withheldNames(by book: RuleBook) -> Set<Int> {
    var events: Set<Int> = []
    for detection in detections {
      guard let field = detection.field, book.probes[detection.rule].category != .schema else { continue }
      // Some vendors' fields are the name of one type of event and the page title in another.
      if detection.canonical == "event.name" || self.events[detection.event].nameField == field { events.insert(detection.event) }
    }
    return events
  }
}

extension Event {
  /// The name in reports, or the mask of a name that must not be shown.
  func name(isWithheld: Bool) -> String? { name.map { isWithheld ? Mask.excerpt(of: Array($0.utf8).span) : $0 } }
}
