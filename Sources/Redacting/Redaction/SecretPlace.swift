import Bytes
import Knowledge
import Vocabulary

/// A place that contains a secret, whatever it looks like.
enum SecretPlace {
  case cookie, header, basic, user, title, secret
  /// The key of an API, which may not be secret, and one whose name says that it is.
  case key, secretKey
  /// A parameter whose name is that of a secret only there, and of many other things elsewhere.
  case parameter

  var category: Category { self == .title ? .pageContext : .credential }

  /// The parts of a text to remove, their kinds, and whether each is distinctive enough to search for copies of it.
  func parts(_ text: Span<UInt8>, _ finder: SecretFinder) -> [(Range<Int>, kind: PlaceholderKind, seeksCopies: Bool)] {
    let all = 0..<text.count
    switch self {
    case .cookie: return part(all, .cookie, text, finder)
    case .header:
      // Vendors use the key of an account as the user of a Basic header (RFC 7617), and leave the password out.
      return part(CredentialPlaces.credential(in: text), .token, text, finder)
    case .basic:
      guard let colon = text.first(UInt8(ascii: ":"), in: all) else { return part(all, .key, text, finder) }
      let user = CredentialPlaces.looksLikeKey(text.extracting(0..<colon)) ? part(0..<colon, .key, text, finder) : []
      return user + part(colon + 1..<text.count, .password, text, finder)
    case .key: return CredentialPlaces.looksLikeKey(text) ? part(all, .key, text, finder) : []
    case .user:
      let password = text.first(UInt8(ascii: ":"), in: all).map { part($0 + 1..<text.count, .password, text, finder) } ?? []
      return part(all, .login, text, finder) + password
    case .title: return part(all, .title, text, finder).map { ($0.0, $0.kind, true) }
    case .secretKey where CredentialPlaces.looksLikeKey(text): return part(all, .key, text, finder)
    case .secret, .secretKey: return finder.mayBeSecret(text) ? part(all, .secret, text, finder) : []
    case .parameter: return finder.mayBeSecret(text) && SecretFinder.isTokenLike(text) ? part(all, .secret, text, finder) : []
    }
  }

  private func part(
    _ range: Range<Int>, _ kind: PlaceholderKind, _ text: Span<UInt8>, _ finder: SecretFinder
  ) -> [(Range<Int>, kind: PlaceholderKind, seeksCopies: Bool)] {
    let value = text.extracting(range)
    guard !range.isEmpty, !Placeholder.isRedacted(value) else { return [] }
    return [(range, kind, Self.isDistinctive(value, finder))]
  }

  /// Whether a secret is not a word that occurs in texts by itself.
  static func isDistinctive(_ value: Span<UInt8>, _ finder: SecretFinder) -> Bool {
    let (some, every) = ByteClass.of(value)
    guard value.count >= ValueSearch.longEnough, !FormatWords.contains(value), finder.verdict(of: value) == .nothing else { return false }
    if value.count >= 10 || every.contains(.digit) { return true }
    return some.contains(.digit) || !every.contains(.letter) && !every.contains(.name)
  }
}
