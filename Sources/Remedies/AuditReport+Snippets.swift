import Detecting
package import Auditing

extension AuditReport {
  /// The code that stops a cause, one snippet for each library that takes part in it; see ``RemedyBook/snippets(for:)``.
  ///
  /// It is empty unless the audit looked for remedies (``Replay``).
  package func snippets(for cause: Cause) -> [Snippet] { (editing as? Replay)?.book.snippets(for: cause.findings) ?? [] }
}
