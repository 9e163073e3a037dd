import Detecting
import Bytes
import Captures
import Knowledge
import Payloads
import Vocabulary

/// Holds the events of records against the Segment spec: one for each worker. What needs the whole is left to ``SpecCollector``.
struct SpecReader {
  private let book: RuleBook
  private let recogniser: Recogniser
  private let paths: PathTable
  private var tables: [Slot: SpecTable] = [:]

  private struct Slot: Hashable {
    var destination: Int
    var type: EventType
    var wrapper: [String]
  }

  /// What one event says of itself.
  private struct Facts {
    var userID: Int?
    var hasUserID = false
    var hasAnonymousID = false
    var hasGroupID = false
    var time: (field: Int, text: String)?
    var sent: String?
  }

  /// Nil where no rule goes by the spec.
  init?(_ book: RuleBook, _ recogniser: Recogniser, _ paths: PathTable) {
    guard !book.specRules.isEmpty else { return nil }
    (self.book, self.recogniser, self.paths) = (book, recogniser, paths)
  }

  /// Adds what the spec does not allow to what was detected in a record, and to `whole` what needs the others.
  mutating func read(
    _ payload: borrowing Payload, _ found: inout Detections, _ kind: CaptureKind, into whole: inout SpecCollector, at place: RecordPlace,
    _ edge: Finding.Place, _ record: Span<UInt8>
  ) {
    if kind == .har, let number = found.recordDestination.destination { whole.note(contact: number, in: place.capture) }
    guard found.events.contains(where: { $0.type != nil }) else { return }
    let spot = SpecCollector.Spot(found.recordDestination, id: found.recordDestination.id(in: book.destinations), place, edge)
    let destination = found.recordDestination.destination.map { book.destinations.destinations[$0] }
    var facts = [Facts](repeating: Facts(), count: found.events.count)
    var tables: [SpecTable?] = []
    for event in found.events { tables.append(event.type.map { table(of: found.recordDestination, $0, destination) }) }
    for (index, field) in payload.fields.enumerated() where !field.isUnread && !field.isNamed {
      let number = found.eventOfNode[field.node]
      guard let table = tables[number] else { continue }
      let node = payload.nodes[field.node]
      let (watch, place) = table.watch(of: node.path)
      if watch.isIdle { continue }
      if let canonical = watch.canonical, table.isFirst(.name, at: place) { whole.note(property: canonical, at: spot) }
      let isWritten = (node.step == .member || node.step == .element) && payload.nodes[node.parent].step.layerName == nil
      // What stands inside of a text is no member of it.
      if let container = watch.container, isWritten, table.isFirst(.container, at: place) {
        whole.note(container.type, of: container.canonical, at: spot)
      }
      if watch.role != nil {
        read(field, index, watch, &facts[number], payload, &whole, spot, record)
        continue
      }
      guard let drift = DriftType(field.kind), let canonical = watch.canonical, isWritten || node.step == .member else { continue }
      if table.isFirst(.type(drift), at: place) { whole.note(drift, of: canonical, at: spot) }
      check(field, index, number, watch, drift, canonical, payload, &found, kind, record)
    }
    judge(facts, &found, kind, place)
    note(found, kind, &whole, spot)
  }

  private mutating func table(of recordDestination: RecordDestination, _ type: EventType, _ destination: Destination?) -> SpecTable {
    let slot = Slot(destination: recordDestination.destination ?? -1, type: type, wrapper: recordDestination.wrapper)
    if let known = tables[slot] { return known }
    if tables.count > 4_096 { tables.removeAll() }
    let table = SpecTable(book, recogniser.dialect(of: recordDestination), destination, type, paths)
    tables[slot] = table
    return table
  }

  // MARK: Fields

