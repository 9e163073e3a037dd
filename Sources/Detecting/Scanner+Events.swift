import Bytes
import Knowledge
import Payloads
import Vocabulary

/// The events of a payload, and the watch table of each.
extension Scanner {
  func findEvents(
    _ payload: borrowing Payload, _ recordDestination: RecordDestination, _ found: inout Detections, _ record: Span<UInt8>
  ) {
    let dialect = recogniser.dialect(of: recordDestination)
    let types = recordDestination.destination.map { book.destinations.destinations[$0].types } ?? [:]
    let layout = dialect.layout(of: payload)
    for event in layout.events { found.events.append(Event(node: event.node, parent: event.parent)) }
    eventOfNode = layout.eventOfNode
    found.eventOfNode = eventOfNode
    for (number, statement) in layout.statements {
      let field = payload.fields[number]
      let event = eventOfNode[field.node]
      let value = payload.withBytes(of: field.layer, record: record) { bytes in
        field.range.count > 256 ? "" : String(copying: bytes.extracting(field.range))
      }
      switch statement {
      case .type: found.events[event].type = types[value] ?? EventType(rawValue: value.lowercased()) ?? types["default"]
      case .time: if found.time == nil { found.time = value }
      case .name:
        guard found.events[event].name == nil, !value.isEmpty, !Self.isNumber(value) else { continue }
        found.events[event].name = value
        found.events[event].nameField = number
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

  /// Whether an event's name is an identifier such as a card number instead of a chosen name: reports show names.
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

  func subject(of event: Event) -> Subjects.Subject? {
    guard let name = event.name else { return nil }
    if let known = subjects[name] { return known }
    if subjects.count > 10_000 { subjects.removeAll() }
    let subject = book.subjects.subject(ofEvent: name)
    subjects[name] = .some(subject)
    return subject
  }
}
