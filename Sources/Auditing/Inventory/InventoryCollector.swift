import Bytes
import Detecting
import Knowledge
import Payloads

/// Lists every field that was sent while records are read.
///
/// Of a value it keeps a mask, its profile, and a few short words as long as the field may be an enumeration.
package struct InventoryCollector {
  /// The maximum length of a wire path; longer ones are hostile.
  private static let maximumWire = 1_000
  /// The maximum number of traces of values that rules found. Beyond it, no words are shown at all.
  static let maximumTraces = 65_536

  /// A path in an event, valid as long as the numbers of paths are.
  private struct Spot: Hashable {
    var event: Int
    var path: Int
  }

  let book: RuleBook
  private let paths: PathTable
  private let recogniser: Recogniser
  var table = InventoryTable()
  private var spots: [Spot: Int] = [:]
  private var generations = (paths: 0, table: 0)
  /// The last event that had each field.
  private var stamps: [Int] = []
  private var stamp = 0
  /// Where rules found something, by wire path and by canonical field, and digests of what they found.
  var places: Set<String> = []
  var traces: Set<UInt64> = []
  /// Computes the digests, with the key of the run, which is set before the first record.
  var hash = SipHash(key: [])

  init(_ book: RuleBook, _ recogniser: Recogniser, paths: PathTable) {
    self.book = book
    self.paths = paths
    self.recogniser = recogniser
  }

  /// Adds what one record sent. A member next to a list of events (`isMember`) is not a request of its own.
  mutating func add(_ found: Detections, in payload: borrowing Payload, isMember: Bool, _ record: Span<UInt8>, at place: RecordPlace) {
    table.trim()
    if generations != (paths.generation, table.generation) {
      (spots, generations) = ([:], (paths.generation, table.generation))
      stamps = [Int](repeating: 0, count: table.fields.count)
    }
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
      guard let row = row(at: payload.nodes[node].path, in: number, event, found, payload, dialect) else {
        table.omitted += 1
        continue
      }
      rows[node] = row
      let sighting = Sighting(capture: place.capture, ordinal: place.ordinal, number: index)
      note(field, row, stamp: stamp + event + 1, payload, record, at: sighting)
    }
    stamp += found.events.count
    for hit in hits { judge(hit, rows, payload, record) }
  }

  /// Adds what other records sent.
  mutating func merge(_ other: Self) {
    table.merge(other.table)
    places.formUnion(other.places)
    traces.formUnion(other.traces)
  }

  /// Words in which a rule found something are left out, here or in the same field elsewhere: the whole inventory would not show
  /// them either.
  func write(to part: inout PartWriter) {
    var table = table
    for at in table.fields.indices where mayGiveAway(table.fields[at].profile.shown, of: table.fields[at]) {
      table.fields[at].profile = table.fields[at].profile.withoutWords
    }
    table.write(to: &part)
    places.write(to: &part)
    traces.write(to: &part)
  }

  mutating func read(from part: inout PartReader, captures: CaptureNumbers) throws(PartError) {
    try table.read(from: &part, captures: captures)
    places = try part.value()
    traces = try part.value()
  }

  /// The number of the inventory's event for an event of a payload.
  private mutating func event(_ index: Int, of found: Detections, withheld: Set<Int>, isMember: Bool) -> Int {
    let event = found.events[index]
    let name = event.name(isWithheld: withheld.contains(index)).map { PathTable.label(of: EventName.folded($0)) }
    // A request may itself be an event; a member next to a list of events is not.
    let isRequest = (event.node < 0 || isMember) && event.type == nil && name == nil
    let kind = isRequest ? Inventory.Event.Kind.request : Inventory.Event.Kind(event.type)
    let key = InventoryTable.EventKey(destination: found.recordDestination.id(in: book.destinations), kind: kind, name: name)
    let number = table.number(of: key, found.recordDestination)
    if !isMember { table.count(number) }
    return number
  }

  /// The number of the field at a path in an event; nil for a path that is too long.
  private mutating func row(
    at path: Int, in number: Int, _ event: Int, _ found: Detections, _ payload: borrowing Payload, _ dialect: Dialect
  ) -> Int? {
    let spot = Spot(event: number, path: path)
    if let known = spots[spot] { return known }
    let wire = paths.entries[path].wire
    guard wire.utf8.count <= Self.maximumWire else { return nil }
    let row: Int
    if let known = table.field(wire, of: number) {
      row = known
    } else {
      let node = table.events[number].key.kind == .request ? -1 : found.events[event].node
      let keys = paths.labels(of: path, below: node < 0 ? PathTable.root : payload.nodes[node].path)
      let canonical = dialect.meaning(of: path).canonical(in: found.events[event].type)
      row = table.add(InventoryTable.Field(event: number, wire: wire, keys: keys, canonical: canonical))
      stamps.append(0)
    }
    spots[spot] = row
    return row
  }

  private mutating func note(
    _ field: Payload.Field, _ row: Int, stamp: Int, _ payload: borrowing Payload, _ record: Span<UInt8>, at sighting: Sighting
  ) {
    table.fields[row].types.insert(Inventory.Field.Kind(field.kind))
    table.fields[row].values += 1
    if stamps[row] != stamp {
      stamps[row] = stamp
      table.fields[row].count += 1
    }
    let name = table.fields[row].canonical == "event.name" ? table.events[table.fields[row].event].key.name : nil
    payload.withBytes(of: field.layer, record: record) { bytes in
      let value = bytes.extracting(field.range)
      table.fields[row].profile.add(value, field.kind)
      table.fields[row].isEventName = table.fields[row].isEventName && name != nil && String(copying: value) == name
      if !value.isEmpty, !field.isNull, table.fields[row].example.map({ sighting < $0.sighting }) ?? true {
        table.fields[row].example = InventoryTable.Example(sighting: sighting, mask: Mask.excerpt(of: value))
      }
    }
  }

  /// Notes a rule's detection in the field that contains it, and in those around it.
  private mutating func judge(_ hit: Detection, _ rows: [Int], _ payload: borrowing Payload, _ record: Span<UInt8>) {
    guard let index = hit.field, let kind = book.rules[hit.rule].fieldKind else { return }
    let field = payload.fields[index]
    var node = field.node
    while node >= 0 {
      if rows[node] >= 0 {
        let row = rows[node]
        table.fields[row].kinds.insert(kind)
        places.insert(table.fields[row].wire)
        if let canonical = table.fields[row].canonical { places.insert(canonical) }
      }
      node = payload.nodes[node].parent
    }
    guard traces.count < Self.maximumTraces else { return }
    traces.insert(payload.withBytes(of: field.layer, record: record) { hash.hash($0.extracting(hit.range), isFolded: true) })
  }
}
