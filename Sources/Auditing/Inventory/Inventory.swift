import Detecting
import Knowledge
import Payloads
package import Vocabulary

/// Every field that was sent, by destination and event: what each is, never its value.
///
/// It is sorted, and names fields like ``PathTable/label(of:)``, so two recordings of one session have the same inventory except
/// for counts and examples.
package struct Inventory: Equatable, Sendable {
  /// A destination that received something.
  package struct Destination: Equatable, Sendable {
    /// The vendor's ID, or the domain of an unknown vendor.
    package var id: String
    package var name: String
    package var category: String
    package var party: Party
    package var events: [Event]
    /// The IDs of the data platforms that forward events to it, as far as the captures show.
    package var through: [String] = []
  }

  /// One kind of event at one destination.
  package struct Event: Equatable, Sendable {
    /// The kind of call, in the order of reports.
    package enum Kind: String, CaseIterable, Sendable {
      case track, identify, group, page, screen, alias
      /// An event whose vendor does not distinguish these.
      case event
      /// Fields outside all events: the URL, headers, cookies, members around a batch.
      case request
    }

    package var kind: Kind
    /// Its name; masked if the name is a value itself.
    package var name: String?
    /// The number of events.
    package var count: Int
    package var fields: [Field]

    /// A short name.
    package var title: String { kind.title(of: name) }
  }

  /// One field of an event.
  package struct Field: Equatable, Sendable {
    /// The type of a value on the wire.
    package enum Kind: String, CaseIterable, Sendable {
      case string, number, boolean, null
    }

    /// The keys from the root of the request, separated by dots.
    package var wire: String
    /// The keys from the event on: `[]` for the elements of a list, `*` for a key that is a value or an identifier.
    package var keys: [String]
    /// The canonical field that it is or is part of.
    package var canonical: String?
    /// In the order of ``Kind``.
    package var types: [Kind]
    /// The number of events that have it.
    package var count: Int
    package var dataClass: FieldClass
    /// The kinds of data that rules found in it, most sensitive first.
    package var kinds: [FieldKind] = []
    /// The values of an enumeration, sorted: the only values that are ever shown.
    package var values: [String]
    /// The mask of the first value; nil if there was none.
    package var example: String?
  }

  /// The numbers of captures and records.
  package var captures: Int
  package var records: Int
  /// The number of gaps; see ``Gap``.
  package var gaps: Int
  /// The number of values in fields that are not listed because there are too many fields.
  package var omitted: Int
  /// Third parties first, then the app itself and its platform, each by ID.
  package var destinations: [Destination]

  /// Whether it lists everything that was sent.
  package var isComplete: Bool { gaps == 0 && omitted == 0 }

  /// The numbers of kinds of events, and of their fields.
  package var eventCount: Int { destinations.reduce(0) { $0 + $1.events.count } }
  package var fieldCount: Int { destinations.reduce(0) { $0 + $1.events.reduce(0) { $0 + $1.fields.count } } }
}

extension Inventory.Destination {
  /// The classes of data that it received.
  package var classes: Set<FieldClass> { Set(events.flatMap { $0.fields.map(\.dataClass) }) }

  /// What rules found in its fields.
  var kinds: Set<FieldKind> { Set(events.flatMap { $0.fields.flatMap(\.kinds) }) }

  /// Whether it comes before another in reports.
  func precedes(_ other: Self) -> Bool { (party.place, id) < (other.party.place, other.id) }
}

extension Inventory.Event {
  /// Whether it comes before another in reports.
  func precedes(_ other: Self) -> Bool { (kind.place, name ?? "") < (other.kind.place, other.name ?? "") }
}

extension Inventory.Event.Kind {
  /// A short name for an event of this kind.
  package func title(of name: String?) -> String {
    switch self {
    case .request: name ?? "whole request"
    case .event: name ?? "unnamed event"
    default: name ?? rawValue
    }
  }

  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package init(_ type: EventType?) { self = type.flatMap { Self(rawValue: $0.rawValue) } ?? .event }
}

extension Inventory.Field.Kind {
  init(_ kind: Payload.Field.Kind) {
    self =
      switch kind {
      case .string: .string
      case .number: .number
      case .boolean: .boolean
      case .null: .null
      }
  }
}

extension Party {
  /// Third parties come first, because an inventory is about them.
  fileprivate var place: Int {
    switch self {
    case .third: 0
    case .first: 1
    case .platform: 2
    }
  }
}

extension Inventory {
  /// The inventory of no captures.
  package static var empty: Inventory { Inventory(captures: 0, records: 0, gaps: 0, omitted: 0, destinations: []) }

  /// What is missing; nil if nothing is.
  package var incompleteness: String? {
    let parts =
      (gaps > 0 ? [gaps == 1 ? "1 thing was not examined" : "\(gaps) things were not examined"] : [])
      + (omitted > 0 ? ["\(counted(omitted, "value")) in more fields than are listed"] : [])
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
