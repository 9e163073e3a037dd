package import Detecting
package import Knowledge
package import Known
package import Vocabulary

/// What a rule found in one field of one kind of event at one destination, with all its occurrences.
package struct Finding: Sendable {
  /// One occurrence, listed as an example.
  package struct Occurrence: Sendable, Equatable {
    package var capture: String
    package var record: Int
    /// The path through all layers, for a person.
    package var path: String
    /// The canonical field, or the wire path if there is none.
    package var field: String
    package var layers: [String]
    /// Byte offsets in the file of the string that contains the value; both 0 for an event or exchange as a whole.
    package var start: Int
    package var end: Int
    package var line: Int
    package var column: Int
    /// The masked value.
    package var excerpt: String
    /// The value itself, only if the reviewer asked for it.
    package var value: String?
    /// The claims of the value, if it is a token.
    package var token: TokenFacts?
    /// The source of the value in the app's own traffic: which value it is, and where it was learned.
    package var source: Source?
  }

  /// The record of the first or of the last occurrence.
  package struct Place: Sendable, Equatable {
    package var capture: String
    package var record: Int
    package var line: Int
    /// The time, according to the record.
    package var time: String?
  }

  package var rule: Rule
  package var severity: Severity
  /// How sure it is: the rule's confidence, or the lowest if no source confirms the meaning of the field at the destination.
  package var confidence: Confidence
  package var message: String
  /// What was expected, for findings about a plan or the spec. It contains no value of the capture.
  package var detail: String?
  /// Why it is less severe than the rule says.
  package var mitigation: Mitigation?
  /// The destination's ID: a vendor's, or the domain of an unknown vendor.
  package var destination: String
  package var party: Party
  package var event: String?
  /// The canonical field, or the wire path if there is none; empty for an event as a whole.
  package var field: String
  package var fingerprint: String
  /// The number of occurrences.
  package var count: Int
  /// The numbers of records and events; nil if kinds of findings were combined.
  package var records: Int?
  package var events: Int?
  /// The numbers of the captures with an occurrence, in order.
  package var captures: [Int]
  /// The number of different values.
  package var values: ValueCount
  package var first: Place?
  package var last: Place?
  /// Some occurrences, or all of them if requested, in order.
  package var occurrences: [Occurrence]
  /// The settings of this destination that stop it, and those that claim to and do not.
  package var controls: [Destination.Control]
  /// The changes that together remove every occurrence; nil if some would remain, or if no changes were tried.
  package var solution: Set<Change>?
  /// Whether it counts at the gate.
  package var disposition = Disposition.open

  /// Whether the app's own traffic proves what it is.
  package var isProved: Bool { occurrences.contains { $0.source.map { $0.origin.way != .signalled } ?? false } }

  /// Why it matters: what makes it less severe, and the rule's reason.
  package var why: String { [mitigation?.reason, rule.why].compactMap(\.self).joined(separator: " ") }

  /// What to change: the rule's fix, and the settings of this destination, including those that have no effect.
  package var fix: String {
    ([rule.fix] + controls.map { "At \(destination): \($0.advice)" }).joined(separator: "\n")
  }

  /// The order of reports: most severe first, and then independent of the captures' order.
  func precedes(_ other: Finding) -> Bool {
    (other.severity, rule.id, destination, event ?? "", fingerprint)
      < (severity, other.rule.id, other.destination, other.event ?? "", other.fingerprint)
  }
}
