package import Auditing
import Knowledge
import Vocabulary

/// A claim of the Trust Center page, and what was found at third parties that speaks against it.
package struct Absence: Sendable {
  let claim: Claim
  /// What was found of it, the gravest first; empty if nothing was.
  package var findings: [Finding] = []

  /// Each claim, with what was found at third parties.
  static func all(of report: AuditReport) -> [Absence] {
    let findings = Dictionary(grouping: report.findings.filter { $0.party == .third }) { Claim(about: $0.rule) }
    return Claim.allCases.map { Absence(claim: $0, findings: findings[$0] ?? []) }
  }

  /// What the page calls it: the claim, or more than that if something was found of which no more than its category is known.
  package var title: String {
    findings.contains { $0.rule.placeholder.map(Claim.vague.contains) ?? true } ? claim.widerTitle : claim.title
  }

  package var hasForm: Bool { claim.hasForm }
}

/// A kind of data that the Trust Center page says is not sent, unless some was found.
enum Claim: CaseIterable, Sendable {
  case credentials, emails, names, phones, places, ips, recording, attributes, numbers, hashes, titles, pages, customers, sites, texts

  /// The claim that a finding of a rule speaks against: the one of its word, or else of its category.
  ///
  /// It is nil for rules that find no value. What a destination learns from a connection, who receives data, and whether opting out holds
  /// are sections of the page by themselves. Whether events are complete is nothing that customers ask.
  init?(about rule: Rule) {
    guard rule.findsValues else { return nil }
    if let word = rule.placeholder { self = Claim(word) } else if let claim = Claim(rule.category) { self = claim } else { return nil }
  }

  /// The claim of a word. A new word does not compile until it has one.
  init(_ word: PlaceholderKind) {
    self =
      switch word {
      // What could not be examined may be the gravest.
      case .token, .code, .login, .session, .password, .key, .secret, .cookie, .link, .opaque, .uuid, .unexamined: .credentials
      case .email: .emails
      case .name, .person, .value: .names
      case .phone: .phones
      case .address, .place: .places
      case .ip: .ips
      case .setting: .recording
      case .picture, .birthday, .attribute: .attributes
      case .card, .account, .document: .numbers
      case .hash: .hashes
      case .title: .titles
      case .query, .path, .fragment, .referrer, .origin, .parameter, .context: .pages
      case .customer: .customers
      case .site, .issue: .sites
      case .text, .search, .jql: .texts
      }
  }

  /// The claim of a category; nil for one that is not about what is sent.
  private init?(_ category: Category) {
    guard let word = category.placeholder else { return nil }
    self = Claim(word)
  }

  /// The words that say no more than a category does.
  static let vague: Set<PlaceholderKind> = [.person, .value, .setting, .context]

  var title: String {
    switch self {
    case .credentials: "Credentials: tokens, sessions, passwords, keys"
    case .emails: "Email addresses"
    case .names: "Names of people"
    case .phones: "Telephone numbers"
    case .places: "Postal addresses, places and coordinates"
    case .ips: "IP addresses in payloads"
    case .recording: "Settings that make destinations record IP addresses"
    case .attributes: "Pictures, dates of birth, gender and other attributes of people"
    case .numbers: "Numbers of cards, accounts and identity documents"
    case .hashes: "Hashes of personal data"
    case .titles: "Titles of pages, issues, forms and documents"
    case .pages: "URLs of pages: queries, paths, fragments, referrers"
    case .customers: "Names of customers"
    case .sites: "Customers’ sites and issue keys"
    case .texts: "Texts that users write, search terms and queries"
    }
  }

  /// The title for what a word of ``vague`` covers: more than the page says is not sent.
  var widerTitle: String {
    switch self {
    case .names: "Names of people, or other data about them"
    case .recording: "Settings that make destinations record more, such as IP addresses"
    case .pages: "URLs of pages, or other context of them"
    default: title
    }
  }

  /// Whether all such values have a form of their own. Some are known only by the names of their fields and by how they read, so that not
  /// finding any is no proof.
  var hasForm: Bool {
    switch self {
    case .emails, .ips, .sites, .texts: true
    case .credentials, .names, .phones, .places, .recording, .attributes, .numbers, .hashes, .titles, .pages, .customers: false
    }
  }
}
