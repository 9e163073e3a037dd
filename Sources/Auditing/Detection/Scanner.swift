import Bytes
import Captures
import Knowledge
import Payloads
internal import PCRE
import Vocabulary

/// Runs the rules over payloads, one record at a time: one for each worker.
final class Scanner {
  let book: RuleBook
  private let capture: CaptureKind
  let paths: PathTable
  let recogniser: Recogniser
  let matcher = Matcher()
  var optOut = OptOutJudge()
  var varying = VaryingNames()
  private let ruleIndex: RuleIndex
  /// Finds secrets by the words beside them, where a rule asks for it.
  let secretFinder: SecretFinder?
  /// What event rules ask for.
  let facts: [EventFact]
  /// What events of a name are about.
  private var subjects: [String: Subjects.Subject?] = [:]
  private var tables: [Slot: WatchTable] = [:]

  /// A destination, a type of event, what events are about, and where they stand in a log's records.
  private struct Slot: Hashable {
    var number: Int
    var wrapper: [String]
  }

  /// The step into the URL of which a part was asked for last, and whether that URL is a vendor's.
  var lastURL: (node: Int, isVendor: Bool)?
  /// The event that each node of the payload belongs to.
  private var eventOfNode: [Int] = []
  /// What the rules make of paths in each event of the payload.
  var tablesOfEvents: [WatchTable] = []
  /// What changes make of the payload, where that is asked.
  let editor: (any PayloadEditor)?
  /// Whether everything is found that a rule finds, also what another rule has found already.
  private let isThorough: Bool

  init(
    _ book: RuleBook, capture: CaptureKind, _ recogniser: Recogniser, paths: PathTable, editing: (any PayloadEditing)?, isThorough: Bool
  ) {
    self.book = book
    self.capture = capture
    self.paths = paths
    self.isThorough = isThorough
    editor = editing?.editor(book.destinations, paths)
    ruleIndex = RuleIndex(book, paths: paths)
    secretFinder = book.secretNames.map(SecretFinder.init)
    self.recogniser = recogniser
    var facts: [EventFact] = []
    for number in book.eventRules {
      guard case .event(let absent, let present, _) = book.rules[number].test else { continue }
      for fact in absent + present where !facts.contains(fact) && facts.count < 64 { facts.append(fact) }
    }
    self.facts = facts
  }

  /// Everything that the rules find in what `recordDestination` received, of which `record` are the record's own bytes; `expectations` are what
  /// policy and manifest say of the capture.
  func scan(
    _ payload: borrowing Payload, receivedBy recordDestination: RecordDestination, _ expectations: Expectations, record: Span<UInt8>
  ) -> Detections {
    var found = Detections(recordDestination: recordDestination, events: [Event(node: -1, parent: -1)], detections: [])
    lastURL = nil
    findEvents(payload, recordDestination, &found, record)
    tablesOfEvents.removeAll(keepingCapacity: true)
    for event in found.events { tablesOfEvents.append(table(of: event, recordDestination)) }
    editor?.begin(payload, recordDestination, found.events, eventOfNode, record: record)
    for index in payload.fields.indices { scan(index, payload, &found, record) }
    judgeEvents(payload, recordDestination, &found, record)
    judgeExchange(payload, recordDestination, expectations, &found, record)
    return found
  }

  // MARK: Events

