import Knowledge
import Vocabulary

/// What kind of data a field holds, the least grave first.
package enum FieldClass: String, CaseIterable, Comparable, Sendable {
  /// One of a few words that a program chose, or true and false.
  case enumeration
  /// A number or a point in time: it measures.
  case number
  /// A text that is made to be compared, not read: an id, a token, a URL.
  case identifier
  /// Words, or a text as long as some.
  case text
  /// What a page or its user wrote: titles, URLs with queries, search terms.
  case content
  /// Something about a person.
  case personal
  /// Something that opens a door.
  case credential

  /// What a rule's category says of a field that it hit; nil for rules that are not about what a field says.
  init?(_ category: Category) {
    switch category {
    case .credential: self = .credential
    case .personalData: self = .personal
    case .pageContext, .userContent: self = .content
    case .destination, .schema, .consent: return nil
    }
  }

  /// What fails `telltale diff` unless it is told otherwise.
  package static let grave: Set<FieldClass> = [.content, .personal, .credential]

  package static func < (a: FieldClass, b: FieldClass) -> Bool { a.place < b.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A kind of data within a class: an email address, a telephone number.
package struct FieldKind: Hashable, Comparable, Sendable {
  package var dataClass: FieldClass
  /// What a placeholder calls such a value; several rules may know it.
  package var name: String

  /// The gravest class stands first.
  package static func < (a: FieldKind, b: FieldKind) -> Bool { (b.dataClass, a.name) < (a.dataClass, b.name) }
}

extension Rule {
  /// What it says of a field that it hit; nil for rules that find no value: about events and exchanges as a whole, about a switch.
  var fieldKind: FieldKind? {
    guard let placeholder, let dataClass = FieldClass(category) else { return nil }
    switch test {
    case .text, .field, .secret, .provenance: return FieldKind(dataClass: dataClass, name: placeholder.rawValue)
    case .event, .exchange, .plan, .spec: return nil
    }
  }
}
