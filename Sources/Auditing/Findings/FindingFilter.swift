package import Knowledge
package import Vocabulary

/// Which findings a report shows. What it leaves out still counts towards the verdict and the gate.
///
/// A finding is shown if it fits every member that says something; of the globs of one member, any.
package struct FindingFilter: Equatable, Sendable {
  package var rules: [Glob] = []
  /// Ids of destinations, as findings have them.
  package var destinations: [Glob] = []
  package var categories: [Category] = []
  /// The least severity that is shown.
  package var severity: Severity?
  /// Canonical fields, or wire paths.
  package var fields: [Glob] = []

  package init() {}

  /// Whether it leaves nothing out.
  package var isEmpty: Bool { self == FindingFilter() }

  /// Whether a finding is shown.
  package func selects(_ finding: Finding) -> Bool {
    Self.fits(finding.rule.id, rules) && Self.fits(finding.destination, destinations) && Self.fits(finding.field, fields)
      && (categories.isEmpty || categories.contains(finding.rule.category)) && finding.severity >= severity ?? .info
  }

  /// The options that make it, in words.
  package var description: String {
    let options =
      rules.map { "--rule \($0)" } + destinations.map { "--destination \($0)" } + categories.map { "--category \($0.rawValue)" }
      + (severity.map { ["--severity \($0.name)"] } ?? []) + fields.map { "--field \($0)" }
    return options.joined(separator: " ")
  }

  private static func fits(_ name: String, _ globs: [Glob]) -> Bool { globs.isEmpty || globs.contains { $0.matches(name) } }
}
