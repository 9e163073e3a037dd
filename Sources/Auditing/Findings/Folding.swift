/// Which parts of findings are combined because there are too many: hostile captures make up any number of fields, events and
/// hosts.
///
/// Whether a destination's events are combined depends on the number of its names, not on their order. The level for all findings
/// may depend on the order if one capture has both more names than a destination may have and more kinds than all may.
struct Folding: Equatable, Sendable {
  /// If one destination has more event names, its findings are listed without them.
  static let maximumEvents = 1_000
  /// If there are more findings, the next level is folded.
  static let maximumFindings = 20_000

  /// The parts that are folded, one after the other.
  enum Level: Int, Comparable, CaseIterable, Sendable {
    case nothing, events, fields, destinations

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  var level = Level.nothing
  /// The destinations whose events are combined.
  var destinations: Set<String> = []

  /// Replaces a name that is folded.
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
