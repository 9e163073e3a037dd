package import Vocabulary

/// What a team means to send: the events, and a schema for each; whatever file it was written in.
package struct Plan: Sendable {
  /// What the plan says of one kind of event.
  package struct Entry: Sendable {
    /// What the schema is a schema of.
    package enum Subject: Sendable {
      /// The event as the Segment spec writes it, with `properties`, `traits` and `context`.
      case message
      /// The properties alone, or the traits of a call that has traits.
      case fields
      /// The event as it is on the wire of one destination, all encodings undone: what `telltale inventory --format schema` prints.
      case wire(destination: String)
      /// The data of self-describing JSON (Snowplow): an event's, or an entity's.
      case data(SchemaName)
    }

    package var type: EventType?
    /// The event's name; nil for all events of the type.
    package var name: String?
    package var subject: Subject
    let schema: JSONSchema
    /// The number of the node that the value as a whole is judged by.
    let root: Int

    init(type: EventType?, name: String?, subject: Subject, schema: JSONSchema, root: Int = 0) {
      self.type = type
      self.name = name
      self.subject = subject
      self.schema = schema
      self.root = schema.roots[root]
    }
  }

  /// How names are to be written.
  package struct Naming: Sendable, Equatable {
    package var events: NamingConvention?
    package var properties: NamingConvention?

    package init(events: NamingConvention? = nil, properties: NamingConvention? = nil) {
      self.events = events
      self.properties = properties
    }
  }

  /// The SHA-256 of its files, whatever they are called; nil for a plan of nothing.
  package internal(set) var digest: String?
  package private(set) var entries: [Entry] = []
  /// Schemas that every event is held against besides.
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

  /// A plan of nothing.
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

  /// Notes that it means all events, also where it lists none.
  mutating func close() { types.insert(.track) }

  /// Whether it says nothing of any event.
  package var isEmpty: Bool { entries.isEmpty && common.isEmpty && types.isEmpty }

  // MARK: Look up

  /// What the plan says of an event.
  package enum Standing: Sendable {
    /// It is planned: the numbers of its entries.
    case planned([Int])
    /// The plan lists events of this type, and not this one.
    case unplanned
    /// The plan says nothing of events of this type.
    case notCovered
  }

  /// What the plan says of the events of a type and a name, by what the Segment spec calls them.
  func standing(of type: EventType, _ name: String?) -> Standing {
    // What is said of a name counts for its events, and not what is said of all of the type.
    for name in name == nil ? [nil] : [name, nil] {
      let planned = (numbers[Key(destination: nil, type: type, name: name)] ?? [])
        .filter { if case .data = entries[$0].subject { false } else { true } }
      if !planned.isEmpty { return .planned(planned) }
    }
    // A call without a name that can be planned is the business of another rule.
    guard types.contains(type) || type == .track && !types.isEmpty, type == .track || type == .page || type == .screen, name != nil else {
      return .notCovered
    }
    return .unplanned
  }

  /// What the plan says of an event as it is on the wire of a destination; `kind` and `name` as in an inventory.
  func wireEntries(of destination: String, type: EventType?, _ name: String?) -> [Int] {
    numbers[Key(destination: destination, type: type, name: name)] ?? []
  }

  /// Whether it has entries about the wire form of a destination.
  package func hasWireEntries(of destination: String) -> Bool { wireDestinations.contains(destination) }

  /// The entry for the data of self-describing JSON: of its very version, or else of the last one of the same model.
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
