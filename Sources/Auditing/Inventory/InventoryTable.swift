import Bytes
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Every field that was sent, by destination and event, in bounded memory; tables can be added.
///
/// Hostile captures make up any number of names and keys. The first by name are kept, whatever their order in the capture, and the
/// values of the others are counted.
package struct InventoryTable: Sendable {
  static let maximumFields = 20_000
  package static let maximumEvents = 2_000

  struct EventKey: Hashable, Comparable, Sendable {
    var destination: String
    var kind: Inventory.Event.Kind
    var name: String?

    static func < (a: Self, b: Self) -> Bool {
      (a.destination, a.kind.rawValue, a.name ?? "") < (b.destination, b.kind.rawValue, b.name ?? "")
    }
  }

  struct Event: Sendable {
    var key: EventKey
    var recordDestination: RecordDestination
    var count = 0
  }

  /// The mask of a value, and its position.
  struct Example: Sendable {
    var sighting: Sighting
    var mask: String
  }

  struct Field: Sendable {
    /// The number of its event.
    var event: Int
    var wire: String
    var keys: [String]
    var canonical: String?
    var types: Set<Inventory.Field.Kind> = []
    /// How many events have it, and how many values it has in them.
    var count = 0
    var values = 0
    /// What rules found in it.
    var kinds: Set<FieldKind> = []
    var profile = ValueProfile()
    /// Whether it is always the name that reports use for its event.
    var isEventName = true
    /// The mask of the first value.
    var example: Example?

    mutating func merge(_ other: Self) {
      types.formUnion(other.types)
      count += other.count
      values += other.values
      kinds.formUnion(other.kinds)
      profile.merge(other.profile)
      isEventName = isEventName && other.isEventName
      if let theirs = other.example, example.map({ theirs.sighting < $0.sighting }) ?? true { example = theirs }
    }
  }

  private struct FieldKey: Hashable, Sendable {
    var event: Int
    var wire: String
  }

  private(set) var events: [Event] = []
  var fields: [Field] = []
  private var eventNumbers: [EventKey: Int] = [:]
  private var fieldNumbers: [FieldKey: Int] = [:]
  /// The number of values in fields that are not kept.
  var omitted = 0
  /// How often numbers have changed.
  private(set) var generation = 0

  /// The number of an event; a new event gets the next.
  mutating func number(of key: EventKey, _ recordDestination: RecordDestination) -> Int {
    if let known = eventNumbers[key] { return known }
    events.append(Event(key: key, recordDestination: recordDestination))
    eventNumbers[key] = events.count - 1
    return events.count - 1
  }

  mutating func count(_ event: Int) { events[event].count += 1 }

  /// The number of a field, if it has one.
  func field(_ wire: String, of event: Int) -> Int? { fieldNumbers[FieldKey(event: event, wire: wire)] }

  mutating func add(_ field: Field) -> Int {
    fields.append(field)
    fieldNumbers[FieldKey(event: field.event, wire: field.wire)] = fields.count - 1
    return fields.count - 1
  }

  func write(to part: inout PartWriter) {
    part.write(unsigned: UInt64(events.count))
    for event in events {
      part.write(event.key.destination, event.key.kind.rawValue)
      event.key.name.write(to: &part)
      event.recordDestination.write(to: &part)
      event.count.write(to: &part)
    }
    fields.write(to: &part)
    omitted.write(to: &part)
  }

  /// Reads a part into an empty table.
  mutating func read(from part: inout PartReader, captures: CaptureNumbers) throws(PartError) {
    for _ in 0..<(try part.count()) {
      let destination: String = try part.value()
      guard let kind = Inventory.Event.Kind(rawValue: try part.value()) else { throw .damaged }
      let key = EventKey(destination: destination, kind: kind, name: try part.value())
      let number = number(of: key, try part.value())
      events[number].count = try part.value()
    }
    let fields: [Field] = try part.value()
    for var field in fields {
      guard events.indices.contains(field.event) else { throw .damaged }
      if let capture = field.example?.sighting.capture { field.example?.sighting.capture = captures[capture] }
      _ = add(field)
    }
    omitted = try part.value()
  }

  mutating func merge(_ other: Self) {
    omitted += other.omitted
    let numbers = other.events.map { event in
      let number = number(of: event.key, event.recordDestination)
      events[number].count += event.count
      return number
    }
    for field in other.fields {
      if let known = self.field(field.wire, of: numbers[field.event]) {
        fields[known].merge(field)
      } else {
        var field = field
        field.event = numbers[field.event]
        _ = add(field)
      }
    }
    trim()
  }

  /// Removes what is not listed, if there is more than twice as much as is, or any at the `end`. Numbers change then.
  mutating func trim(atEnd end: Bool = false) {
    let factor = end ? 1 : 2
    guard events.count > Self.maximumEvents * factor || fields.count > Self.maximumFields * factor else { return }
    generation += 1
    let keptEvents = events.indices.sorted { events[$0].key < events[$1].key }.prefix(Self.maximumEvents)
    let place = Dictionary(uniqueKeysWithValues: keptEvents.enumerated().map { ($1, $0) })
    let keptFields = fields.filter { place[$0.event] != nil }
      .sorted { (place[$0.event] ?? 0, $0.wire) < (place[$1.event] ?? 0, $1.wire) }.prefix(Self.maximumFields)
    omitted += fields.reduce(0) { $0 + $1.values } - keptFields.reduce(0) { $0 + $1.values }
    let (oldEvents, oldFields) = (events, keptFields)
    (events, fields, eventNumbers, fieldNumbers) = ([], [], [:], [:])
    for number in keptEvents {
      eventNumbers[oldEvents[number].key] = events.count
      events.append(oldEvents[number])
    }
    for var field in oldFields {
      field.event = place[field.event] ?? 0
      _ = add(field)
    }
  }
}

extension InventoryTable.Example: PartValue {
  func write(to part: inout PartWriter) {
    sighting.write(to: &part)
    mask.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) { self.init(sighting: try part.value(), mask: try part.value()) }
}

extension Inventory.Field.Kind: PartValue {}
extension Inventory.Field.Kind: Comparable {
  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
extension FieldClass: PartValue {}

extension FieldKind: PartValue {
  func write(to part: inout PartWriter) {
    dataClass.write(to: &part)
    name.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) { self.init(dataClass: try part.value(), name: try part.value()) }
}

extension InventoryTable.Field: PartValue {
  func write(to part: inout PartWriter) {
    part.write(event, count, values)
    wire.write(to: &part)
    keys.write(to: &part)
    canonical.write(to: &part)
    types.write(to: &part)
    kinds.write(to: &part)
    let mayShow = kinds.isEmpty && FieldPlace(wire: wire, canonical: canonical).mayShow
    (mayShow ? profile : profile.withoutWords).write(to: &part)
    isEventName.write(to: &part)
    example.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    let (event, count, values): (Int, Int, Int) = (try part.value(), try part.value(), try part.value())
    self.init(event: event, wire: try part.value(), keys: try part.value(), canonical: try part.value())
    (self.count, self.values) = (count, values)
    types = try part.value()
    kinds = try part.value()
    profile = try part.value()
    isEventName = try part.value()
    example = try part.value()
  }
}
