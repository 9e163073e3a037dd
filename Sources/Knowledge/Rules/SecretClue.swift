/// What identifies a secret: the words next to it, and its appearance.
package enum SecretClue: String, CaseIterable, Sendable {
  /// A word in a path before a token: `/reset/…`.
  case link
  /// The name of a parameter of a URL.
  case parameter
  /// A fragment that is only a token.
  case fragment
  /// The authority of a URL: `https://user:password@host`.
  case login
  /// The name of a password in a text: `password=…`.
  case password
  /// The name of another secret in a text: `x-api-key: …`.
  case text

  /// The kind of text, which decides how it is read.
  package enum Place: Int, Sendable {
    case parameter = 1
    case userinfo, fragment, path, text
  }
}
