/// How bad a finding is.
package enum Severity: Int, Comparable, CaseIterable, Sendable {
  case info, low, medium, high, critical

  package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  package var name: String {
    switch self {
    case .info: "info"
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .critical: "critical"
    }
  }

  package init?(name: String) {
    guard let severity = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = severity
  }
}

/// How sure a rule is that what it found is a leak.
package enum Confidence: String, CaseIterable, Sendable {
  case certain, likely, possible
}
