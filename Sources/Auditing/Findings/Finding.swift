package import Detecting
package import Knowledge
package import Known
package import Vocabulary

/// One thing that a rule found in one place of one kind of event at one destination, however often.
package struct Finding: Sendable {
  /// One time that it was found, told as an example.
  package struct Occurrence: Sendable, Equatable {
    package var capture: String
    package var record: Int
    /// The way through all layers, for a person.
    package var path: String
    /// The canonical field, or the wire path where there is none.
    package var field: String
    package var layers: [String]
    /// Byte offsets in the file of the string that holds the value; both 0 for an event or exchange as a whole.
    package var start: Int
    package var end: Int
    package var line: Int
    package var column: Int
    /// What may be shown of the value.
    package var excerpt: String
    /// The value itself, only when the reviewer asked for it.
    package var value: String?
    /// What the value says of itself, where it is a token.
    package var token: TokenFacts?
    /// The other end, for what the app's own traffic tells: what the value is, and where that was learned.
    package var source: Source?
  }

  /// The record of the first or of the last time.
  package struct Place: Sendable, Equatable {
    package var capture: String
    package var record: Int
    package var line: Int
    /// When that was, as the record says itself.
    package var time: String?
  }

  package var rule: Rule
  package var severity: Severity
  /// How sure it is: the rule's word, or the least where no source confirms what the field means at the destination.
  package var confidence: Confidence
  package var message: String
  /// What was expected, where a plan or the spec says; it holds no value of the capture.
  package var detail: String?
  /// What makes it worth less than the rule says.
  package var mitigation: Mitigation?
  /// The destination's id: a vendor's, or the domain of somebody who is not known.
  package var destination: String
  package var party: Party
  package var event: String?
  /// The canonical field, or the wire path where there is none; empty for an event as a whole.
  package var field: String
  package var fingerprint: String
  /// How often it was found.
  package var count: Int
  /// In how many records and events; nil where nobody can tell, because kinds of findings were added up.
  package var records: Int?
  package var events: Int?
  /// The numbers of the captures in which it was found, in order.
  package var captures: [Int]
  /// How many different values were found.
  package var values: ValueCount
  package var first: Place?
  package var last: Place?
  /// Some of the times, or all of them where that was asked, in order.
  package var occurrences: [Occurrence]
  /// The switches of this destination that stop what was found, and those that are said to and do not.
  package var controls: [Destination.Control]
  /// The changes that together take every occurrence of it away; nil where some would stay, or where nobody looked for changes.
  package var solution: Set<Change>?
  /// Whether the gate minds it.
  package var disposition = Disposition.open

  /// Whether the app's own traffic proves what it is.
  package var isProved: Bool { occurrences.contains { $0.source.map { $0.origin.way != .signalled } ?? false } }

  /// Why it matters: what the capture shows to make it worth less, and the rule's word.
  package var why: String { [mitigation?.reason, rule.why].compactMap(\.self).joined(separator: " ") }

  /// What to change: the rule's advice, and the switches of this destination, with those that do nothing said to.
  package var fix: String {
    ([rule.fix] + controls.map { "At \(destination): \($0.advice)" }).joined(separator: "\n")
  }

  /// The order of reports: the most severe first, and among equals one that does not depend on the capture's order.
  func precedes(_ other: Finding) -> Bool {
    (other.severity, rule.id, destination, event ?? "", fingerprint)
      < (severity, other.rule.id, other.destination, other.event ?? "", other.fingerprint)
  }
}
