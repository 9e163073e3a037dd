package import Auditing
package import Knowledge
import Vocabulary

/// A claim of the Trust Center page, and the findings at third parties that contradict it.
package struct Absence: Sendable {
  package let claim: Claim
  /// The contradicting findings, most severe first; empty if there are none.
  package var findings: [Finding] = []

  /// Each claim, with what was found at third parties.
  static func all(of report: AuditReport) -> [Absence] {
    let findings = Dictionary(grouping: report.findings.filter { $0.party == .third }) { Claim(about: $0.rule) }
    return Claim.allCases.map { Absence(claim: $0, findings: findings[$0] ?? []) }
  }

  /// The title on the page: the claim, or a broader one if only the category of a finding is known.
  package var title: String {
    findings.contains { $0.rule.placeholder.map(Claim.vague.contains) ?? true } ? claim.widerTitle : claim.title
  }

  package var hasForm: Bool { claim.hasForm }
}
