import Bytes
import Detecting
package import Vocabulary

/// What a report rests on, so that somebody else can make it again.
package struct Evidence: Sendable {
  /// The day of the report.
  package var date: Day
  /// The SHA-256 of all rules and destinations, as ``RuleBook/digest(adding:)`` makes it.
  package var rules: String
  /// The SHA-256 of the policy's file; nil where there is none.
  package var policy: String?
  /// The SHA-256 of the tracking plan's files; nil where there is none.
  package var plan: String?

  package init(date: Day, rules: String, policy: String?, plan: String? = nil) {
    self.date = date
    self.rules = rules
    self.policy = policy
    self.plan = plan
  }
}

extension AuditedCapture {
  /// What is known of where a capture comes from, in short words: its producer, and when it was recorded.
  package var origin: String {
    [producer, span.map { $0.first == $0.last ? "recorded \($0.first)" : "recorded \($0.first) to \($0.last)" }]
      .compactMap(\.self).joined(separator: ", ")
  }
}
