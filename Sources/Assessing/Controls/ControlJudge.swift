import Auditing
import Knowledge
import Vocabulary

/// Decides the results of controls: findings contradict one, facts support it, and without the facts it is not assessed.
struct ControlJudge {
  let report: AuditReport
  let facts: FactSheet

  func assess(_ framework: Framework) -> AssessedFramework {
    AssessedFramework(framework: framework, controls: framework.controls.map(assess))
  }

  private func assess(_ control: Framework.Control) -> AssessedControl {
    let against = report.findings.filter { $0.party != .platform && control.against.contains($0.rule.id) && $0.severity > .info }
    // A finding in the baseline was accepted for the gate, but is still there.
    let speaking = against.filter { $0.disposition.isOpen || $0.disposition == .known }
    let accepted = against.filter { !$0.disposition.isOpen && $0.disposition != .known }
    var assessed = AssessedControl(control: control, result: .notAssessed, reasons: [], findings: speaking, accepted: accepted)
    let missing = control.needs.map { facts[$0] }.filter { !$0.holds }
    // An uncertain finding neither contradicts a control nor satisfies it.
    let sure = speaking.count { $0.confidence != .possible }
    let guesses = speaking.count - sure
    if !speaking.isEmpty, let decision = control.decision {
      assessed.reasons = ["\(counted(speaking.count, "finding")) to decide about: \(decision)"]
    } else {
      if sure > 0 {
        assessed.result = .notSatisfied
        assessed.reasons.append("\(counted(sure, "finding")) \(sure == 1 ? "contradicts" : "contradict") it.")
      }
      if guesses > 0 {
        assessed.reasons.append("\(counted(guesses, "uncertain finding")) may contradict it; a person has to decide.")
      }
    }
    if speaking.isEmpty {
      if missing.isEmpty { assessed.result = .satisfied }
      assessed.reasons = missing.isEmpty ? control.needs.map { facts[$0].reason } : missing.map(\.reason)
    }
    if !accepted.isEmpty { assessed.reasons.append("\(counted(accepted.count, "finding")) accepted in the policy.") }
    return assessed
  }
}
