import Bytes

/// Finds secrets inside texts by the words next to them: parameters and members in any notation, elements and attributes of markup,
/// links that work once, private keys.
package final class SecretFinder {
  /// A secret in a text.
  package struct Secret: Equatable {
    package enum Kind {
      /// The value of a name of a secret.
      case secret
      /// The token of a link that works once.
      case link
      /// A code that someone receives.
      case code
      case key
      case password

      /// The word in its placeholder.
      package var placeholder: PlaceholderKind {
        switch self {
        case .secret: .secret
        case .link: .link
        case .code: .code
        case .key: .key
        case .password: .password
        }
      }
    }

    package var range: Range<Int>
    package var kind: Kind
  }

  /// How to read a text.
  package enum Reading {
    /// Words and data: what follows a name and a colon or an equals sign is its value.
    case text
    /// A script or a style: unquoted text is code.
    case code
    /// The path of a URL: only the words between its slashes count.
    case path
  }

  package let names: SecretNames
  /// A cache of names: those without a verdict, and the verdicts of the others by their hash.
  private var quiet = SeenTexts()
  private var verdicts: [Int: SecretNames.Verdict] = [:]

  package init(_ names: SecretNames) {
    self.names = names
  }

  /// The secrets of a text; they may overlap.
  package func secrets(in text: Span<UInt8>, as reading: Reading) -> [Secret] {
    guard text.count >= 4 else { return [] }
    var secrets: [Secret] = []
    var holdsMarkup = false
    // A long value is not read again: a text may repeat the name of a secret endlessly.
    var (covered, grouped) = (0, 0)
    let isDistinctive = Self.isDistinctive
    for at in 0..<text.count where isDistinctive[Int(text[at])] {
      switch text[at] {
      case UInt8(ascii: "="), UInt8(ascii: ":"):
        guard reading != .path, at >= covered, let value = pair(at, text, reading) else { continue }
        covered = value.end
        if let secret = value.secret { secrets.append(secret) }
      case UInt8(ascii: "/"):
        if let secret = link(at, text) { secrets.append(secret) }
      case UInt8(ascii: "<"):
        holdsMarkup = holdsMarkup || at + 1 < text.count && ByteClass.of(text[at + 1]).contains(.letter)
      case UInt8(ascii: "@"):
        if let secret = userinfo(at, text) { secrets.append(secret) }
      case UInt8(ascii: "-"):
        if let secret = privateKey(at, text) { secrets.append(secret) }
        if at >= grouped, let secret = groups(at, text) {
          grouped = secret.range.upperBound
          secrets.append(secret)
        }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if reading == .text, let secret = code(at, text) { secrets.append(secret) }
      case UInt8(ascii: " "):
        if at >= grouped, let secret = groups(at, text) {
          grouped = secret.range.upperBound
          secrets.append(secret)
        }
      default: break
      }
    }
    if reading == .text { if holdsMarkup { markup(text, &secrets) } else { lines(text, &secrets) } }
    return secrets
  }

  /// The characters at which a secret may begin or end; most of a text consists of others.
  private static let isDistinctive: [Bool] = (0...255).map { "=:/<@- 0123456789".utf8.contains(UInt8($0)) }

  /// The verdict on a name.
  package func verdict(of name: Span<UInt8>) -> SecretNames.Verdict {
    guard let seen = quiet.place(of: name, in: 0), name.count <= 80 else { return .nothing }
    if quiet.holds(name, at: seen) { return .nothing }
    var hasher = Hasher()
    // The buffer is read before the call returns.
    unsafe name.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    let hash = hasher.finalize()
    if let known = verdicts[hash] { return known }
    let verdict = names.verdict(of: name)
    if verdict == .nothing {
      quiet.insert(name, at: seen)
    } else {
      if verdicts.count > 100_000 { verdicts.removeAll() }
      verdicts[hash] = verdict
    }
    return verdict
  }

  // MARK: Values

  /// Whether a text where a secret is expected may be one, and is not a word about it.
  package func mayBeSecret(_ value: Span<UInt8>) -> Bool {
    guard value.count >= Self.shortest, value.count <= Self.longest, !Placeholder.isRedacted(value) else { return false }
    let (some, every) = ByteClass.of(value)
    if !some.contains(.letter), !some.contains(.digit), !some.contains(.other) { return false }
    if every.contains(.letter), value.count <= 9, Self.words.contains(String(copying: value).lowercased()) { return false }
    // `${token}`, `{{ token }}`, `%TOKEN%`, `<token>`: a template.
    if some.contains(.other) || some.contains(.percent) || some.contains(.name), Self.isTemplate(value) { return false }
    // `name=password`: the name of a secret is not a secret.
    return !(every.contains(.name) && verdict(of: value) == .secret && !some.contains(.digit))
  }

  /// Whether a value mixes letters and digits, or looks random: a parameter with an everyday name may also hold a word or a flag.
  package static func isTokenLike(_ value: Span<UInt8>) -> Bool {
    let (some, every) = ByteClass.of(value)
    if value.count >= OpaqueTokens.shortest && Randomness.isRandom(value) { return true }
    if some.contains(.space) { return false }
    return some.contains(.digit) && (value.count >= 6 && !every.contains(.digit) || every.contains(.digit) && value.count == 6)
  }

  static let shortest = 3
  static let longest = 1 << 16

  private static let words: Set<String> = [
    "true", "false", "null", "none", "undefined", "nil", "yes", "no", "bearer", "basic", "jwt", "hidden", "text", "string", "number",
    "object", "function", "required", "optional", "invalid", "valid", "missing", "expired", "on", "off", "this", "void", "enabled",
    "disabled", "default", "auto", "include", "omit", "submit", "button", "return", "new", "saml", "oauth", "oauth2", "sso", "otp", "totp",
    "sms", "email", "app", "ok", "error", "success", "failed", "active", "revoked", "unknown", "public", "private", "same-origin",
  ]

  static func isTemplate(_ value: Span<UInt8>) -> Bool {
    let last = value[value.count - 1]
    switch value[0] {
    case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "#"): return last == UInt8(ascii: "}")
    case UInt8(ascii: "%"), UInt8(ascii: "*"): return last == value[0]
    case UInt8(ascii: "<"): return last == UInt8(ascii: ">")
    default: return false
    }
  }

  // MARK: Other forms

  /// The password and the user before an `@` in an authority: `https://user:password@host`.
  func userinfo(_ at: Int, _ text: Span<UInt8>) -> Secret? {
    var start = at
    while start > 2, at - start < 256, !(text[start - 1] == UInt8(ascii: "/") && text[start - 2] == UInt8(ascii: "/")) {
      let byte = text[start - 1]
      guard byte > 0x20, byte != UInt8(ascii: "/"), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "?"), byte != UInt8(ascii: "<")
      else { return nil }
      start -= 1
    }
    guard start > 2, start < at, text[start - 3] == UInt8(ascii: ":"), text.first(UInt8(ascii: ":"), in: start..<at) != nil,
      !Placeholder.isRedacted(text.extracting(start..<at))
    else { return nil }
    return Secret(range: start..<at, kind: .password)
  }

  /// A private key in PEM (RFC 7468): everything between its two lines.
  func privateKey(_ at: Int, _ text: Span<UInt8>) -> Secret? {
    guard at + 40 < text.count, at == 0 || text[at - 1] != UInt8(ascii: "-"), text[at + 4] == UInt8(ascii: "-"),
      text[at + 5] == UInt8(ascii: "B")
    else { return nil }
    let head = String(copying: text.extracting(at..<min(text.count, at + 64)))
    guard head.hasPrefix("-----BEGIN"), let title = head.firstRange(of: "PRIVATE KEY"),
      let dashes = head[title.upperBound...].firstRange(of: "-----")
    else { return nil }
    let start = at + head[..<dashes.upperBound].utf8.count
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "-") { end += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return end - start > 16 && !Placeholder.isRedacted(text.extracting(start..<end)) ? Secret(range: start..<end, kind: .key) : nil
  }
}
