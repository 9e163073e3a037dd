package import Auditing
import Detecting

extension AuditReport {
  /// The code that stops every finding that code can stop, one snippet for each library; see ``RemedyBook/snippets(for:)``.
  ///
  /// It is empty unless the audit looked for remedies (``Replay``).
  package var snippets: [Snippet] { book?.snippets(for: findings) ?? [] }

  /// The code that stops a cause, one snippet for each library involved.
  package func snippets(for cause: Cause) -> [Snippet] { book?.snippets(for: cause.findings) ?? [] }

  private var book: RemedyBook? { (editing as? Replay)?.book }
}