  private func findEvents(
    _ payload: borrowing Payload, _ recordDestination: RecordDestination, _ found: inout Detections, _ record: Span<UInt8>
  ) {
    let dialect = recogniser.dialect(of: recordDestination)
    let types = recordDestination.destination.map { book.destinations.destinations[$0].types } ?? [:]
    eventOfNode.removeAll(keepingCapacity: true)
    for index in payload.nodes.indices {
      let node = payload.nodes[index]
      let parent = node.parent < 0 ? 0 : eventOfNode[node.parent]
      let isStep = node.parent >= 0 && payload.nodes[node.parent].path == node.path
      // A list of names is no list of events: an event has members.
      let isObject = index + 1 < payload.nodes.count && payload.nodes[index + 1].parent == index
      if !isStep, isObject, dialect.meaning(of: node.path).isEvent {
        found.events.append(Event(node: index, parent: parent))
        eventOfNode.append(found.events.count - 1)
      } else {
        eventOfNode.append(parent)
      }
    }
    found.eventOfNode = eventOfNode
    for field in payload.fields where !field.isContainer && !field.isEncoded && !field.isUnread {
      let meaning = dialect.meaning(of: payload.nodes[field.node].path)
      guard meaning.tellsEvent, let canonical = meaning.candidates.first?.canonical else { continue }
      let event = eventOfNode[field.node]
      let value = payload.withBytes(of: field.layer, record: record) { bytes in
        field.range.count > 256 ? "" : String(copying: bytes.extracting(field.range))
      }
      if canonical == "event.type" {
        found.events[event].type = types[value] ?? EventType(rawValue: value.lowercased()) ?? types["default"]
      } else if canonical == "event.time" {
        if found.time == nil { found.time = value }
      } else if canonical == "event.name", found.events[event].name == nil, !value.isEmpty, !Self.isNumber(value) {
        found.events[event].name = value
      }
    }
    if let destination = recordDestination.destination.map({ book.destinations.destinations[$0] }), !destination.paths.isEmpty,
      found.events.contains(where: { $0.type == nil })
    {
      let type = withPath(payload, record) { destination.eventType(ofPath: $0, matcher) }
      for index in found.events.indices where found.events[index].type == nil && found.events[index].node >= 0 {
        found.events[index].type = type
      }
    }
    for index in found.events.indices where found.events[index].type == nil && found.events[index].name != nil {
      found.events[index].type = found.events[index].name.flatMap { types[$0] } ?? types["default"]
    }
  }

