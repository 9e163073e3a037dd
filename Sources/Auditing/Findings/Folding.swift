/// What findings are told without, because there is too much of it: hostile captures make up fields, events and hosts without end.
///
/// Whether a destination's events are told together depends on how many names it has, and not on the order in which they come. Which level
/// all findings stand at may depend on it where one capture has both, more names than a destination may have and more kinds than all may.
struct Folding: Equatable, Sendable {
  /// With more names of events at one destination than this, its findings are told without them.
  static let maximumEvents = 1_000
  /// With more findings than this the next level is told together.
  static let maximumFindings = 20_000

  /// What findings are told without, one after the other.
  enum Level: Int, Comparable, CaseIterable, Sendable {
    case nothing, events, fields, destinations

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  var level = Level.nothing
  /// The destinations whose events are told together.
  var destinations: Set<String> = []

  /// What stands in the place of a name that is not told.
  static let star = "*"

  mutating func formUnion(_ other: Self) {
    level = max(level, other.level)
    destinations.formUnion(other.destinations)
  }

  /// What is folded, in sentences.
  var notes: [String] {
    var notes = destinations.sorted().map { "More than \(Self.maximumEvents) event names went to \($0): they are reported as one." }
    switch level {
    case .nothing: break
    case .events: notes.append("There are more than \(Self.maximumFindings) kinds of findings: they are reported without events.")
    case .fields:
      notes.append("There are more than \(Self.maximumFindings) kinds of findings: they are reported without events and fields.")
    case .destinations:
      notes.append(
        "There are more than \(Self.maximumFindings) kinds of findings: they are reported without events, fields and unknown hosts.")
    }
    return notes
  }
}
