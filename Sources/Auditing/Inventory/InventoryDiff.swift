import Detecting
import Knowledge
package import Vocabulary

/// What one inventory has that another does not have: the privacy changes of a release.
///
/// Fields are compared by their keys from the event on, so that an event is the same in a batch and alone. Counts and examples are
/// not compared.
package struct InventoryDiff: Equatable, Sendable {
  /// One field, and how it changed.
  package struct Field: Equatable, Sendable {
    package enum Change: String, Sendable {
      case new, changed, gone
    }

    package var change: Change
    package var event: Inventory.Event.Kind
    /// The name of the event.
    package var name: String?
    package var wire: String
    package var canonical: String?
    package var dataClass: FieldClass
    /// Its previous class; nil unless it has changed.
    package var before: FieldClass?

    /// Whether its class became more sensitive. A word that occurs only once in a short session is classified as an identifier, and
    /// is not a change.
    package var isMoreSevere: Bool {
      guard let before else { return false }
      return before < dataClass && !(before == .enumeration && dataClass == .identifier)
    }
  }

  /// An event that only one of the two has.
  package struct Event: Equatable, Sendable {
    package var isNew: Bool
    package var kind: Inventory.Event.Kind
    package var name: String?
  }

  /// The changes at one destination.
  package struct Destination: Equatable, Sendable {
    package enum Change: String, Sendable {
      case new, changed, gone
    }

    package var change: Change
    package var id: String
    package var name: String
    package var category: String
    package var party: Party
    /// The classes that it did not receive before, and those that a field changed to, most sensitive first.
    package var newClasses: [FieldClass]
    /// The kinds of data that it did not receive before, most sensitive first.
    package var newKinds: [FieldKind]
    package var events: [Event]
    package var fields: [Field]
  }

  /// The destinations with changes.
  package var destinations: [Destination]
  /// What is missing from one of the two, in words; empty if both are complete.
  package var incompleteness: [String]

  /// Compares two inventories.
  package init(before: Inventory, after: Inventory) {
    let old = Dictionary(before.destinations.map { ($0.id, $0) }) { first, _ in first }
    let new = Dictionary(after.destinations.map { ($0.id, $0) }) { first, _ in first }
    let all = after.destinations + before.destinations.filter { new[$0.id] == nil }
    destinations = all.sorted { $0.precedes($1) }.compactMap { Self.difference(old[$0.id], new[$0.id]) }
    incompleteness = [("before", before), ("after", after)].compactMap { side, inventory in
      inventory.incompleteness.map { "\(side): \($0)" }
    }
  }

  /// The classes of `wanted` that are new at a third party. The app itself and Atlassian do not count.
  package func failing(_ wanted: Set<FieldClass>) -> [FieldClass] {
    let found = Set(destinations.filter { $0.party == .third }.flatMap(\.newClasses))
    return found.intersection(wanted).sorted(by: >)
  }

  // MARK: Comparing

  private struct EventKey: Hashable {
    var kind: Inventory.Event.Kind
    var name: String?

    init(_ event: Inventory.Event) { (kind, name) = (event.kind, event.name) }
  }

  private struct FieldKey: Hashable {
    var event: EventKey
    var keys: [String]
  }

  /// The events of a destination and its fields; of several equal fields, the most sensitive.
  private struct Content {
    var events: [EventKey: Inventory.Event] = [:]
    var fields: [FieldKey: Inventory.Field] = [:]

    init(_ destination: Inventory.Destination?) {
      for event in destination?.events ?? [] {
        events[EventKey(event)] = event
        for field in event.fields {
          fields.merge([FieldKey(event: EventKey(event), keys: field.keys): field]) { $0.dataClass < $1.dataClass ? $1 : $0 }
        }
      }
    }
  }

  private static func difference(_ before: Inventory.Destination?, _ after: Inventory.Destination?) -> Destination? {
    guard let subject = after ?? before else { return nil }
    let (old, new) = (Content(before), Content(after))
    let events =
      new.events.values.filter { old.events[EventKey($0)] == nil }.sorted { $0.precedes($1) }
      .map { Event(isNew: true, kind: $0.kind, name: $0.name) }
      + old.events.values.filter { new.events[EventKey($0)] == nil }.sorted { $0.precedes($1) }
      .map { Event(isNew: false, kind: $0.kind, name: $0.name) }
    var fields: [Field] = []
    for (key, field) in new.fields {
      let known = old.fields[key]
      guard known?.dataClass != field.dataClass else { continue }
      fields.append(Self.field(known == nil ? .new : .changed, key.event, field, before: known?.dataClass))
    }
    for (key, field) in old.fields where new.fields[key] == nil { fields.append(Self.field(.gone, key.event, field, before: nil)) }
    let isKnownKind = (after?.kinds ?? []).isSubset(of: before?.kinds ?? [])
    guard before == nil || after == nil || !events.isEmpty || !fields.isEmpty || !isKnownKind else { return nil }
    fields.sort { $0.order < $1.order }
    let kinds = (after?.kinds ?? []).subtracting(before?.kinds ?? [])
    let fresh = (after?.classes ?? []).subtracting(before?.classes ?? []).union(kinds.map(\.dataClass))
      .union(fields.filter(\.isMoreSevere).map(\.dataClass))
    return Destination(
      change: before == nil ? .new : after == nil ? .gone : .changed, id: subject.id, name: subject.name, category: subject.category,
      party: subject.party, newClasses: fresh.sorted(by: >), newKinds: kinds.sorted(), events: events, fields: fields)
  }

  private static func field(_ change: Field.Change, _ event: EventKey, _ field: Inventory.Field, before: FieldClass?) -> Field {
    Field(
      change: change, event: event.kind, name: event.name, wire: field.wire, canonical: field.canonical, dataClass: field.dataClass,
      before: before)
  }
}

extension InventoryDiff.Field {
  /// New ones first, most sensitive first; then by event and path.
  fileprivate var order: (Int, Int, String, String, String) {
    let place = [Change.new, .changed, .gone].firstIndex(of: change) ?? 0
    let gravity = FieldClass.allCases.firstIndex(of: dataClass) ?? 0
    return (place, -gravity, event.rawValue, name ?? "", wire)
  }

  /// The name of its event.
  var title: String { event.title(of: name) }
}

extension InventoryDiff.Destination {
  /// The names of the new kinds of a class.
  package func kinds(of dataClass: FieldClass) -> [String] { newKinds.filter { $0.dataClass == dataClass }.map(\.name) }

  /// A change of a field, with the events in which it changed.
  package struct Row {
    package var field: InventoryDiff.Field
    package var titles: [String]
  }

  /// The fields for people: one in several events is listed once.
  package var rows: [Row] {
    fields.grouped { [$0.change.rawValue, $0.dataClass.rawValue, $0.before?.rawValue ?? "", $0.wire] }.compactMap { fields in
      fields.first.map { Row(field: $0, titles: fields.map(\.title)) }
    }
  }
}

extension InventoryDiff.Event {
  package var title: String { kind.title(of: name) }
}
