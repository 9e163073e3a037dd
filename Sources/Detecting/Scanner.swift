import Bytes
import Captures
import Knowledge
import Known
internal import PCRE
import Payloads
import Vocabulary

/// Runs the rules over payloads, one record at a time. Each worker has its own.
final class Scanner {
  let book: RuleBook
  let capture: CaptureKind
  let paths: PathTable
  let recogniser: Recogniser
  let matcher = Matcher()
  var optOut = OptOutJudge()
  let ruleIndex: RuleIndex
  /// Finds secrets by the words beside them, if a rule asks for it.
  let secretFinder: SecretFinder?
  /// The facts that event rules ask for.
  let facts: [EventFact]
  /// The subject of events by their name.
  var subjects: [String: Subjects.Subject?] = [:]
  var tables: [Slot: WatchTable] = [:]

  /// A destination, a type of event, the subject of its events, and their place in a log's records.
  struct Slot: Hashable {
    var number: Int
    var wrapper: [String]
  }

  /// Whether each host is a known vendor's.
  var vendors: [String: Bool] = [:]
  /// The node of the last URL that was asked for, and whether that URL is a vendor's.
  var lastURL: (node: Int, isVendor: Bool)?
  /// The event that each node of the payload belongs to.
  var eventOfNode: [Int] = []
  /// The watch table of each event of the payload.
  var tablesOfEvents: [WatchTable] = []
  /// Applies changes to the payload, if any are considered.
  let editor: (any PayloadEditor)?
  /// Searches for people and texts that the app's own traffic revealed.
  var known: KnownSearch
  /// Whether each path has the name of a project key.
  var keyPaths: [Bool] = []
  var keyNumbers = PathNumbers()
  /// The verdicts of validators on texts in the current field.
  var verdicts: [(validator: Validator, range: Range<Int>, accepts: Bool)] = []
  /// The matches in the current text of expressions that several rules have.
  var matches: [(pattern: Pattern, groups: [Range<Int>])] = []
  /// Texts in which the rules of a context find nothing.
  private var quiet = SeenTexts()
  /// Whether to keep what another rule has already found.
  let isThorough: Bool

