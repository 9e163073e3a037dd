package import Knowledge

/// How much data of one kind one destination received, and of how many people.
package struct Exposure: Equatable, Sendable {
  /// The destination's id.
  package var destination: String
  package var claim: Claim
  /// Different people, as far as identifiers and values tell them apart; nil where neither does.
  package var people: ValueCount?
  /// Different values.
  package var values: ValueCount
  /// Events, and requests that hold none.
  package var records: Int
}
