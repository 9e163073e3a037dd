import Auditing
import Vocabulary

extension AuditReport {
  /// The reason for the verdict, in a sentence.
  var reason: String {
    let gate = "\(verdict.failOn.name) or above"
    let found = verdict.counts.filter { $0.key >= verdict.failOn }.values.reduce(0, +)
    let nothing = verdict.accepted.isEmpty ? "No finding at \(gate)" : "No open finding at \(gate)"
    let isWhole = captures.allSatisfy { $0.complete && $0.error == nil }
    return switch verdict.status {
    case .pass: "\(nothing)."
    case .fail where found == 0: "\(nothing), but a waiver has expired."
    case .fail: "\(counted(found, "finding")) at \(gate)\(isWhole ? "." : ", and not everything could be examined.")"
    case .incomplete where examined == 0: "Nothing was examined."
    case .incomplete: "\(nothing), but not everything could be examined."
    }
  }

  /// The number of records that show something about the app: those that went to a destination that the policy does not ignore.
  private var examined: Int { traffic.filter { !$0.id.isEmpty }.reduce(0) { $0 + $1.records } }
}
