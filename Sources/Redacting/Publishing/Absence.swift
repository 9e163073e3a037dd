package import Auditing
package import Knowledge
import Vocabulary

/// A claim of the Trust Center page, and what was found at third parties that speaks against it.
package struct Absence: Sendable {
  package let claim: Claim
  /// What was found of it, the gravest first; empty if nothing was.
  package var findings: [Finding] = []

  /// Each claim, with what was found at third parties.
  static func all(of report: AuditReport) -> [Absence] {
    let findings = Dictionary(grouping: report.findings.filter { $0.party == .third }) { Claim(about: $0.rule) }
    return Claim.allCases.map { Absence(claim: $0, findings: findings[$0] ?? []) }
  }

  /// What the page calls it: the claim, or more than that if something was found of which no more than its category is known.
  package var title: String {
    findings.contains { $0.rule.placeholder.map(Claim.vague.contains) ?? true } ? claim.widerTitle : claim.title
  }

  package var hasForm: Bool { claim.hasForm }
}
