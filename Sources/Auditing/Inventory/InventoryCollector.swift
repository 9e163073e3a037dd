import Bytes
import Knowledge
import Payloads

/// Lists every field that was sent while the records go by.
///
/// Of a value it keeps a mask, what it looks like, and a few short words as long as the field may be an enumeration.
package struct InventoryCollector {
  /// Further fields and events are counted and not listed: hostile captures make up keys and names without end.
  static let maximumFields = 20_000
  package static let maximumEvents = 2_000
  /// A longer way to a field is nothing that anybody wrote.
  private static let maximumWire = 1_000
  /// Of how many values that rules found a trace is kept. With more, no words are shown at all.
  private static let maximumTraces = 65_536

  private struct EventKey: Hashable {
    var destination: String
    var kind: Inventory.Event.Kind
    var name: String?
  }

  private struct EventEntry {
    var key: EventKey
    var recordDestination: RecordDestination
    var count = 0
    var fields: [Int] = []
  }

  private struct FieldKey: Hashable {
    var event: Int
    var wire: String
  }

  private struct FieldEntry {
    var wire: String
    var keys: [String]
    var canonical: String?
    var types: Set<Inventory.Field.Kind> = []
    var count = 0
    /// The event that had it last.
    var stamp = 0
    /// What rules found there or inside of it.
    var kinds: Set<FieldKind> = []
    var profile = ValueProfile()
    var example: String?
  }

  /// A path in an event, as long as the numbers of paths hold.
  private struct Spot: Hashable {
    var event: Int
    var path: Int
  }

  private let book: RuleBook
  private let paths: PathTable
  private let recogniser: Recogniser
  private var events: [EventEntry] = []
  private var eventNumbers: [EventKey: Int] = [:]
  private var fields: [FieldEntry] = []
  private var fieldNumbers: [FieldKey: Int] = [:]
  private var spots: [Spot: Int] = [:]
  private var generation = 0
  private var stamps = 0
  private var omitted = 0
  /// Where rules found something, by wire path and by canonical field, and traces of what they found.
  private var places: Set<String> = []
  private var traces: Set<Int> = []

  init(_ book: RuleBook, _ recogniser: Recogniser, paths: PathTable) {
    self.book = book
    self.paths = paths
    self.recogniser = recogniser
  }

  /// Adds what one record sent; what stands beside a list of events (`isMember`) is no request of its own.
  mutating func add(_ found: Detections, in payload: borrowing Payload, isMember: Bool, _ record: Span<UInt8>) {
    if generation != paths.generation { (spots, generation) = ([:], paths.generation) }
    let hits = found.detections.filter { $0.field != nil && book.rules[$0.rule].fieldKind != nil }
    let hitFields = Set(hits.compactMap(\.field))
    let withheld = found.withheldNames(by: book)
    let dialect = recogniser.dialect(of: found.recordDestination)
    let homes = found.homes
    var numbers = [Int?](repeating: nil, count: found.events.count)
    var rows = [Int](repeating: -1, count: payload.nodes.count)
    for index in payload.fields.indices where payload.isRow(index, isHit: hitFields.contains(index), paths) {
      let field = payload.fields[index]
      let node = payload.owner(of: field.node)
      let event = homes[found.eventOfNode[node]]
      let number = numbers[event] ?? self.event(event, of: found, withheld: withheld, isMember: isMember)
      numbers[event] = number
      guard number >= 0, let row = row(at: payload.nodes[node].path, in: number, event, found, payload, dialect) else {
        omitted += 1
        continue
      }
      rows[node] = row
      note(field, row, stamp: stamps + event + 1, payload, record)
    }
    stamps += found.events.count
    for hit in hits { judge(hit, rows, payload, record) }
  }

  /// The number of an event that an event of a payload is one more of; -1 where there are too many.
  private mutating func event(_ index: Int, of found: Detections, withheld: Set<Int>, isMember: Bool) -> Int {
    let event = found.events[index]
    let name = event.name(isWithheld: withheld.contains(index)).map(PathTable.label)
    // A request may itself be an event; what stands beside a list of events is none.
    let isRequest = (event.node < 0 || isMember) && event.type == nil && name == nil
    let kind = isRequest ? Inventory.Event.Kind.request : Inventory.Event.Kind(event.type)
    let key = EventKey(destination: found.recordDestination.id(in: book.destinations), kind: kind, name: name)
    let number = eventNumbers[key] ?? (events.count < Self.maximumEvents ? events.count : -1)
    guard number >= 0 else { return number }
    if number == events.count {
      events.append(EventEntry(key: key, recordDestination: found.recordDestination))
      eventNumbers[key] = number
    }
    if !isMember { events[number].count += 1 }
    return number
  }

  /// The number of the field at a path in an event; nil where there are too many.
  private mutating func row(
    at path: Int, in number: Int, _ event: Int, _ found: Detections, _ payload: borrowing Payload, _ dialect: Dialect
  ) -> Int? {
    let spot = Spot(event: number, path: path)
    if let known = spots[spot] { return known }
    let wire = paths.entries[path].wire
    guard wire.utf8.count <= Self.maximumWire else { return nil }
    let key = FieldKey(event: number, wire: wire)
    if fieldNumbers[key] == nil {
      guard fields.count < Self.maximumFields else { return nil }
      let node = events[number].key.kind == .request ? -1 : found.events[event].node
      let keys = paths.labels(of: path, below: node < 0 ? PathTable.root : payload.nodes[node].path)
      let canonical = dialect.meaning(of: path).canonical(in: found.events[event].type)
      fields.append(FieldEntry(wire: wire, keys: keys, canonical: canonical))
      events[number].fields.append(fields.count - 1)
      fieldNumbers[key] = fields.count - 1
    }
    spots[spot] = fieldNumbers[key]
    return fieldNumbers[key]
  }

  private mutating func note(_ field: Payload.Field, _ row: Int, stamp: Int, _ payload: borrowing Payload, _ record: Span<UInt8>) {
    fields[row].types.insert(Inventory.Field.Kind(field.kind))
    if fields[row].stamp != stamp {
      fields[row].stamp = stamp
      fields[row].count += 1
    }
    payload.withBytes(of: field.layer, record: record) { bytes in
      let value = bytes.extracting(field.range)
      fields[row].profile.add(value, field.kind)
      if fields[row].example == nil, !value.isEmpty, !field.isNull { fields[row].example = Mask.excerpt(of: value) }
    }
  }

  /// Notes what a rule found: of the field that holds it, and of those around it, which hold it too.
  private mutating func judge(_ hit: Detection, _ rows: [Int], _ payload: borrowing Payload, _ record: Span<UInt8>) {
    guard let index = hit.field, let kind = book.rules[hit.rule].fieldKind else { return }
    let field = payload.fields[index]
    var node = field.node
    while node >= 0 {
      if rows[node] >= 0 {
        let row = rows[node]
        fields[row].kinds.insert(kind)
        places.insert(fields[row].wire)
        if let canonical = fields[row].canonical { places.insert(canonical) }
      }
      node = payload.nodes[node].parent
    }
    guard traces.count < Self.maximumTraces else { return }
    let trace = payload.withBytes(of: field.layer, record: record) { Self.trace(of: String(copying: $0.extracting(hit.range))) }
    traces.insert(trace)
  }

  /// A number that means nothing outside of this process.
  private static func trace(of value: String) -> Int { value.lowercased().hashValue }

  // MARK: The end

  /// What was listed, once it is known whose domains are the app's own.
  func inventory(firstParty: Set<String>, captures: [AuditedCapture], traffic: [DestinationTraffic]) -> Inventory {
    var destinations: [String: Inventory.Destination] = [:]
    for traffic in traffic where !traffic.through.isEmpty {
      destinations[traffic.id] = Inventory.Destination(
        id: traffic.id, name: traffic.name, category: traffic.category, party: traffic.party, events: [], through: traffic.through
      )
    }
    for event in events {
      let id = event.key.destination
      let known = event.recordDestination.destination.map { book.destinations.destinations[$0] }
      var destination =
        destinations[id]
        ?? Inventory.Destination(
          id: id, name: known?.name ?? id, category: known?.category ?? "unknown",
          party: event.recordDestination.party(firstParty: firstParty),
          events: [])
      destination.events.append(self.event(event))
      destinations[id] = destination
    }
    return Inventory(
      captures: captures.count, records: captures.reduce(0) { $0 + $1.records - $1.ignored },
      gaps: captures.reduce(0) { $0 + $1.gaps.count + ($1.error == nil ? 0 : 1) }, omitted: omitted,
      destinations: destinations.values.map { destination in
        var destination = destination
        destination.events.sort { $0.precedes($1) }
        return destination
      }.sorted { $0.precedes($1) })
  }

  private func event(_ entry: EventEntry) -> Inventory.Event {
    let fields = entry.fields.map { field(self.fields[$0], of: entry) }.sorted { $0.wire < $1.wire }
    return Inventory.Event(
      kind: entry.key.kind, name: entry.key.name, count: max(entry.count, fields.reduce(0) { max($0, $1.count) }), fields: fields)
  }

  private func field(_ entry: FieldEntry, of event: EventEntry) -> Inventory.Field {
    let place = FieldPlace(wire: entry.wire, canonical: entry.canonical)
    let kinds = entry.kinds.sorted()
    var (dataClass, values) = kinds.first.map { ($0.dataClass, []) } ?? entry.profile.judged(place)
    if kinds.isEmpty, entry.canonical == "event.name", let name = event.key.name, entry.profile.isAlways(name) {
      // Events are told apart by it, and reports call them so.
      (dataClass, values) = (.enumeration, [name])
    } else if dataClass == .enumeration, mayGiveAway(values, of: entry) {
      (dataClass, values) = (.identifier, [])
    }
    return Inventory.Field(
      wire: entry.wire, keys: entry.keys, canonical: entry.canonical,
      types: Inventory.Field.Kind.allCases.filter(entry.types.contains), count: entry.count, dataClass: dataClass,
      kinds: kinds, values: values,
      example: entry.example)
  }

  /// Whether a rule found anything in the same field elsewhere, or one of the words anywhere.
  private func mayGiveAway(_ values: [String], of entry: FieldEntry) -> Bool {
    if values.isEmpty || values == ["false", "true"] { return false }
    return places.contains(entry.wire) || entry.canonical.map(places.contains) ?? false || traces.count >= Self.maximumTraces
      || values.contains { traces.contains(Self.trace(of: $0)) }
  }
}
