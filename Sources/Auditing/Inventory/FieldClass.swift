import Knowledge
import Vocabulary

/// The kind of data in a field, least sensitive first.
package enum FieldClass: String, CaseIterable, Comparable, Sendable {
  /// One of a few words that a program chose, or true and false.
  case enumeration
  /// A number or a point in time: a measurement.
  case number
  /// An opaque identifier: an ID, a token, a URL.
  case identifier
  /// Free text, or a string as long as free text.
  case text
  /// What a page or its user wrote: titles, URLs with queries, search terms.
  case content
  /// Personal data.
  case personal
  /// A secret that grants access.
  case credential

  /// The class for a rule's category; nil for rules that are not about the content of a field.
  init?(_ category: Category) {
    switch category {
    case .credential: self = .credential
    case .personalData: self = .personal
    case .pageContext, .userContent: self = .content
    case .destination, .schema, .consent: return nil
    }
  }

  /// The classes that fail `telltale diff` by default.
  package static let severe: Set<FieldClass> = [.content, .personal, .credential]

  package static func < (a: FieldClass, b: FieldClass) -> Bool { a.place < b.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A kind of data within a class: an email address, a phone number.
package struct FieldKind: Hashable, Comparable, Sendable {
  package var dataClass: FieldClass
  /// The placeholder word for such a value; several rules may have it.
  package var name: String

  /// The most sensitive class comes first.
  package static func < (a: FieldKind, b: FieldKind) -> Bool { (b.dataClass, a.name) < (a.dataClass, b.name) }
}

extension Rule {
  /// The kind of data that the rule finds; nil for rules that find no value: about events and exchanges as a whole, about a
  /// setting.
  var fieldKind: FieldKind? {
    guard let placeholder, let dataClass = FieldClass(category) else { return nil }
    switch test {
    case .text, .field, .secret, .provenance: return FieldKind(dataClass: dataClass, name: placeholder.rawValue)
    case .event, .exchange, .plan, .spec: return nil
    }
  }
}
