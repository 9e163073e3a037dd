import Vocabulary

/// A made-up person that a session was recorded as: whatever is known of them must reach nobody.
package struct Persona: Equatable, Sendable {
  /// What is known, by what it is: `email`, `name`, …
  package var values: [(label: String, value: String)]

  package static func == (a: Persona, b: Persona) -> Bool { a.values.elementsEqual(b.values, by: ==) }

  /// Values shorter than this stand in too many texts by chance.
  static let minimumLength = 4
}
