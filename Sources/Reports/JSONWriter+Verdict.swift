import Auditing
import Bytes
import Vocabulary

extension JSONWriter {
  /// What a gate makes of findings, and how many of each severity it minds.
  mutating func counts(of verdict: Verdict) {
    member("status", verdict.status.rawValue)
    member("failOn", verdict.failOn.name)
    key("counts")
    object { writer in
      for severity in Severity.allCases.reversed() { writer.member(severity.name, verdict.counts[severity] ?? 0) }
    }
  }
}
