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

/// From when to when something was recorded: the first and the last time that a capture tells, as written there (RFC 3339).
package struct TimeSpan: Equatable, Sendable {
  package private(set) var first: String
  package private(set) var last: String

  /// Nil for what is no date with a time.
  init?(_ time: String) {
    guard Self.isTime(time.utf8) else { return nil }
    (first, last) = (time, time)
  }

  mutating func include(_ other: TimeSpan) {
    first = min(first, other.first)
    last = max(last, other.last)
  }

  /// `2026-11-20T09:30:00`, with whatever fraction and zone behind it.
  private static func isTime(_ text: String.UTF8View) -> Bool {
    guard 19...40 ~= text.count else { return false }
    let pattern = "dddd-dd-ddtdd:dd:dd".utf8
    return zip(text, pattern).allSatisfy { byte, wanted in
      switch wanted {
      case UInt8(ascii: "d"): UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      case UInt8(ascii: "t"): byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ")
      default: byte == wanted
      }
    } && text.dropFirst(19).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || ".,:+-Zz ".utf8.contains($0) }
  }
}

extension AuditedCapture {
  /// What is known of where a capture comes from, in short words: its producer, and when it was recorded.
  package var origin: String {
    [producer, span.map { $0.first == $0.last ? "recorded \($0.first)" : "recorded \($0.first) to \($0.last)" }]
      .compactMap(\.self).joined(separator: ", ")
  }
}
