import Vocabulary

extension AuditReport {
  /// A filter, and the findings that it hides.
  package struct Filtering: Sendable {
    package let filter: FindingFilter
    /// The findings that are not shown, in the order of the report.
    package let hidden: [Finding]
    package let shown: Int

    /// What is shown, in a sentence.
    package var sentence: String {
      "Filtered by \(filter.description): \(shown) of \(counted(shown + hidden.count, "finding")) shown. The verdict counts all of them."
    }
  }

  /// The report with only the findings that a filter selects, and only their causes; the verdict stays.
  package func filtered(by filter: FindingFilter) -> AuditReport {
    guard !filter.isEmpty else { return self }
    var report = self
    report.findings = findings.filter(filter.selects)
    report.causes = causes.compactMap { cause in
      let shown = cause.findings.filter(filter.selects)
      return shown.first.map { Cause(lead: $0, findings: shown) }
    }
    report.filtering = Filtering(filter: filter, hidden: findings.filter { !filter.selects($0) }, shown: report.findings.count)
    return report
  }
}
