import Bytes
import Captures
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Checks the events of records against the Segment spec. Each worker has one. Checks over several records are left to
/// ``SpecCollector``.
struct SpecReader {
  private let book: RuleBook
  private let recogniser: Recogniser
  private let paths: PathTable
  private var tables: [Slot: SpecTable] = [:]

  private struct Slot: Hashable {
    var destination: Int
    var type: EventType
    var wrapper: [String]
    /// The ID of an unknown vendor.
    var id: String?
  }

  /// Names and calls that are noted already: only the first counts, and records come in order.
  private var noted: Set<Noted> = []
  /// The maximum number of remembered notes. Noting something again changes nothing.
  private static let maximumNoted = 100_000

  private struct Noted: Hashable {
    var capture: Int
    var destination: String
    var name: String
  }

  /// The facts of one event.
  private struct Facts {
    var hasEmptyUserID = false
    var hasUserID = false
    var hasAnonymousID = false
    var hasGroupID = false
    var hasTime = false
    var time: EventTime?
    var sent: EventTime?
  }

  /// The current record.
  private struct Context {
    var id: String
    var destination: Destination?
    var kind: CaptureKind
    var place: RecordPlace
    /// Where things are noted; created when the first is.
    var spot: SpecCollector.Spot?
  }

  /// Nil if no rule uses the spec.
  init?(_ book: RuleBook, _ recogniser: Recogniser, _ paths: PathTable) {
    guard !book.specRules.isEmpty else { return nil }
    (self.book, self.recogniser, self.paths) = (book, recogniser, paths)
  }

  /// Adds violations of the spec to the detections of a record, and to `whole` what needs other records.
  mutating func read(
    _ payload: borrowing Payload, _ found: inout Detections, of record: borrowing Record, into whole: inout SpecCollector,
    at place: RecordPlace, _ bytes: Span<UInt8>
  ) {
    let kind = record.captureKind
    if kind == .har, let number = found.recordDestination.destination { whole.note(contact: number, in: place.capture) }
    guard found.events.contains(where: { $0.type != nil }) else { return }
    var context = Context(
      id: found.recordDestination.id(in: book.destinations),
      destination: found.recordDestination.destination.map { book.destinations.destinations[$0] }, kind: kind, place: place)
    var facts = [Facts](repeating: Facts(), count: found.events.count)
    var tables: [SpecTable?] = []
    for event in found.events { tables.append(event.type.map { table(of: found.recordDestination, $0, context) }) }
    for (index, field) in payload.fields.enumerated() where !field.isUnread && !field.isNamed {
      let number = found.eventOfNode[field.node]
      guard let table = tables[number] else { continue }
      let node = payload.nodes[field.node]
      let (watch, at) = table.watch(of: node.path)
      if watch.isIdle { continue }
      if let role = watch.role {
        read(field, role, &facts[number], payload, &whole, found, record, &context, bytes)
        continue
      }
      // Content decoded from a text is not a member.
      let isWritten = (node.step == .member || node.step == .element) && payload.nodes[node.parent].step.layerName == nil
      if let canonical = watch.canonical, table.isFirst(.name, at: at) {
        whole.note(property: canonical, at: spot(found, record, &context, bytes))
      }
      if let container = watch.container, isWritten, table.isFirst(.container, at: at) {
        whole.note(container.type, of: container.canonical, at: spot(found, record, &context, bytes))
      }
      guard let drift = DriftType(field.kind), let canonical = watch.canonical, isWritten || node.step == .member else { continue }
      if table.isFirst(.type(drift), at: at) { whole.note(drift, of: canonical, at: spot(found, record, &context, bytes)) }
      check(index, number, watch, drift, canonical, payload, &found, kind, bytes)
    }
    judge(facts, &found, context)
    note(found, &whole, record, &context, bytes)
  }

  private mutating func table(of recordDestination: RecordDestination, _ type: EventType, _ context: Context) -> SpecTable {
    let slot = Slot(
      destination: recordDestination.destination ?? -1, type: type, wrapper: recordDestination.wrapper,
      id: recordDestination.destination == nil ? context.id : nil)
    if let known = tables[slot] { return known }
    if tables.count > 4_096 { tables.removeAll() }
    let table = SpecTable(book, recogniser.dialect(of: recordDestination), context.destination, type, paths)
    tables[slot] = table
    return table
  }

