/// What a finding is worth.
package enum Severity: Int, Comparable, CaseIterable, Sendable {
  case info, low, medium, high, critical

  package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  package var name: String { String(describing: self) }

  package init?(name: String) {
    guard let severity = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = severity
  }
}

/// How sure a rule is that what it found is what it says.
package enum Confidence: String, CaseIterable, Sendable {
  case certain, likely, possible
}

/// Who received something, seen from the app.
package enum Party: String, CaseIterable, Sendable {
  case first, platform, third
}

/// What kind of thing a rule is about.
package enum Category: String, CaseIterable, Sendable {
  case credential
  case personalData = "personal-data"
  case pageContext = "page-context"
  case userContent = "user-content"
  case destination, schema, consent
}

/// The calls of the Segment spec, which every vendor's events are told as.
package enum EventType: String, CaseIterable, Sendable {
  case track, identify, group, page, screen, alias
}
