import Bytes
import Detecting
import Knowledge
import Payloads
import Plans
package import Vocabulary

/// A draft of a plan from captures: kinds of events, and the properties of each.
package struct PlanSketch: Sendable {
  /// One kind of event.
  package struct Event: Sendable {
    package var type: EventType
    package var name: String?
    package var count = 0
    package var properties: [Property] = []
  }

  /// One property of an event.
  package struct Property: Sendable {
    /// Its path: `[]` for the elements of a list, `*` for keys that are identifiers.
    package var steps: [String]
    /// The types by their names in JSON Schema, in order.
    package var types: [String]
    /// Whether each event has it.
    package var isRequired: Bool
    /// Whether a rule found personal data there.
    package var isPersonal: Bool
    /// The values of an enumeration, if they may be shown.
    package var values: [String]
  }

  package var events: [Event] = []
  /// The number of kinds of events that are left out because their names must not be shown.
  package var withheld = 0
}

/// Combines messages into a sketch of a plan.
struct PlanCollector {
  /// The maximum numbers of kinds of events, and of properties of one.
  private static let maximumEvents = 2_000
  private static let maximumProperties = 1_000
  private static let maximumDepth = 12

  private struct Key: Hashable, Comparable {
    var type: EventType
    var name: String?

    static func < (a: Self, b: Self) -> Bool { (a.type.rawValue, a.name ?? "") < (b.type.rawValue, b.name ?? "") }
  }

  private struct Property {
    var types: Set<String> = []
    var count = 0
    var isPersonal = false
    var isHit = false
    var profile = ValueProfile()

    mutating func merge(_ other: Self) {
      types.formUnion(other.types)
      count += other.count
      isPersonal = isPersonal || other.isPersonal
      isHit = isHit || other.isHit
      profile.merge(other.profile)
    }
  }

  private var events: [Key: (count: Int, properties: [[String]: Property])] = [:]
  private var withheld: Set<UInt64> = []
  /// What rules found anywhere: such words are not shown.
  private var found: Set<String> = []

  mutating func noteWithheld(_ name: String) { withheld.insert(SipHash(key: []).hash(Array(name.utf8).span)) }

  /// Notes a text in which a rule found something.
  mutating func note(found text: String) { if found.count < 100_000 { found.insert(text) } }

  /// Adds an event; `hits` are the paths of what rules found, and whether it is personal data.
  mutating func add(_ event: PlannedEvent, hits: [(way: [Violation.Step], isPersonal: Bool)]) {
    let key = Key(type: event.type, name: event.type == .identify || event.type == .group ? nil : event.foldedName)
    guard events[key] != nil || events.count < Self.maximumEvents else { return }
    var kind = events[key] ?? (0, [:])
    kind.count += 1
    var seen: Set<[String]> = []
    let fields = event.message[event.type.fieldsKey] ?? .object([])
    for member in fields.members where !event.isOwn(member.key) && !Plan.isReserved(member.key, in: event.type) {
      add(member.value, at: [PathTable.label(of: member.key)], &kind.properties, &seen)
    }
    for (way, isPersonal) in hits where way.first == .member(event.type.fieldsKey) {
      // A rule may have found something in a parent of the value, or in a part of it.
      let steps = way.dropFirst().map(\.label)
      kind.properties[steps]?.isHit = true
      if isPersonal { kind.properties[steps]?.isPersonal = true }
    }
    events[key] = kind
  }

  private mutating func add(_ value: JSONValue, at steps: [String], _ properties: inout [[String]: Property], _ seen: inout Set<[String]>) {
    switch value {
    case .object(let members) where !members.isEmpty && steps.count < Self.maximumDepth:
      note("object", nil, steps, &properties, &seen)
      for member in members { add(member.value, at: steps + [PathTable.label(of: member.key)], &properties, &seen) }
    case .array(let elements) where !elements.isEmpty && steps.count < Self.maximumDepth:
      note("array", nil, steps, &properties, &seen)
      for element in elements { add(element, at: steps + ["[]"], &properties, &seen) }
    default: note(value.type, value, steps, &properties, &seen)
    }
  }

  private mutating func note(
    _ type: String, _ value: JSONValue?, _ steps: [String], _ properties: inout [[String]: Property], _ seen: inout Set<[String]>
  ) {
    guard properties[steps] != nil || properties.count < Self.maximumProperties else { return }
    var property = properties[steps] ?? Property()
    property.types.insert(type)
    if seen.insert(steps).inserted { property.count += 1 }
    switch value {
    case .string(let text): property.profile.add(Array(text.utf8).span, .string)
    case .number(let number): property.profile.add(Array(number.text.utf8).span, .number)
    case .boolean(let value): property.profile.add(Array("\(value)".utf8).span, .boolean)
    default: break
    }
    properties[steps] = property
  }

  mutating func merge(_ other: Self) {
    withheld.formUnion(other.withheld)
    found.formUnion(other.found)
    for (key, theirs) in other.events {
      guard var kind = events[key] else {
        if events.count < Self.maximumEvents { events[key] = theirs }
        continue
      }
      kind.count += theirs.count
      for (steps, property) in theirs.properties {
        if kind.properties[steps] != nil {
          kind.properties[steps]?.merge(property)
        } else if kind.properties.count < Self.maximumProperties {
          kind.properties[steps] = property
        }
      }
      events[key] = kind
    }
  }

  /// The sketch, in order.
  var sketch: PlanSketch {
    var sketch = PlanSketch(withheld: withheld.count)
    for (key, kind) in events.sorted(by: { $0.key < $1.key }) {
      var event = PlanSketch.Event(type: key.type, name: key.name, count: kind.count)
      for (steps, property) in kind.properties.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        var types = property.types
        if types.contains("number") { types.remove("integer") }
        // An object is described by its rows; a text may also be an object.
        let isContainer = kind.properties.keys.contains { $0.count == steps.count + 1 && $0.starts(with: steps) }
        let isPart = isContainer && types.isSubset(of: ["object", "array"])
        let parent = Array(steps.dropLast())
        let total = parent.isEmpty ? kind.count : kind.properties[parent]?.count ?? 0
        let isRequired =
          property.count == total && steps.last != "*" && steps.last != "[]" && !parent.contains("[]") && !parent.contains("*")
        if isPart, !isRequired, !property.isPersonal { continue }
        event.properties.append(
          PlanSketch.Property(
            steps: steps, types: types.sorted(), isRequired: isRequired, isPersonal: property.isPersonal,
            values: values(of: property, steps, key.type)))
      }
      sketch.events.append(event)
    }
    return sketch
  }

  /// The words that may be shown: of a property without findings, and none that a rule found elsewhere.
  private func values(of property: Property, _ steps: [String], _ type: EventType) -> [String] {
    guard property.types == ["string"], !property.isHit, !property.isPersonal else { return [] }
    let prefix = type == .identify ? "user.traits." : type == .group ? "group.traits." : "properties."
    let name = steps.joined(separator: ".")
    let place = FieldPlace(wire: name, canonical: prefix + name)
    let (dataClass, values) = property.profile.judged(place)
    guard dataClass == .enumeration, !values.contains(where: found.contains) else { return [] }
    return values
  }
}

extension Violation.Step {
  /// The step in a row of a plan.
  fileprivate var label: String {
    switch self {
    case .member(let key): PathTable.label(of: key)
    case .element: "[]"
    }
  }
}
