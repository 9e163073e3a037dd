import Vocabulary

/// The kind of a value, in one word: `email`, `token`. It is part of the placeholder for the value (`~email-1~`).
///
/// Rules, personas and the redaction itself use only these words. So does the Trust Center page: ``Claim`` says for each word which
/// claim it contradicts. `rules/README.md` lists them.
package enum PlaceholderKind: String, CaseIterable, Sendable {
  // Secrets that grant access.
  case token, code, login, session, password, key, secret, cookie, link
  /// A string that looks random, in itself or as a UUID.
  case opaque, uuid

  // Data about a person or a company.
  case email, name, phone, address, place, ip, picture, birthday, attribute, card, account, document, hash, customer
  /// Personal data of a rule without its own word, or of a persona's label that is not a word.
  case person
  /// A value in a list that was given to the redaction.
  case value
  /// A value that makes a destination record more than was sent.
  case setting

  // Where something happened.
  case title, query, path, fragment, referrer, origin, parameter, site, issue
  /// Page context of a rule without its own word.
  case context

  // What users write.
  case text, search, jql

  /// A text that redaction removes as a whole, because it could not be examined.
  case unexamined

  /// The word for a label in any spelling: `Email`, `e_mail` and `e-mail` are `email`; nil for another label.
  init?(label: String) {
    self.init(rawValue: label.lowercased().filter { $0 != "_" && $0 != "-" })
  }
}

extension Category {
  /// The word for values of the category; nil for a category whose rules find no value.
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