  /// Whether the name of an event is none that anybody chose but the number of a card: reports show names.
  private static func isNumber(_ name: String) -> Bool {
    guard 12...19 ~= name.utf8.count, name.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return false }
    return Checksums.luhn(Array(name.utf8).span)
  }

  func table(of event: Event, _ recordDestination: RecordDestination) -> WatchTable {
    let subject = subject(of: event)
    let type = event.type.map { EventType.allCases.firstIndex(of: $0) ?? 0 } ?? 7
    let slot = Slot(
      number: ((recordDestination.destination ?? -1) + 1) * 64 + type * 8
        + (subject.map { Subjects.Subject.allCases.firstIndex(of: $0) ?? 0 } ?? 7),
      wrapper: recordDestination.wrapper)
    if let known = tables[slot] { return known }
    if tables.count > 4_096 { tables.removeAll() }
    let destination = recordDestination.destination.map { book.destinations.destinations[$0] }
    let dialect = recogniser.dialect(of: recordDestination)
    let table = WatchTable(
      book, ruleIndex, dialect, destination, event.type, subject: subject, capture, paths, facts: facts)
    tables[slot] = table
    return table
  }

  private func subject(of event: Event) -> Subjects.Subject? {
    guard let name = event.name else { return nil }
    if let known = subjects[name] { return known }
    if subjects.count > 10_000 { subjects.removeAll() }
    let subject = book.subjects.subject(ofEvent: name)
    subjects[name] = .some(subject)
    return subject
  }

  // MARK: Fields

  private func scan(_ index: Int, _ payload: borrowing Payload, _ found: inout Detections, _ record: Span<UInt8>) {
    let field = payload.fields[index]
    guard !field.isContainer, !field.isUnread else { return }
    guard let editor, let edit = editor.edit(of: field, in: payload) else {
      found.detections += hits(in: field, index, payload, &found, record)
      return
    }
    guard editor.makesChanges else {
      var hits = hits(in: field, index, payload, &found, record)
      guard !hits.isEmpty else { return }
      let rest = edit.field.map { self.hits(in: $0, index, payload, &found, record) } ?? []
      for at in hits.indices where !rest.contains(where: { $0.rule == hits[at].rule && $0.range == hits[at].range }) {
        hits[at].change = edit.change
      }
      found.detections += hits
      return
    }
    if let rest = edit.field { found.detections += hits(in: rest, index, payload, &found, record) }
  }

  /// What the rules find in a field, which `index` numbers; it is noted of its event that it has the field.
  private func hits(
    in field: Payload.Field, _ index: Int, _ payload: borrowing Payload, _ found: inout Detections, _ record: Span<UInt8>
  ) -> [Detection] {
    let event = eventOfNode[field.node]
    let watch = tablesOfEvents[event].watch(of: payload.nodes[field.node].path)
    if !field.isNull { found.events[event].facts |= watch.facts }
    guard !field.isNull, !field.range.isEmpty else { return [] }
    let key = paths.entries[payload.nodes[field.node].path].name
    var hits: [Detection] = []
    var facts: UInt64 = 0
    let name = found.events[event].name
    payload.withBytes(of: field.layer, record: record) { bytes in
      let text = bytes.extracting(field.range)
      for (bit, fact) in watch.valueFacts where fact.holds(text) { facts |= bit }
      let readers = field.role == .whole ? watch.whole : watch.text
      if !readers.isEmpty {
        var rules = book.automaton.rules(in: text)
        rules.formUnion(watch.unprompted)
        rules = rules.intersection(readers)
        if !rules.isEmpty {
          rules.forEach { search($0, text, key, index, field, event, name, watch, &hits) }
        }
      }
      if !field.isEncoded, !field.isBoolean {
        for number in watch.fields where accepts(text, key, book.probes[number].validators) {
          if isOwnName(text, name, number) { continue }
          hits.append(Detection(rule: number, field: index, range: field.range, event: event, canonical: watch.canonical))
        }
      }
    }
    found.events[event].facts |= facts
    if !watch.secrets.isEmpty {
      payload.withBytes(of: field.layer, record: record) { bytes in
        hits += secrets(in: bytes.extracting(field.range), field, index, payload, event, watch, record)
      }
    }
    if !hits.isEmpty, let names = book.secretNames, hits.contains(where: { ruleIndex.namedSecrets.contains($0.rule) }) {
      let isPublic = payload.withBytes(of: field.layer, record: record) {
        names.isPublic($0.extracting(field.range), key: key, host: found.recordDestination.host)
      }
      if isPublic { hits.removeAll { ruleIndex.namedSecrets.contains($0.rule) } }
    }
    // In a name only a person or a credential is told; titles and texts are written as values.
    if payload.nodes[field.node].step.isName {
      hits.removeAll { book.probes[$0.rule].category != .personalData && book.probes[$0.rule].category != .credential }
    }
    // What a sibling's value is called is a key more than a text.
    if !hits.isEmpty, payload.labels.contains(field.node) { hits.removeAll { book.probes[$0.rule].namesThings } }
    return hits.count > 1 && !isThorough ? withoutOverlaps(hits) : hits
  }

  /// How often one rule is looked for in one text.
  static let maximumMatches = 64

  private func search(
    _ number: Int, _ text: Span<UInt8>, _ key: String, _ index: Int, _ field: Payload.Field, _ event: Int, _ name: String?,
    _ watch: Watch, _ hits: inout [Detection]
  ) {
    let probe = book.probes[number]
    guard let pattern = probe.pattern else { return }
    var start = 0
    for _ in 0..<Self.maximumMatches {
      // A text that makes an expression run too long is left to the other rules; the limit is far above what real texts take.
      guard let match = try? matcher.firstMatch(of: pattern, in: text, from: start, group: probe.group) else { return }
      if !match.group.isEmpty, accepts(text.extracting(match.group), key, probe.validators),
        !isOwnName(text.extracting(match.group), name, number)
      {
        let range = match.group.lowerBound + field.range.lowerBound..<match.group.upperBound + field.range.lowerBound
        hits.append(Detection(rule: number, field: index, range: range, event: event, canonical: watch.canonical))
      }
      start = max(match.whole.upperBound, start + 1)
    }
  }

  /// Whether a rule about what things are called has met the event's own name, which is nobody's title.
  private func isOwnName(_ text: Span<UInt8>, _ name: String?, _ rule: Int) -> Bool {
    guard book.probes[rule].isAboutThings, let name else { return false }
    return text.count == name.utf8.count && String(copying: text) == name
  }

  private func accepts(_ text: Span<UInt8>, _ key: String, _ validators: [Validator]) -> Bool {
    for validator in validators where !validator.accepts(text, key: key) { return false }
    // What a redaction left is no value.
    return !Placeholder.isRedacted(text)
  }

  /// Of rules of one category that found the same text, the highest in rank stays; among equals the first in the book.
  private func withoutOverlaps(_ hits: [Detection]) -> [Detection] {
    func rank(_ hit: Detection) -> (Int, Int) { (book.probes[hit.rule].rank, -hit.rule) }
    var kept: [Detection] = []
    for hit in hits.sorted(by: { rank($0) > rank($1) }) {
      let category = book.probes[hit.rule].category
      if !kept.contains(where: { book.probes[$0.rule].category == category && $0.range.overlaps(hit.range) }) { kept.append(hit) }
    }
    return kept.sorted { ($0.range.lowerBound, $0.rule) < ($1.range.lowerBound, $1.rule) }
  }
}