  private func read(
    _ field: Payload.Field, _ index: Int, _ watch: SpecWatch, _ facts: inout Facts, _ payload: borrowing Payload,
    _ whole: inout SpecCollector, _ spot: SpecCollector.Spot, _ record: Span<UInt8>
  ) {
    guard !field.isNull, field.range.count <= 256, let role = watch.role else { return }
    let text = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
    switch role {
    case .userID: if Self.isNothing(text) { facts.userID = index } else { facts.hasUserID = true }
    case .anonymousID: facts.hasAnonymousID = facts.hasAnonymousID || !Self.isNothing(text)
    case .groupID: facts.hasGroupID = facts.hasGroupID || !Self.isNothing(text)
    case .time: facts.time = facts.time ?? (index, text)
    case .sent: facts.sent = facts.sent ?? text
    case .integration(let tool): if field.isBoolean, text == "false" { whole.note(switchedOff: tool, at: spot) }
    }
  }

  /// What a program writes where it has no ID.
  private static func isNothing(_ text: String) -> Bool {
    let word = text.trimming(\.isWhitespace).lowercased()
    return ["", "undefined", "null", "nil", "none", "nan", "(null)", "<null>", "[object object]", "undefined undefined"].contains(word)
  }

  private func check(
    _ field: Payload.Field, _ index: Int, _ event: Int, _ watch: SpecWatch, _ type: DriftType, _ canonical: String,
    _ payload: borrowing Payload, _ found: inout Detections, _ kind: CaptureKind, _ record: Span<UInt8>
  ) {
    guard let wanted = watch.reserved ?? watch.statistic else { return }
    let test: Rule.SpecTest = watch.reserved != nil ? .reservedTraitType : .statisticAsText
    let isRight: Bool
    switch wanted {
    case .string: isRight = type == .string
    case .number: isRight = type == .number
    case .object: isRight = type == .object
    case .date:
      let text = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      isRight = type == .number || type == .string && (EventTime(text) != nil || text.isEmpty)
    }
    // A statistic that is a flag or a list is another matter.
    guard !isRight, watch.reserved != nil || type == .string else { return }
    let expected = wanted == .date ? "a date in ISO 8601" : wanted.rawValue
    add(
      test, event, canonical, "expected \(expected), found \(wanted == .date && type == .string ? "another text" : type.name)", &found, kind
    )
  }

  private func add(
    _ test: Rule.SpecTest, _ event: Int, _ canonical: String, _ detail: String, _ found: inout Detections, _ kind: CaptureKind
  ) {
    let destination = found.recordDestination.destination.map { book.destinations.destinations[$0] }
    for rule in book.specRules[test] ?? [] where book.rules[rule].conditions.hold(destination, found.events[event].type, kind) {
      var detection = Detection(rule: rule, field: nil, range: 0..<0, event: event, canonical: canonical)
      detection.detail = detail
      found.detections.append(detection)
    }
  }

  // MARK: Events

  private func judge(_ facts: [Facts], _ found: inout Detections, _ kind: CaptureKind, _ place: RecordPlace) {
    for number in found.events.indices {
      guard let type = found.events[number].type, found.events[number].node >= 0 else { continue }
      let facts = facts[number]
      let names = type == .identify || type == .alias
      if facts.userID != nil, !facts.hasUserID, names || !facts.hasAnonymousID {
        add(.emptyUserID, number, "user.id", "expected an ID, or no user ID at all", &found, kind)
      }
      if type == .group, !facts.hasGroupID { add(.groupWithoutID, number, "group.id", "expected an ID", &found, kind) }
      if let time = facts.time, let fault = EventTime.fault(of: time.text, recorded: place.time ?? facts.sent) {
        add(.impossibleTime, number, "event.time", fault, &found, kind)
      }
    }
  }

  /// Notes what is judged when all has been seen.
  private func note(_ found: Detections, _ kind: CaptureKind, _ whole: inout SpecCollector, _ spot: SpecCollector.Spot) {
    let withheld = found.withheldNames(by: book)
    let destination = found.recordDestination.destination.map { book.destinations.destinations[$0] }
    for (number, event) in found.events.enumerated() {
      if event.type == .track, let name = event.name, !withheld.contains(number), !(destination?.isOwn(name: name) ?? false) {
        whole.note(event: EventName.folded(name), at: spot)
      }
      if kind == .har, event.type == .track || event.type == .group { whole.note(event.type == .group, at: spot) }
    }
  }
}
