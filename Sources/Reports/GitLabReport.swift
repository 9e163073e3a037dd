import Auditing
import Bytes
import Captures
import Knowledge
import Vocabulary

/// The report for a merge request at GitLab: Code Quality JSON with an issue for each open cause, for each capture that was not
/// completely examined, and for stale entries of policy and baseline.
///
/// Source: GitLab's documentation of the Code Quality report format. Fingerprints are unique within a report, because GitLab shows
/// one issue for each. It never contains a value, because it is made to be uploaded.
enum GitLabReport {
  static func render(_ report: AuditReport) -> String {
    var writer = JSONWriter()
    var known: [String: Int] = [:]
    writer.array(issues(of: report)) { writer, issue in
      let number = known[issue.fingerprint, default: 0] + 1
      known[issue.fingerprint] = number
      writer.object { writer in
        writer.member("description", Printable.line(issue.description, limit: 1_000))
        writer.member("check_name", issue.check)
        writer.member("fingerprint", number == 1 ? issue.fingerprint : "\(issue.fingerprint)-\(number)")
        writer.member("severity", issue.severity)
        writer.member("location") { writer in
          writer.member("path", Printable.line(CaptureURI.relative(issue.path)))
          writer.member("lines") { $0.member("begin", issue.line) }
        }
      }
    }
    return writer.text + "\n"
  }

  private struct Issue {
    var description: String
    var check: String
    var fingerprint: String
    var severity: String
    var path: String
    var line: Int
  }

  private static func issues(of report: AuditReport) -> [Issue] {
    let causes = report.causes.filter(\.isOpen).map { cause in
      Issue(
        description: ([cause.lead.messageWithStanding + "."] + (cause.reach.map { [$0] } ?? [])).joined(separator: " "),
        check: cause.lead.rule.id, fingerprint: cause.id, severity: severity(cause.severity),
        path: cause.lead.occurrences.first?.capture ?? "", line: cause.lead.occurrences.first?.line ?? 1)
    }
    let gaps = report.captures.filter { !$0.complete }.map { capture in
      let reason = capture.error?.description ?? capture.gaps.first.map { "\($0.place): \($0.reason)" } ?? ""
      let more = capture.gaps.count > 1 ? " (and \(capture.gaps.count - 1) more)" : ""
      return Issue(
        description: "Not examined: \(reason)\(more)", check: "not-examined",
        fingerprint: Fingerprint.of(rule: "not-examined", destination: "", event: nil, field: capture.path),
        severity: capture.error == nil ? "major" : "critical", path: capture.path, line: capture.gaps.first?.position?.line ?? 1)
    }
    let notes = report.notes.map { note in
      Issue(
        description: note.message, check: "outdated",
        fingerprint: Fingerprint.of(rule: "outdated", destination: "", event: note.message, field: note.file), severity: "info",
        path: note.file, line: note.line)
    }
    return causes + gaps + notes + filtered(report)
  }

  /// An issue that says that a filter hides findings.
  private static func filtered(_ report: AuditReport) -> [Issue] {
    guard let filtering = report.filtering, let capture = report.captures.first else { return [] }
    let isFailing = filtering.hidden.contains { $0.fails(at: report.verdict.failOn) }
    return [
      Issue(
        description: filtering.sentence, check: "filtered",
        fingerprint: Fingerprint.of(rule: "filtered", destination: "", event: nil, field: filtering.filter.description),
        severity: isFailing ? "major" : "info", path: capture.path, line: 1)
    ]
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .critical: "blocker"
    case .high: "critical"
    case .medium: "major"
    case .low: "minor"
    case .info: "info"
    }
  }
}
