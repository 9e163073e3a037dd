import Bytes
import Captures
import Detecting
import Knowledge
import PCRE
import Payloads
import Plans
import Vocabulary

/// Checks the events of records against a tracking plan, or sketches one from them. Each worker has one.
struct PlanReader {
  /// Nil if a plan is sketched.
  private let plan: Plan?
  private let book: RuleBook
  private let recogniser: Recogniser
  private let paths: PathTable
  private let rules: [Rule.PlanTest: [Int]]
  private let matcher = Matcher()

  /// Nil if there is no plan, and none is sketched.
  init?(_ plan: Plan?, sketches: Bool, _ book: RuleBook, _ recogniser: Recogniser, _ paths: PathTable) {
    guard plan != nil || sketches else { return nil }
    self.plan = plan
    self.book = book
    self.recogniser = recogniser
    self.paths = paths
    rules = book.planRules
  }

  /// Adds deviations from the plan to the detections of a record, and its events to the sketch.
  /// - Returns: What could not be examined.
  func read(
    _ payload: borrowing Payload, _ found: inout Detections, _ kind: CaptureKind, into sketch: inout PlanCollector?, _ record: Span<UInt8>
  ) -> [Gap] {
    let homes = found.homes
    guard found.events.contains(where: { $0.type != nil }) else { return [] }
    let destination = found.recordDestination.destination.map { book.destinations.destinations[$0] }
    let tree = PayloadTree(copy payload, paths)
    let messages = EventMessages(
      tree, found, recogniser.dialect(of: found.recordDestination), usesSegmentSpec: destination?.usesSegmentSpec ?? true, plan ?? Plan())
    let wire = WireValue(copy payload, paths)
    let hits = Set(found.detections.filter { book.rules[$0.rule].fieldKind != nil }.compactMap(\.field))
    let id = found.recordDestination.id(in: book.destinations)
    var gaps: [Gap] = []
    let withheld = found.withheldNames(by: book)
    if sketch != nil { for detection in found.detections { note(detection, payload, record, into: &sketch) } }
    for number in found.events.indices where homes[number] == number {
      guard let type = found.events[number].type else { continue }
      let message = messages.message(of: number, type, record)
      let event = PlannedEvent(
        type: type, name: found.events[number].name, foldedName: found.events[number].name.map(EventName.folded),
        destination: id, message: message.value,
        isOwn: { destination?.isOwn(name: $0) ?? false },
        wire: plan?.hasWireEntries(of: id) ?? false
          ? (
            found.events[number].name.map { PathTable.label(of: EventName.folded($0)) },
            wire.value(of: number, found, homes: homes, hits: hits, record)
          ) : nil,
        described: messages.described(in: number, record))
      if withheld.contains(number), let name = event.name {
        sketch?.noteWithheld(name)
      } else {
        sketch?.add(event, hits: ways(ofHitsIn: number, found, message, tree))
      }
      guard let plan else { continue }
      let (faults, isGivenUp) = plan.faults(of: event, matcher)
      if isGivenUp { gaps.append(Gap(place: "event", reason: "an event takes too many steps to be held against the plan")) }
      for fault in faults { add(fault, of: number, type, kind, &found) }
      addUndeclared(plan, event, message, tree, number, kind, &found)
    }
    return gaps
  }

  private func add(_ fault: PlanFault, of number: Int, _ type: EventType, _ kind: CaptureKind, _ found: inout Detections) {
    let field = fault.path.isEmpty ? "event.name" : fault.isWire ? fault.path.wireName : fault.path.canonical(in: type)
    for rule in rules[fault.kind.test] ?? [] where holds(rule, number, kind, found) {
      var detection = Detection(rule: rule, field: nil, range: 0..<0, event: number, canonical: field)
      detection.detail = fault.detail.isEmpty ? nil : fault.detail
      found.detections.append(detection)
    }
  }