  init(
    _ book: RuleBook, capture: CaptureKind, _ recogniser: Recogniser, paths: PathTable, editing: (any PayloadEditing)?, isThorough: Bool
  ) {
    self.book = book
    self.capture = capture
    self.paths = paths
    self.isThorough = isThorough
    editor = editing?.editor(book.destinations, paths)
    known = KnownSearch(words: book.plainWords)
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

  /// Everything that the rules find in what `recordDestination` received. `record` are the record's bytes, and `expectations` come from
  /// policy and manifest.
  func scan(
    _ payload: borrowing Payload, receivedBy recordDestination: RecordDestination, _ expectations: Expectations, by witness: Witness,
    _ number: Int, record: Span<UInt8>
  ) -> Detections {
    var found = events(payload, receivedBy: recordDestination, record: record)
    lastURL = nil
    tablesOfEvents.removeAll(keepingCapacity: true)
    for event in found.events { tablesOfEvents.append(table(of: event, recordDestination)) }
    editor?.begin(payload, recordDestination, found.events, eventOfNode, record: record)
    known.begin(witness.ownTraffic, at: number, keys: keys(in: payload, record))
    for index in payload.fields.indices { scan(index, payload, &found, record) }
    known.end()
    judgeEvents(payload, recordDestination, &found, record)
    judgeExchange(payload, recordDestination, expectations, &found, record)
    return found
  }

  /// Only the events of a payload.
  func events(_ payload: borrowing Payload, receivedBy recordDestination: RecordDestination, record: Span<UInt8>) -> Detections {
    var found = Detections(recordDestination: recordDestination, events: [Event(node: -1, parent: -1)], detections: [])
    findEvents(payload, recordDestination, &found, record)
    return found
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

  /// What the rules find in field `index`; also notes in its event that the field is present.
  private func hits(
    in field: Payload.Field, _ index: Int, _ payload: borrowing Payload, _ found: inout Detections, _ record: Span<UInt8>
  ) -> [Detection] {
    let event = eventOfNode[field.node]
    let watch = tablesOfEvents[event].watch(of: payload.nodes[field.node].path)
    if !field.isNull { found.events[event].facts |= watch.facts }
    guard !field.isNull, !field.range.isEmpty, !watch.isIdle else { return [] }
    if field.layer == 0 { return hits(record.extracting(field.range), field, index, payload, event, watch, &found, record) }
    let layer = payload.layers[field.layer].bytes
    return hits(layer.span.extracting(field.range), field, index, payload, event, watch, &found, record)
  }

  /// The same for the text of a field whose path some rule looks at.
  private func hits(
    _ text: Span<UInt8>, _ field: Payload.Field, _ index: Int, _ payload: borrowing Payload, _ event: Int, _ watch: Watch,
    _ found: inout Detections, _ record: Span<UInt8>
  ) -> [Detection] {
    var hits = searched(text, field, index, payload, event, watch, &found, record)
    if !known.isEmpty, !watch.provenances.isEmpty { hits += self.known(text, field, index, event, watch) }
    if hits.isEmpty { return hits }
    if let names = book.secretNames, hits.contains(where: { ruleIndex.namedSecrets.contains($0.rule) }) {
      let key = paths.entries[payload.nodes[field.node].path].name
      if names.isPublic(text, key: key, host: found.recordDestination.host) {
        hits.removeAll { ruleIndex.namedSecrets.contains($0.rule) }
      }
    }
    // A key is only searched for personal data and credentials: titles and texts are values.
    if payload.nodes[field.node].step.isName {
      hits.removeAll { book.probes[$0.rule].category != .personalData && book.probes[$0.rule].category != .credential }
    }
    // A value that names its sibling is a key rather than a text.
    if payload.labels.contains(field.node) { hits.removeAll { book.probes[$0.rule].namesThings } }
    if hits.count > 1, !isThorough { hits = withoutOverlaps(hits) }
    return field.role == .whole ? toldOfParameters(hits, payload) : hits
  }

  /// What the rules find in the text of a field, unless the text is known to contain nothing.
  private func searched(
    _ text: Span<UInt8>, _ field: Payload.Field, _ index: Int, _ payload: borrowing Payload, _ event: Int, _ watch: Watch,
    _ found: inout Detections, _ record: Span<UInt8>
  ) -> [Detection] {
    let place = watch.secrets.isEmpty ? nil : self.place(of: field, text, payload)
    let seen = watch.context.flatMap { quiet.place(of: text, in: $0 << 8 | Self.variant(of: field, place)) }
    if let seen, !field.isNamed, quiet.holds(text, at: seen) { return [] }
    let name = found.events[event].name
    verdicts.removeAll(keepingCapacity: true)
    matches.removeAll(keepingCapacity: true)
    var hits: [Detection] = []
    for (bit, fact) in watch.valueFacts where fact.holds(text) { found.events[event].facts |= bit }
    var readers = field.role == .whole ? watch.whole : watch.text
    // Rules for all texts have read the text around this one.
    if field.isNamed { readers.subtract(tablesOfEvents[event].watch(of: paths.entries[payload.nodes[field.node].path].parent).text) }
    if !readers.isEmpty {
      var rules = book.automaton.rules(in: text)
      rules.formUnion(watch.unprompted)
      rules = rules.intersection(readers)
      if !rules.isEmpty { rules.forEach { search($0, text, index, field, event, name, watch, &hits) } }
    }
    if !field.isEncoded, !field.isBoolean {
      for number in watch.fields where accepts(text, 0..<text.count, watch.name, book.probes[number].validators) {
        if isOwnName(text, name, number) { continue }
        hits.append(Detection(rule: number, field: index, range: field.range, event: event, canonical: watch.canonical))
      }
    }
    let secrets = place.map { self.secrets(in: text, $0, field, index, payload, event, watch, record) } ?? []
    guard let secrets else { return hits }
    hits += secrets
    // The event's own name is nobody's title here, but may be one in another event.
    if hits.isEmpty, let seen, !field.isNamed, name?.utf8.count != text.count { quiet.insert(text, at: seen) }
    return hits
  }

  /// A number for what the result of a search depends on besides text and path.
  private static func variant(of field: Payload.Field, _ place: SecretClue.Place?) -> Int {
    let role = field.role == .whole ? 0 : field.isEncoded ? 1 : 2
    return (role << 1 | (field.isBoolean ? 1 : 0)) << 3 | (place?.rawValue ?? 0)
  }
}
