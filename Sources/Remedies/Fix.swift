package import Auditing
package import Detecting
import Knowledge
import Vocabulary

/// The smallest change to an app that takes findings away, and the proof that it does: the audit of the same captures as they would be
/// after it.
package struct Fix: Sendable {
  /// Something that was found and stays, and what to do instead.
  package struct Remainder: Sendable {
    package var finding: Finding
    package var advice: String
    /// Whether it was not there before: the change puts it in the place of something worse.
    package var isNew: Bool
  }

  /// The captures as they are; each finding knows the changes that would take it away.
  package let before: AuditReport
  /// The captures as they would be.
  package let after: AuditReport
  /// The code, one snippet for each library.
  package let snippets: [Snippet]
  /// Code that is not proved, one snippet for each library: advice about some of what stays, which counts as if nothing were changed.
  package let advised: [Snippet]
  /// What goes away.
  package let gone: [Finding]
  /// What stays.
  package let remaining: [Remainder]

  /// Audits captures, chooses the changes, and audits them again as they would be after these.
  /// - Throws: ``CaptureError`` for a directory that cannot be walked.
  package static func run(
    _ configuration: Audit.Configuration, book: RuleBook, remedies: RemedyBook, progress: @escaping (Audit.Progress) -> Void = { _ in }
  ) throws -> Fix {
    var configuration = configuration
    configuration.editing = Replay.trial(remedies)
    let before = try Audit.run(configuration, book: book, progress: progress)
    let changes = RemedyBook.changes(for: before.findings.filter { remedies.isProved($0.solution) })
    configuration.editing = Replay.changed(remedies, by: changes, firstParty: before.firstParty)
    return Fix(before, try Audit.run(configuration, book: book, progress: progress), changes, remedies)
  }

  private init(_ before: AuditReport, _ after: AuditReport, _ changes: Set<Change>, _ remedies: RemedyBook) {
    self.before = before
    self.after = after
    snippets = remedies.snippets(of: changes)
    advised = remedies.snippets(for: before.findings.filter { !remedies.isProved($0.solution) }).filter { $0.doubt != nil }
    let known = Set(before.findings.map(\.fingerprint))
    let left = Set(after.findings.map(\.fingerprint))
    gone = before.findings.filter { $0.isWorthFixing && !left.contains($0.fingerprint) }
    remaining = after.findings.filter(\.isWorthFixing).map { finding in
      Remainder(finding: finding, advice: Self.advice(for: finding, remedies), isNew: !known.contains(finding.fingerprint))
    }
  }

  /// What to do about a finding that stays: what the remedy of its destination says, a switch of the vendor's, or the rule's own advice.
  private static func advice(for finding: Finding, _ remedies: RemedyBook) -> String {
    if finding.party == .third {
      if let advice = remedies.advice(for: finding.field, at: finding.destination) { return advice }
      if let control = finding.controls.first(where: \.isEffective) { return control.advice }
    }
    return finding.rule.fix
  }
}

extension Finding {
  /// Whether it counts for a fix: the gate minds it, and it is more than worth knowing.
  package var isWorthFixing: Bool { disposition.isOpen && severity > .info }
}
