package import Auditing
package import Knowledge

/// The result of one control.
package struct AssessedControl: Sendable {
  package enum Result: String, CaseIterable, Sendable {
    case satisfied
    case notSatisfied = "not-satisfied"
    case notAssessed = "not-assessed"

    /// The words in reports.
    package var words: String {
      switch self {
      case .satisfied: "satisfied"
      case .notSatisfied: "not satisfied"
      case .notAssessed: "not assessed"
      }
    }
  }

  package var control: Framework.Control
  package var result: Result
  /// Why, in sentences.
  package var reasons: [String]
  /// The open findings that contradict it, or may.
  package var findings: [Finding]
  /// The findings that would contradict it, but that the policy or a baseline accepts.
  package var accepted: [Finding]
}

/// A framework with the results of its controls.
package struct AssessedFramework: Sendable {
  package var framework: Framework
  package var controls: [AssessedControl]

  package func count(_ result: AssessedControl.Result) -> Int { controls.count { $0.result == result } }
}
