import Vocabulary

/// A kind of data that the Trust Center page says is not sent, unless some was found.
package enum Claim: String, CaseIterable, Sendable {
  case credentials, emails, names, phones, places, ips, recording, attributes, numbers, hashes, titles, pages, customers, sites, texts

  /// The claim that a finding of a rule contradicts: that of its placeholder word, or else of its category.
  ///
  /// It is nil for rules that find no value. What a destination learns from a connection, who receives data, and whether opt-out
  /// works are separate sections of the page, and customers do not ask whether events are complete.
  package init?(about rule: Rule) {
    guard rule.findsValues else { return nil }
    if let word = rule.placeholder { self = Claim(word) } else if let claim = Claim(rule.category) { self = claim } else { return nil }
  }

  /// The claim of a word. A new word does not compile until it has one.
  package init(_ word: PlaceholderKind) {
    self =
      switch word {
      // What could not be examined may be the worst.
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

  /// Whether it is about people or what they wrote, and not about keys, settings and pages.
  package var isEndUserData: Bool {
    switch self {
    case .emails, .names, .phones, .places, .ips, .attributes, .numbers, .hashes, .titles, .customers, .texts: true
    case .credentials, .recording, .pages, .sites: false
    }
  }

  /// The words that are no more specific than a category.
  package static let vague: Set<PlaceholderKind> = [.person, .value, .setting, .context]

  package var title: String {
    switch self {
    case .credentials: "Credentials: tokens, sessions, passwords, keys"
    case .emails: "Email addresses"
    case .names: "Names of people"
    case .phones: "Phone numbers"
    case .places: "Postal addresses, places and coordinates"
    case .ips: "IP addresses in payloads"
    case .recording: "Requests to record the IP address"
    case .attributes: "Pictures, dates of birth, gender and other attributes of people"
    case .numbers: "Card, account and identity document numbers"
    case .hashes: "Hashes of personal data"
    case .titles: "Titles of pages, issues, forms and documents"
    case .pages: "Queries and fragments of page URLs, and referrers"
    case .customers: "Customer names"
    case .sites: "Customer sites and issue keys"
    case .texts: "Texts that users write, search terms and queries"
    }
  }

  /// The title for what a word of ``vague`` covers, which is broader than the claim.
  package var widerTitle: String {
    switch self {
    case .names: "Names of people, or other data about them"
    case .recording: "Requests to record more, such as the IP address"
    case .pages: "Page URLs, or other page context"
    default: title
    }
  }

  /// Whether all such values have a recognisable form. Others are recognised only by names of fields and by wording, so that
  /// finding none is not a proof.
  package var hasForm: Bool {
    switch self {
    case .emails, .ips, .sites, .texts: true
    case .credentials, .names, .phones, .places, .recording, .attributes, .numbers, .hashes, .titles, .pages, .customers: false
    }
  }
}
