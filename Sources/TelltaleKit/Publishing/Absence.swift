/// A kind of data that a Trust Center speaks of, and whether it was found in what was sent to third parties.
package struct Absence: Sendable {
  package var title: String
  /// Whether all such values have a form of their own; else some are told only by the names of their fields and by how they read, so that
  /// not finding any is no proof.
  package var hasForm = true
  /// What placeholders call values of the kind.
  let kinds: Set<String>
  /// What was found of it, the gravest first; empty where nothing was.
  package var findings: [Finding] = []

  private static let all = [
    Absence(
      title: "Credentials: tokens, sessions, passwords, keys", hasForm: false,
      kinds: ["token", "code", "login", "session", "password", "key", "secret"]),
    Absence(title: "Email addresses", kinds: ["email"]),
    Absence(title: "Names of people", hasForm: false, kinds: ["name", "person"]),
    Absence(title: "Telephone numbers", hasForm: false, kinds: ["phone"]),
    Absence(title: "Postal addresses, places and coordinates", hasForm: false, kinds: ["address", "place"]),
    Absence(title: "IP addresses in payloads", kinds: ["ip"]),
    Absence(
      title: "Pictures, dates of birth, gender and other attributes of people", hasForm: false, kinds: ["picture", "birthday", "attribute"]),
    Absence(title: "Numbers of cards, accounts and identity documents", hasForm: false, kinds: ["card", "account", "document"]),
    Absence(title: "Hashes of personal data", hasForm: false, kinds: ["hash"]),
    Absence(title: "Titles of pages, issues, forms and documents", hasForm: false, kinds: ["title"]),
    Absence(
      title: "Addresses of pages: queries, paths, fragments, referrers", hasForm: false,
      kinds: ["query", "path", "fragment", "referrer", "origin", "parameter"]),
    Absence(title: "Names of customers", hasForm: false, kinds: ["customer"]),
    Absence(title: "Customers’ sites and issue keys", kinds: ["site", "issue"]),
    Absence(title: "Texts that users write, search terms and queries", kinds: ["text", "search", "jql"]),
  ]

  /// Each kind, with what was found of it at third parties.
  static func all(of report: AuditReport) -> [Absence] {
    let findings = report.findings.filter { $0.party == .third && !$0.field.isEmpty }
    return all.map { kind in
      var kind = kind
      kind.findings = findings.filter { $0.rule.placeholder.map(kind.kinds.contains) ?? false }
      return kind
    }
  }
}
