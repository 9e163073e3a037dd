/// One thing about a value that its schema does not allow: what and where, and never the value.
package struct Violation: Hashable, Sendable {
  /// A step from the root of the value.
  package enum Step: Hashable, Sendable {
    case member(String)
    case element(Int)
  }

  /// What a schema asks for, as far as findings tell it apart.
  package enum Kind: Hashable, Sendable {
    case required, type, enumeration, pattern, format, unknown, forbidden, other
  }

  package var kind: Kind
  /// The way to the value; to the member itself where one is missing or should not be there.
  package var path: [Step]
  /// What is wrong, such as `expected integer, found string`, without a capital or a full stop.
  package var detail: String

  package init(_ kind: Kind, at path: [Step], _ detail: String) {
    self.kind = kind
    self.path = path
    self.detail = detail
  }
}

/// What a value was found to be by a schema.
package struct Verdict: Sendable {
  /// In the order in which the schema asks; empty for a valid value.
  package var violations: [Violation]
  /// Whether it was given up: the schema took more steps than it may.
  package var isGivenUp: Bool
}
