/// One violation of a schema: what and where, never the value.
package struct Violation: Hashable, Sendable {
  /// A step from the root of the value.
  package enum Step: Hashable, Sendable {
    case member(String)
    case element(Int)
  }

  /// The kinds of violations that findings distinguish.
  package enum Kind: Hashable, Sendable {
    case required, type, enumeration, pattern, format, unknown, forbidden, other
  }

  package var kind: Kind
  /// The path to the value; to the member itself if it is missing or not allowed.
  package var path: [Step]
  /// What is wrong, such as `expected integer, found string`, without a capital or a full stop.
  package var detail: String

  package init(_ kind: Kind, at path: [Step], _ detail: String) {
    self.kind = kind
    self.path = path
    self.detail = detail
  }
}

/// The result of validating a value.
package struct Verdict: Sendable {
  /// In the order of the schema's keywords; empty for a valid value.
  package var violations: [Violation]
  /// Whether validation was abandoned after too many steps.
  package var isGivenUp: Bool
}
