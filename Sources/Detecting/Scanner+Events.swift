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
    eventOfNode.removeAll(keepingCapacity: true)
    for index in payload.nodes.indices {
      let node = payload.nodes[index]
      let parent = node.parent < 0 ? 0 : eventOfNode[node.parent]
      let isStep = node.parent >= 0 && payload.nodes[node.parent].path == node.path
      // A list of names is no list of events: events are objects.
      let isObject = index + 1 < payload.nodes.count && payload.nodes[index + 1].parent == index
      if !isStep, isObject, dialect.meaning(of: node.path).isEvent {
        found.events.append(Event(node: index, parent: parent))
        eventOfNode.append(found.events.count - 1)
      } else {
        eventOfNode.append(parent)
      }
    }
    found.eventOfNode = eventOfNode
    for (number, field) in payload.fields.enumerated() where !field.isContainer && !field.isEncoded && !field.isNamed && !field.isUnread {
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
