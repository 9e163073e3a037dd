import Bytes
import Detecting
package import Vocabulary

/// The inputs of a report, so that it can be reproduced.
package struct Evidence: Sendable {
  /// The day of the report.
  package var date: Day
  /// The SHA-256 of all rules and destinations, as computed by ``RuleBook/digest(adding:)``.
  package var rules: String
  /// The SHA-256 of the policy's file; nil if there is none.
  package var policy: String?
  /// The SHA-256 of the tracking plan's files; nil if there are none.
  package var plan: String?

  package init(date: Day, rules: String, policy: String?, plan: String? = nil) {
    self.date = date
    self.rules = rules
    self.policy = policy
    self.plan = plan
  }
}

extension AuditedCapture {
  /// The origin of a capture, in short words: its producer, and when it was recorded.
  package var origin: String {
    [producer, span.map { $0.first == $0.last ? "recorded \($0.first)" : "recorded \($0.first) to \($0.last)" }]
      .compactMap(\.self).joined(separator: ", ")
  }
}