  /// Adds the properties in which a rule found personal data, and which the plan does not mark as personal.
  private func addUndeclared(
    _ plan: Plan, _ event: PlannedEvent, _ message: EventMessage, _ tree: PayloadTree, _ number: Int, _ kind: CaptureKind,
    _ found: inout Detections
  ) {
    var fields: Set<String> = []
    for detection in found.detections where detection.event == number && book.rules[detection.rule].category == .personalData {
      guard let field = detection.field, let way = message.way(to: tree.payload.fields[field].node, in: tree.payload),
        way.first == .member(event.type.fieldsKey),
        plan.callsPersonal(way, of: event) == false, fields.insert(way.canonical(in: event.type)).inserted
      else { continue }
      for rule in rules[.undeclaredPersonal] ?? [] where holds(rule, number, kind, found) {
        found.detections.append(
          Detection(rule: rule, field: nil, range: 0..<0, event: number, canonical: way.canonical(in: event.type)))
      }
    }
  }

  // MARK: Sketches

  private func note(_ detection: Detection, _ payload: borrowing Payload, _ record: Span<UInt8>, into sketch: inout PlanCollector?) {
    guard let field = detection.field, book.rules[detection.rule].fieldKind != nil else { return }
    sketch?.note(
      found: payload.withBytes(of: payload.fields[field].layer, record: record) { String(copying: $0.extracting(detection.range)) })
  }

  /// The paths of what rules found in an event, and whether each is personal data.
  private func ways(ofHitsIn number: Int, _ found: Detections, _ message: EventMessage, _ tree: PayloadTree)
    -> [(way: [Violation.Step], isPersonal: Bool)]
  {
    found.detections.compactMap { detection in
      guard detection.event == number, let field = detection.field, book.rules[detection.rule].fieldKind != nil,
        let way = message.way(to: tree.payload.fields[field].node, in: tree.payload)
      else { return nil }
      return (way, book.rules[detection.rule].category == .personalData)
    }
  }

  private func holds(_ rule: Int, _ event: Int, _ kind: CaptureKind, _ found: Detections) -> Bool {
    let destination = found.recordDestination.destination.map { book.destinations.destinations[$0] }
    return book.rules[rule].conditions.hold(destination, found.events[event].type, kind)
  }
}

extension PlanFault.Kind {
  /// The rule for it.
  fileprivate var test: Rule.PlanTest {
    switch self {
    case .unknownEvent: .unknownEvent
    case .naming: .naming
    case .schema(let kind):
      switch kind {
      case .required: .requiredMissing
      case .type: .wrongType
      case .enumeration: .enumeration
      case .pattern: .pattern
      case .format: .format
      case .unknown: .unknownProperty
      case .forbidden: .forbidden
      case .other: .other
      }
    }
  }
}

extension [Violation.Step] {
  /// The keys separated by dots, as in names of fields: `*` for an element, and for a key that is a value.
  var wireName: String {
    map { step in
      switch step {
      case .member(let key): PathTable.label(of: key)
      case .element: "*"
      }
    }.joined(separator: ".")
  }

  /// The canonical field at a path of an event in the Segment spec.
  func canonical(in type: EventType) -> String {
    let name = wireName
    if let known = Self.known[name] { return known }
    for (prefix, canonical) in [
      ("context.traits.", "user.traits."), ("traits.", type == .group ? "group.traits." : "user.traits."), ("context.page.", "page."),
    ]
    where name.hasPrefix(prefix) {
      return canonical + name.dropFirst(prefix.count)
    }
    return name
  }

  private static var known: [String: String] {
    [
      "event": "event.name", "name": "event.name", "type": "event.type", "messageId": "event.id", "timestamp": "event.time",
      "userId": "user.id", "anonymousId": "user.anonymousId", "groupId": "group.id", "context.ip": "client.ip",
      "context.userAgent": "client.userAgent", "context.locale": "client.locale", "integrations.All": "integrations",
    ]
  }
}
