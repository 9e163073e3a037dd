import Bytes

/// Decides from the name of a field whether its value is a secret, whatever it looks like.
///
/// The names are data: `rules/redaction/secrets.yaml`.
package struct SecretNames: Sendable {
  /// The verdict on a name.
  package enum Verdict: Sendable {
    /// A secret everywhere.
    case secret
    /// A secret as the parameter of a URL or of a form; elsewhere the name means nothing.
    case parameter
    case nothing
  }

  // Headers, by their lower-case names.
  var headerNames: Set<String> = []
  var headerWords: Set<String> = []
  var harmlessHeaders: Set<String> = []
  var harmlessHeaderPrefixes: [String] = []

  // Fields; see the comments in the file.
  var names: Set<String> = []
  var words: Set<String> = []
  var pairs: Set<String> = []
  var parts = WordParts()
  var parameters: Set<String> = []
  /// Words of languages other than English. The long ones, and those of scripts without spaces, are also found inside longer words.
  var languages: Set<String> = [] {
    didSet { longWords = WordParts(languages.filter { $0.count >= 7 || $0.unicodeScalars.contains { $0.value >= 0x0600 } }) }
  }
  private var longWords = WordParts()
  var harmless: Set<String> = []
  var endings: Set<String> = []

  /// Words in a path before a one-time token, and words next to a one-time code.
  var links: Set<String> = []
  /// The ones of these that also precede identifiers: after them only a random-looking string is a token.
  var looseLinks: Set<String> = []
  var codes: Set<String> = []

  /// The prefixes of keys that services publish.
  var publicPrefixes: [[UInt8]] = []
  /// Hosts, and the keys under which every visitor's browser sends them the same token, in lower-case letters and digits.
  var publicKeys: [(hosts: [HostPattern], keys: Set<String>)] = []

  /// Whether a value is a key that a service publishes.
  func isPublic(_ value: Span<UInt8>) -> Bool {
    publicPrefixes.contains { prefix in value.count > prefix.count && prefix.indices.allSatisfy { value[$0] == prefix[$0] } }
  }

  /// Whether the value of a key, in lower-case letters and digits, is public, at least at this host.
  package func isPublic(_ value: Span<UInt8>, key: String, host: String) -> Bool {
    isPublic(value) || publicKeys.contains { $0.keys.contains(key) && $0.hosts.contains { $0.matches(host) } }
  }

  // MARK: Headers

  /// Whether a header, by its lower-case name, holds a credential.
  package func isSecret(header name: String) -> Bool {
    if headerNames.contains(name) { return true }
    if harmlessHeaders.contains(name) || harmlessHeaderPrefixes.contains(where: name.hasPrefix) { return false }
    let words = name.split { $0 == "-" || $0 == "_" }.map(String.init)
    return words.contains(where: headerWords.contains) || isSecret(words: words)
  }

  // MARK: Fields

  /// The verdict on the name of a member, a parameter, an element or an attribute, in any naming style.
  package func verdict(of name: Span<UInt8>) -> Verdict {
    guard 1...Self.longestName ~= name.count else { return .nothing }
    let words = NameWords.of(name).filter { !Self.articles.contains($0) }
    let joined = words.joined()
    if names.contains(joined) { return .secret }
    if joined.isEmpty || harmless.contains(joined) { return .nothing }
    if languages.contains(joined) || isSecret(words: words) { return .secret }
    return parameters.contains(joined) ? .parameter : .nothing
  }

  /// Small words in names of other languages: `codigo_de_verificacion`.
  private static let articles: Set<String> = [
    "de", "da", "do", "di", "du", "des", "del", "of", "la", "le", "el", "der", "van", "zum", "the",
  ]

  /// A longer name is a text.
  private static let longestName = 80

  private func isSecret(words: [String]) -> Bool {
    if let last = words.last, words.count > 1, endings.contains(last) { return false }
    for (index, word) in words.enumerated() {
      if holds(self.words, word) || languages.contains(word) || index > 0 && holds(pairs, "\(words[index - 1]) \(word)") { return true }
      if isSecret(word: word) { return true }
    }
    return false
  }

  /// Whether a list contains a word or its singular.
  private func holds(_ list: Set<String>, _ word: String) -> Bool {
    list.contains(word) || word.hasSuffix("s") && list.contains(String(word.dropLast()))
  }

  /// Whether a word that is written together contains the name of a secret, and does not end in one that says that it is only about
  /// the secret.
  private func isSecret(word name: String) -> Bool {
    let bytes = Array(name.utf8)
    if let end = parts.end(of: bytes) { return end == bytes.count || !endings.contains(String(decoding: bytes[end...], as: UTF8.self)) }
    return longWords.end(of: bytes) != nil
  }
}
