package import Vocabulary

/// A tracking plan in any format: the events that a team intends to send, and a schema for each.
package struct Plan: Sendable {
  /// The plan for one kind of event.
  package struct Entry: Sendable {
    /// What the schema describes.
    package enum Subject: Sendable {
      /// The event as in the Segment spec, with `properties`, `traits` and `context`.
      case message
      /// The properties alone, or the traits of a call that has traits.
      case fields
      /// The event on the wire of one destination, fully decoded: what `telltale inventory --format schema` prints.
      case wire(destination: String)
      /// The data of self-describing JSON (Snowplow): an event's or an entity's.
      case data(SchemaName)
    }

    package var type: EventType?
    /// The event's name; nil for all events of the type.
    package var name: String?
    package var subject: Subject
    let schema: JSONSchema
    /// The schema's node for the whole value.
    let root: Int

    init(type: EventType?, name: String?, subject: Subject, schema: JSONSchema, root: Int = 0) {
      self.type = type
      self.name = name
      self.subject = subject
      self.schema = schema
      self.root = schema.roots[root]
    }
  }

  /// How names must be written.
  package struct Naming: Sendable, Equatable {
    package var events: NamingConvention?
    package var properties: NamingConvention?

    package init(events: NamingConvention? = nil, properties: NamingConvention? = nil) {
      self.events = events
      self.properties = properties
    }
  }

  /// The SHA-256 of its files, without their names; nil for an empty plan.
  package internal(set) var digest: String?
  package private(set) var entries: [Entry] = []
  /// Schemas that every event is also checked against.
  private(set) var common: [Entry] = []
  package private(set) var naming = Naming()
  private var numbers: [Key: [Int]] = [:]
  private var types: Set<EventType> = []
  private(set) var vendors: Set<String> = []
  private var wireDestinations: Set<String> = []

  struct Key: Hashable, Sendable {
    var destination: String?
    var type: EventType?
    var name: String?
  }

  /// An empty plan.
  package init() {}

  mutating func add(_ entry: Entry) {
    var key = Key(destination: nil, type: entry.type, name: entry.name)
    switch entry.subject {
    case .wire(let destination):
      key.destination = destination
      wireDestinations.insert(destination)
    case .data(let name): vendors.insert(name.vendor)
    case .message, .fields: if let type = entry.type { types.insert(type) }
    }
    numbers[key, default: []].append(entries.count)
    entries.append(entry)
  }

  mutating func add(common entry: Entry) { common.append(entry) }

  mutating func add(_ other: Naming) {
    naming.events = naming.events ?? other.events
    naming.properties = naming.properties ?? other.properties
  }

  /// Declares that the plan covers all events, even if it lists none.
  mutating func close() { types.insert(.track) }

  /// Whether it plans no event.
  package var isEmpty: Bool { entries.isEmpty && common.isEmpty && types.isEmpty }

  // MARK: Look up

  /// Whether an event is planned.
  package enum Standing: Sendable {
    /// It is planned: the numbers of its entries.
    case planned([Int])
    /// The plan lists events of this type, but not this one.
    case unplanned
    /// The plan does not cover events of this type.
    case notCovered
  }

  /// Whether events of a type and a name, in terms of the Segment spec, are planned.
  func standing(of type: EventType, _ name: String?) -> Standing {
    // An entry for the name takes precedence over one for the whole type.
    for name in name == nil ? [nil] : [name, nil] {
      let planned = (numbers[Key(destination: nil, type: type, name: name)] ?? [])
        .filter { if case .data = entries[$0].subject { false } else { true } }
      if !planned.isEmpty { return .planned(planned) }
    }
    // Calls without a name belong to another rule.
    guard types.contains(type) || type == .track && !types.isEmpty, type == .track || type == .page || type == .screen, name != nil else {
      return .notCovered
    }
    return .unplanned
  }

  /// The entries for an event on the wire of a destination; `kind` and `name` as in an inventory.
  func wireEntries(of destination: String, type: EventType?, _ name: String?) -> [Int] {
    numbers[Key(destination: destination, type: type, name: name)] ?? []
  }

  /// Whether it has entries for the wire format of a destination.
  package func hasWireEntries(of destination: String) -> Bool { wireDestinations.contains(destination) }

  /// The entry for the data of self-describing JSON: of exactly its version, or else of the last one of the same model.
  func entry(for name: SchemaName) -> Int? {
    var best: (number: Int, version: [Int])?
    for (number, entry) in entries.enumerated() {
      guard case .data(let planned) = entry.subject, planned.isSameModel(as: name) else { continue }
      if planned == name { return number }
      if best.map({ $0.version.lexicographicallyPrecedes(planned.version) }) ?? true { best = (number, planned.version) }
    }
    return best?.number
  }
}