  private func spot(_ found: Detections, _ record: borrowing Record, _ context: inout Context, _ bytes: Span<UInt8>) -> SpecCollector.Spot {
    if let known = context.spot { return known }
    let start = record.origin.advanced(by: record.range.lowerBound, over: bytes)
    let edge = Finding.Place(capture: context.place.path, record: record.index, line: start.line, time: context.place.time)
    let spot = SpecCollector.Spot(found.recordDestination, id: context.id, context.place, edge)
    context.spot = spot
    return spot
  }

  // MARK: Fields

  private func read(
    _ field: Payload.Field, _ role: SpecWatch.Role, _ facts: inout Facts, _ payload: borrowing Payload, _ whole: inout SpecCollector,
    _ found: Detections, _ record: borrowing Record, _ context: inout Context, _ bytes: Span<UInt8>
  ) {
    guard !field.isNull, field.range.count <= 256 else { return }
    switch role {
    case .time: facts.hasTime = true
    case .userID, .anonymousID, .groupID, .sent: break
    case .integration(let tool):
      let isOff = payload.withBytes(of: field.layer, record: bytes) { field.isBoolean && $0[field.range.lowerBound] == UInt8(ascii: "f") }
      if isOff { whole.note(switchedOff: tool, at: spot(found, record, &context, bytes)) }
      return
    }
    payload.withBytes(of: field.layer, record: bytes) { bytes in
      let text = bytes.extracting(field.range)
      switch role {
      case .userID: if Self.isNothing(text) { facts.hasEmptyUserID = true } else { facts.hasUserID = true }
      case .anonymousID: facts.hasAnonymousID = facts.hasAnonymousID || !Self.isNothing(text)
      case .groupID: facts.hasGroupID = facts.hasGroupID || !Self.isNothing(text)
      case .time: facts.time = facts.time ?? EventTime(text)
      case .sent: facts.sent = facts.sent ?? EventTime(text)
      case .integration: break
      }
    }
  }

  /// What programs write for a missing ID.
  private static func isNothing(_ text: Span<UInt8>) -> Bool {
    guard text.count < 20 else { return false }
    let word = String(copying: text).trimming(\.isWhitespace).lowercased()
    return ["", "undefined", "null", "nil", "none", "nan", "(null)", "<null>", "[object object]", "undefined undefined"].contains(word)
  }

  private func check(
    _ index: Int, _ event: Int, _ watch: SpecWatch, _ type: DriftType, _ canonical: String,
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
      let field = payload.fields[index]
      let isDate = payload.withBytes(of: field.layer, record: record) { EventTime($0.extracting(field.range)) != nil }
      isRight = type == .number || type == .string && (isDate || field.range.isEmpty)
    }
    // A flag or a list with such a key is not a statistic.
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

  private func judge(_ facts: [Facts], _ found: inout Detections, _ context: Context) {
    let recorded = context.place.time.flatMap { EventTime(Array($0.utf8).span) }
    for number in found.events.indices {
      guard let type = found.events[number].type, found.events[number].node >= 0 else { continue }
      let facts = facts[number]
      let namesSomebody = type == .identify || type == .alias
      if facts.hasEmptyUserID, !facts.hasUserID, namesSomebody || !facts.hasAnonymousID {
        add(.emptyUserID, number, "user.id", "expected an ID, or no user ID at all", &found, context.kind)
      }
      if type == .group, !facts.hasGroupID { add(.groupWithoutID, number, "group.id", "expected an ID", &found, context.kind) }
      if facts.hasTime, let fault = EventTime.fault(of: facts.time, recorded: context.kind == .har ? recorded : facts.sent) {
        add(.impossibleTime, number, "event.time", fault, &found, context.kind)
      }
    }
  }

  /// Notes what is checked at the end.
  private mutating func note(
    _ found: Detections, _ whole: inout SpecCollector, _ record: borrowing Record, _ context: inout Context, _ bytes: Span<UInt8>
  ) {
    let withheld = found.withheldNames(by: book)
    if noted.count > Self.maximumNoted { noted.removeAll() }
    for (number, event) in found.events.enumerated() {
      if event.type == .track, let name = event.name, !withheld.contains(number),
        noted.insert(Noted(capture: -1, destination: context.id, name: name)).inserted, !(context.destination?.isOwn(name: name) ?? false)
      {
        whole.note(event: EventName.folded(name), at: spot(found, record, &context, bytes))
      }
      guard context.kind == .har, let type = event.type, type == .track || type == .group else { continue }
      if noted.insert(Noted(capture: context.place.capture, destination: context.id, name: type.rawValue)).inserted {
        whole.note(type == .group, at: spot(found, record, &context, bytes))
      }
    }
  }
}
