import Vocabulary

/// What a value is, in one word: `email`, `token`. It stands in the placeholder for the value (`~email-1~`).
///
/// Rules, personas and the redaction itself have no other words. The Trust Center page goes by them too: ``Claim`` says for each word
/// what the page can no longer say is not sent. `rules/README.md` lists them.
package enum PlaceholderKind: String, CaseIterable, Sendable {
  // What opens a door.
  case token, code, login, session, password, key, secret, cookie, link
  /// A string that looks random, by itself or as a UUID.
  case opaque, uuid

  // What is about a person or a company.
  case email, name, phone, address, place, ip, picture, birthday, attribute, card, account, document, hash, customer
  /// What a rule of personal data finds that has no word of its own, and what a persona's label with no word of its own names.
  case person
  /// A value of a list that redaction was given.
  case value
  /// A value that tells a destination to record more than was sent.
  case setting

  // Where something happened.
  case title, query, path, fragment, referrer, origin, parameter, site, issue
  /// What a rule of page context finds that has no word of its own.
  case context

  // What users write.
  case text, search, jql

  /// A text that redaction removes whole, because it could not be examined.
  case unexamined

  /// The word that a label means, whatever its case: `Email`, `e_mail` and `e-mail` are `email`; nil for a label that is no word.
  init?(label: String) {
    self.init(rawValue: label.lowercased().filter { $0 != "_" && $0 != "-" })
  }
}

extension Category {
  /// What placeholders call values of the category; nil for one whose rules are about no value.
  package var placeholder: PlaceholderKind? {
    switch self {
    case .credential: .secret
    case .personalData: .person
    case .pageContext: .context
    case .userContent: .text
    case .destination, .schema, .consent: nil
    }
  }
}
