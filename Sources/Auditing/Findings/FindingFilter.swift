package import Knowledge
package import Vocabulary

/// Selects the findings that a report shows. Hidden ones still count for the verdict and the gate.
///
/// A finding is shown if it matches every non-empty member; one matching glob of a member is enough.
package struct FindingFilter: Equatable, Sendable {
  package var rules: [Glob] = []
  /// IDs of destinations, as in findings.
  package var destinations: [Glob] = []
  package var categories: [Category] = []
  /// The lowest severity that is shown.
  package var severity: Severity?
  /// Canonical fields, or wire paths.
  package var fields: [Glob] = []

  package init() {}

  /// Whether it hides nothing.
  package var isEmpty: Bool { self == FindingFilter() }

  /// Whether a finding is shown.
  package func selects(_ finding: Finding) -> Bool {
    Self.fits(finding.rule.id, rules) && Self.fits(finding.destination, destinations) && Self.fits(finding.field, fields)
      && (categories.isEmpty || categories.contains(finding.rule.category)) && finding.severity >= severity ?? .info
  }

  /// The options of the filter, in words.
  package var description: String {
    let options =
      rules.map { "--rule \($0)" } + destinations.map { "--destination \($0)" } + categories.map { "--category \($0.rawValue)" }
      + (severity.map { ["--severity \($0.name)"] } ?? []) + fields.map { "--field \($0)" }
    return options.joined(separator: " ")
  }

  private static func fits(_ name: String, _ globs: [Glob]) -> Bool { globs.isEmpty || globs.contains { $0.matches(name) } }
}
