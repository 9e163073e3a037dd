import Auditing
import Bytes
import Vocabulary

extension JSONWriter {
  /// The result of the gate, and the number of open findings of each severity.
  mutating func counts(of verdict: Verdict) {
    member("status", verdict.status.rawValue)
    member("failOn", verdict.failOn.name)
    key("counts")
    object { writer in
      for severity in Severity.allCases.reversed() { writer.member(severity.name, verdict.counts[severity] ?? 0) }
    }
  }
}
