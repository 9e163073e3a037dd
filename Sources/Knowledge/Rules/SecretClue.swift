/// What tells a secret: the words beside it, and what it looks like.
package enum SecretClue: String, CaseIterable, Sendable {
  /// A word of a path before a token: `/reset/…`.
  case link
  /// The name of a parameter of a URL.
  case parameter
  /// A fragment that is nothing but a token.
  case fragment
  /// The authority of a URL: `https://user:password@host`.
  case login
  /// The name of a password in a text: `password=…`.
  case password
  /// The name of another secret in a text: `x-api-key: …`.
  case text

  /// Where a text stands, which says how it is read.
  package enum Place: Int, Sendable {
    case parameter = 1
    case userinfo, fragment, path, text
  }
}
