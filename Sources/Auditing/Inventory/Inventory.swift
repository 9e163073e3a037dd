import Detecting
import Knowledge
import Payloads
package import Vocabulary

/// Every field that was sent, by destination and event: what each is, and never what it said.
///
/// It is sorted, and names fields as ``PathTable/label(of:)`` does, so two recordings of one session agree on it but for counts and
/// examples.
package struct Inventory: Equatable, Sendable {
  /// Someone who received something.
  package struct Destination: Equatable, Sendable {
    /// The vendor's id, or the domain of somebody who is not known.
    package var id: String
    package var name: String
    package var category: String
    package var party: Party
    package var events: [Event]
    /// The ids of the data platforms that hand events on to it, as the captures tell.
    package var through: [String] = []
  }

  /// One kind of event at one destination.
  package struct Event: Equatable, Sendable {
    /// What kind of call it is, in the order of reports.
    package enum Kind: String, CaseIterable, Sendable {
      case track, identify, group, page, screen, alias
      /// An event whose vendor does not say which of these.
      case event
      /// Whatever stands outside of all events: the URL, headers, cookies, what is around a batch.
      case request
    }

    package var kind: Kind
    /// Its name; masked where the name is a value itself.
    package var name: String?
    /// How many of them were sent.
    package var count: Int
    package var fields: [Field]

    /// What it is called where there is room for one word.
    package var title: String { kind.title(of: name) }
  }

  /// One field of an event.
  package struct Field: Equatable, Sendable {
    /// What the wire says a value is.
    package enum Kind: String, CaseIterable, Sendable {
      case string, number, boolean, null
    }

    /// The keys from the root of the request, with dots between them.
    package var wire: String
    /// The keys from the event on: `[]` for the elements of a list, `*` for a key that is a value or an identifier.
    package var keys: [String]
    /// The canonical field that it is or stands in.
    package var canonical: String?
    /// In the order of ``Kind``.
    package var types: [Kind]
    /// How many of the events have it.
    package var count: Int
    package var dataClass: FieldClass
    /// The kinds of what rules found there or inside of it, the gravest first.
    package var kinds: [FieldKind] = []
    /// The values of an enumeration, sorted: the only ones that are ever shown.
    package var values: [String]
    /// What may be shown of the first value; nil where there was none.
    package var example: String?
  }

  /// How many captures it was taken from, and how many records these have.
  package var captures: Int
  package var records: Int
  /// How many things were not examined; see ``Gap``.
  package var gaps: Int
  /// How many values are in fields that are not listed, because there are more fields than anybody means to send.
  package var omitted: Int
  /// Third parties first, then the app itself and its platform, each by id.
  package var destinations: [Destination]

  /// Whether it holds everything that was sent.
  package var isComplete: Bool { gaps == 0 && omitted == 0 }

  /// How many kinds of events there are, and fields of these.
  package var eventCount: Int { destinations.reduce(0) { $0 + $1.events.count } }
  package var fieldCount: Int { destinations.reduce(0) { $0 + $1.events.reduce(0) { $0 + $1.fields.count } } }
}

extension Inventory.Destination {
  /// The classes of data that it received.
  package var classes: Set<FieldClass> { Set(events.flatMap { $0.fields.map(\.dataClass) }) }

  /// What rules found in its fields.
  var kinds: Set<FieldKind> { Set(events.flatMap { $0.fields.flatMap(\.kinds) }) }

  /// Whether it stands before another in reports.
  func precedes(_ other: Self) -> Bool { (party.place, id) < (other.party.place, other.id) }
}

extension Inventory.Event {
  /// Whether it stands before another in reports.
  func precedes(_ other: Self) -> Bool { (kind.place, name ?? "") < (other.kind.place, other.name ?? "") }
}

extension Inventory.Event.Kind {
  /// What an event of the kind is called where there is room for one word.
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
  /// Third parties come first, for they are what an inventory is about.
  fileprivate var place: Int {
    switch self {
    case .third: 0
    case .first: 1
    case .platform: 2
    }
  }
}

extension Inventory {
  /// One of no captures.
  package static var empty: Inventory { Inventory(captures: 0, records: 0, gaps: 0, omitted: 0, destinations: []) }

  /// What is missing; nil where nothing is.
  package var incompleteness: String? {
    let parts =
      (gaps > 0 ? [gaps == 1 ? "1 thing was not examined" : "\(gaps) things were not examined"] : [])
      + (omitted > 0 ? ["\(counted(omitted, "value")) in more fields than are listed"] : [])
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
