import Bytes

/// Finds secrets inside texts by the words beside them: parameters and members in any notation, elements and attributes of markup, links
/// that work once, private keys.
package final class SecretFinder {
  /// A secret in a text.
  package struct Secret: Equatable {
    package enum Kind {
      /// What a name says is a secret.
      case secret
      /// The token of a link that works once.
      case link
      /// A code that somebody is sent.
      case code
      case key
      case password

      /// What placeholders call it.
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

  /// How a text is to be read.
  package enum Reading {
    /// Words and data: what stands behind a name and a colon or an equals sign is its value.
    case text
    /// A script or a style: what is not quoted is code.
    case code
    /// The path of a URL: only the words between its slashes count.
    case path
  }

  package let names: SecretNames
  /// What is known of names that were asked for, by their hash.
  private var verdicts: [Int: SecretNames.Verdict] = [:]

  package init(_ names: SecretNames) {
    self.names = names
  }

  /// The secrets of a text; they may overlap.
  package func secrets(in text: Span<UInt8>, as reading: Reading) -> [Secret] {
    guard text.count >= 4 else { return [] }
    var secrets: [Secret] = []
    var holdsMarkup = false
    // What a long value covers is not read once more: a text may repeat the name of a secret without end.
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

  /// The characters at which something may be told: the others are most of a text.
  private static let isDistinctive: [Bool] = (0...255).map { "=:/<@- 0123456789".utf8.contains(UInt8($0)) }

  /// What a name says of its value.
  package func verdict(of name: Span<UInt8>) -> SecretNames.Verdict {
    guard 1...80 ~= name.count else { return .nothing }
    var hasher = Hasher()
    for at in name.indices { hasher.combine(name[at]) }
    let hash = hasher.finalize()
    if let known = verdicts[hash] { return known }
    if verdicts.count > 100_000 { verdicts.removeAll() }
    let verdict = names.verdict(of: name)
    verdicts[hash] = verdict
    return verdict
  }

  // MARK: Values

  /// Whether a text in the place of a secret may be one, and is no word that says something of it.
  package func mayBeSecret(_ value: Span<UInt8>) -> Bool {
    guard value.count >= Self.shortest, value.count <= Self.longest, !Placeholder.isRedacted(value) else { return false }
    let (some, every) = ByteClass.of(value)
    if !some.contains(.letter), !some.contains(.digit), !some.contains(.other) { return false }
    if every.contains(.letter), value.count <= 9, Self.words.contains(String(copying: value).lowercased()) { return false }
    // `${token}`, `{{ token }}`, `%TOKEN%`, `<token>`: a place for one.
    if some.contains(.other) || some.contains(.percent) || some.contains(.name), Self.isTemplate(value) { return false }
    // `name=password`: the name of a secret is none.
    return !(every.contains(.name) && verdict(of: value) == .secret && !some.contains(.digit))
  }

  /// Whether a value mixes letters and digits, or looks random: a parameter of an everyday name may also hold a word or a flag.
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

  private static func isTemplate(_ value: Span<UInt8>) -> Bool {
    let last = value[value.count - 1]
    switch value[0] {
    case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "#"): return last == UInt8(ascii: "}")
    case UInt8(ascii: "%"), UInt8(ascii: "*"): return last == value[0]
    case UInt8(ascii: "<"): return last == UInt8(ascii: ">")
    default: return false
    }
  }

  // MARK: A name and its value

  /// The value behind an equals sign or a colon whose name says that it is a secret.
  private func pair(_ at: Int, _ text: Span<UInt8>, _ reading: Reading) -> (secret: Secret?, end: Int)? {
    guard let name = name(before: at, text) else { return nil }
    let verdict = verdict(of: text.extracting(name.range))
    guard verdict != .nothing else { return nil }
    let isParameter = text[at] == UInt8(ascii: "=") && name.range.lowerBound > 0 && Self.opensParameter(text[name.range.lowerBound - 1])
    guard verdict == .secret || isParameter else { return nil }
    guard let value = value(after: at, text, name, isParameter: isParameter, reading) else { return nil }
    guard value.isAccepted, verdict == .secret || Self.isTokenLike(text.extracting(value.range)) else {
      return (nil, value.range.count > Self.longest / 2 ? value.range.upperBound : at)
    }
    return (
      Secret(range: value.range, kind: Self.isPassword(text.extracting(name.range)) ? .password : .secret), value.range.upperBound
    )
  }

  private struct Name {
    var range: Range<Int>
    var isQuoted: Bool
  }

  private func name(before at: Int, _ text: Span<UInt8>) -> Name? {
    var end = at
    while end > 0, text[end - 1] == 0x20, at - end < 2 { end -= 1 }
    var isQuoted = false
    while end > 0, text[end - 1] == UInt8(ascii: "\"") || text[end - 1] == UInt8(ascii: "'") || text[end - 1] == UInt8(ascii: "\\") {
      isQuoted = true
      end -= 1
    }
    var start = end
    while start > 0, end - start <= 80, Self.isInName(text[start - 1]) { start -= 1 }
    return end - start >= 1 && end - start <= 80 ? Name(range: start..<end, isQuoted: isQuoted) : nil
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    ByteClass.isWord(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func opensParameter(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";")].contains(byte)
  }

  /// The value that begins behind `at`.
  private func value(
    after at: Int, _ text: Span<UInt8>, _ name: Name, isParameter: Bool, _ reading: Reading
  ) -> (range: Range<Int>, isAccepted: Bool)? {
    var start = at + 1
    while start < text.count, text[start] == 0x20 || text[start] == 0x0A || text[start] == 0x0D || text[start] == 0x09, start - at < 32 {
      start += 1
    }
    var escapes = 0
    while start < text.count, text[start] == UInt8(ascii: "\\"), escapes < 8 {
      start += 1
      escapes += 1
    }
    guard start < text.count else { return nil }
    let quote = text[start]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`") {
      guard let end = quoteEnd(from: start + 1, text, quote, isEscaped: escapes > 0) else { return nil }
      return (start + 1..<end, mayBeSecret(text.extracting(start + 1..<end)))
    }
    guard escapes == 0 else { return nil }
    let isNumber = name.isQuoted && ByteClass.of(quote).contains(.digit)
    guard isParameter || isNumber || reading == .text else { return nil }
    if !isParameter, !name.isQuoted, Self.opensLine(name.range.lowerBound, text), let line = line(from: start, text) {
      // `tokens: 4096` counts.
      let isCount =
        ByteClass.of(text.extracting(line)).every.contains(.digit) && text[name.range.upperBound - 1] | 0x20 == UInt8(ascii: "s")
      return (line, !isCount && mayBeSecret(text.extracting(line)))
    }
    let end = bareEnd(from: start, text, isParameter: isParameter)
    let value = start..<end
    guard !isParameter, mayBeSecret(text.extracting(value)) else { return (value, isParameter && mayBeSecret(text.extracting(value))) }
    // What is not quoted and no parameter may be prose or code: `Password: required`, `token = getToken()`.
    let (some, every) = ByteClass.of(text.extracting(value))
    if isNumber { return (value, every.contains(.digit) && value.count >= 4) }
    // `tokens: 4096` counts.
    if every.contains(.digit), text[name.range.upperBound - 1] | 0x20 == UInt8(ascii: "s") { return (value, false) }
    let isCode = name.isQuoted || end < text.count && (text[end] == UInt8(ascii: "(") || text[end] == UInt8(ascii: "["))
    return (value, !isCode && (some.contains(.digit) || Randomness.isRandom(text.extracting(value))))
  }

  private static func opensLine(_ at: Int, _ text: Span<UInt8>) -> Bool {
    at == 0 || text[at - 1] == 0x0A || text[at - 1] == 0x0D
  }

  /// The rest of a line that is a header (`passcode:three words 27`), and no sentence: it holds a digit, and neither quotes nor tags.
  private func line(from start: Int, _ text: Span<UInt8>) -> Range<Int>? {
    var end = start
    let isSpaced = start > 0 && text[start - 1] == 0x20
    while end < text.count, text[end] >= 0x20, end - start <= 256 {
      // What follows the colon at once is a header; else it may be a sentence, or code.
      if isSpaced, [UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "(")].contains(text[end]) { return nil }
      end += 1
    }
    let value = ByteClass.of(text.extracting(start..<end)).some
    guard end - start <= 256, value.contains(.digit) || !isSpaced && !value.contains(.space) else { return nil }
    while end > start, text[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }

  private func quoteEnd(from start: Int, _ text: Span<UInt8>, _ quote: UInt8, isEscaped: Bool) -> Int? {
    var at = start
    while at < text.count, at - start <= Self.longest {
      if text[at] == quote { return at }
      if text[at] == UInt8(ascii: "\\") {
        if isEscaped, at + 1 < text.count, text[at + 1] == quote || text[at + 1] == UInt8(ascii: "\\") { return at }
        at += 1
      }
      at += 1
    }
    return nil
  }

  private func bareEnd(from start: Int, _ text: Span<UInt8>, isParameter: Bool) -> Int {
    var at = start
    while at < text.count, at - start <= Self.longest {
      switch text[at] {
      case UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"), 0x00...0x20:
        return at
      case UInt8(ascii: "#"), UInt8(ascii: "\\"):
        return at
      case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "]"), UInt8(ascii: "["),
        UInt8(ascii: "}"), UInt8(ascii: "{"):
        if !isParameter { return at }
        if text[at] == UInt8(ascii: ")") || text[at] == UInt8(ascii: "}") || text[at] == UInt8(ascii: ";") { return at }
      default: break
      }
      at += 1
    }
    return at
  }

  static func isPassword(_ name: Span<UInt8>) -> Bool {
    let name = String(copying: name).lowercased()
    return ["pass", "pwd", "kennwort", "senha", "clave", "parol", "contras"].contains(where: name.contains)
  }

  // MARK: Other forms

  /// The password and the user before an `@` in an authority: `https://user:password@host`.
  private func userinfo(_ at: Int, _ text: Span<UInt8>) -> Secret? {
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

  /// A private key in PEM (RFC 7468): all between its two lines.
  private func privateKey(_ at: Int, _ text: Span<UInt8>) -> Secret? {
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
