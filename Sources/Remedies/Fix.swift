package import Auditing
package import Detecting
import Knowledge
import Vocabulary

/// The smallest change to an app that removes findings, and its proof: an audit of the same captures as if the change were in
/// place.
package struct Fix: Sendable {
  /// A finding that remains, and what to do about it.
  package struct Remainder: Sendable {
    package var finding: Finding
    package var advice: String
    /// Whether it is new: the change replaces something worse with it.
    package var isNew: Bool
  }

  /// The audit of the captures as they are; each finding lists the changes that would remove it.
  package let before: AuditReport
  /// The audit of the captures as they would be.
  package let after: AuditReport
  /// The code, one snippet for each library.
  package let snippets: [Snippet]
  /// Code without proof, one snippet for each library: advice about some of the remaining findings, without effect on the result.
  package let advised: [Snippet]
  /// The findings that the change removes.
  package let gone: [Finding]
  /// The findings that remain.
  package let remaining: [Remainder]

  /// Audits captures, chooses the changes, and audits the captures again with these changes.
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

  /// What to do about a remaining finding: the advice of the destination's remedy, a setting of the vendor, or the rule's own fix.
  private static func advice(for finding: Finding, _ remedies: RemedyBook) -> String {
    if finding.party == .third {
      if let advice = remedies.advice(for: finding.field, at: finding.destination) { return advice }
      if let control = finding.controls.first(where: \.isEffective) { return control.advice }
    }
    return finding.rule.fix
  }
}

extension Finding {
  /// Whether a fix should remove it: it is open, and more than information.
  package var isWorthFixing: Bool { disposition.isOpen && severity > .info }
}
