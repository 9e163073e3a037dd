package import Knowledge

/// How much data of one kind one destination received, and of how many people.
package struct Exposure: Equatable, Sendable {
  /// The destination's ID.
  package var destination: String
  package var claim: Claim
  /// The number of people, as far as identifiers and values distinguish them; nil if they do not.
  package var people: ValueCount?
  /// Different values.
  package var values: ValueCount
  /// The number of events, and of requests without events.
  package var records: Int
}
