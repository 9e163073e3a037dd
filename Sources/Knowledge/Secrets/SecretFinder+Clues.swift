import Bytes

/// Secrets that an audit finds by the words next to them.
///
/// It finds less than redaction removes: a value that only may be a secret is not a finding.
extension SecretFinder {
  /// The secrets in a text of this kind, each with its clue; `name` is the key of the text.
  package func clues(in text: Span<UInt8>, _ place: SecretClue.Place, named name: String) -> [(clue: SecretClue, range: Range<Int>)] {
    switch place {
    case .parameter:
      if isSecretParameter(name, text) { return [(.parameter, 0..<text.count)] }
      // `next=/signup/…`: the target of a parameter.
      return text.first(UInt8(ascii: "/"), in: 0..<text.count) == nil ? [] : links(in: text).map { (.link, $0) }
    case .userinfo:
      guard let colon = text.first(UInt8(ascii: ":"), in: 0..<text.count), colon + 1 < text.count,
        mayBeSecret(text.extracting(colon + 1..<text.count))
      else { return [] }
      return [(.login, colon + 1..<text.count)]
    case .fragment:
      if Self.isRandom(text), !Tokens.isUUID(text), !names.isPublic(text) { return [(.fragment, 0..<text.count)] }
      return links(in: text).map { (.link, $0) }
    case .path: return links(in: text).map { (.link, $0) }
    case .text: return prose(text)
    }
  }

  // MARK: Parameters

  /// Whether the value of a parameter is a secret by its name.
  private func isSecretParameter(_ name: String, _ value: Span<UInt8>) -> Bool {
    let name = Array(name.utf8)
    guard mayBeSecret(value), !names.isPublic(value), !value.isEmpty else { return false }
    if verdict(of: name.span) == .secret { return Self.isTokenLike(value) }
    if Self.isSigned(value), verdict(of: name.span) == .parameter { return true }
    guard Self.isRandom(value) || Tokens.isUUID(value) else { return false }
    if verdict(of: name.span) == .parameter { return !Tokens.isUUID(value) }
    return NameWords.of(name.span).contains(where: isCertain)
  }

  /// Whether a whole text is one random-looking string like a token, perhaps in parts separated by dots.
  private static func isRandom(_ text: Span<UInt8>) -> Bool {
    guard OpaqueTokens.shortest...longest ~= text.count else { return false }
    for at in text.indices {
      guard ByteClass.of(text[at]).contains(.base64) || text[at] == UInt8(ascii: ".") || text[at] == UInt8(ascii: "~") else { return false }
    }
    return Randomness.isRandom(text)
  }

  /// Whether a value is a list with a signature at its end, as Akamai's tokens are: `exp=1772442900~acl=/*~hmac=…`
  /// (https://techdocs.akamai.com/property-mgr/docs/auth-token-2-0-ver).
  private static func isSigned(_ value: Span<UInt8>) -> Bool {
    let mark = Array("~hmac=".utf8)
    guard let sign = value.last(UInt8(ascii: "~"), in: 0..<value.count), value.count - sign >= mark.count + 32 else { return false }
    return mark.indices.allSatisfy { value[sign + $0] == mark[$0] }
      && (sign + mark.count..<value.count).allSatisfy { Hex.value(of: value[$0]) != nil }
  }

  // MARK: Links

  /// The tokens of links that work once, or for anyone who has them: `/reset/…`, `/invite/…`.
  private func links(in text: Span<UInt8>) -> [Range<Int>] {
    var links: [Range<Int>] = []
    for at in text.indices where text[at] == UInt8(ascii: "/") {
      if let link = certainLink(at, text) { links.append(link) }
    }
    return links
  }

  /// The segment after the slash at `at`, if it is certainly a token.
  private func certainLink(_ at: Int, _ text: Span<UInt8>) -> Range<Int>? {
    guard Self.mayBeIssued(after: at, text), let words = linkWords(before: at, text), let range = issued(after: at, text) else {
      return nil
    }
    let token = text.extracting(range)
    // A number may be anything.
    guard !ByteClass.of(token).every.contains(.digit), !names.isPublic(token) else { return nil }
    return words.contains(where: isCertain) || Self.isRandom(token) && !Tokens.isUUID(token) ? range : nil
  }

  /// Whether a word precedes only tokens.
  private func isCertain(_ word: String) -> Bool { names.links.contains(word) && !names.looseLinks.contains(word) }

  /// Whether a segment has a digit, or a capital after a lower-case letter: few have, and only those are examined further.
  private static func mayBeIssued(after slash: Int, _ text: Span<UInt8>) -> Bool {
    var at = slash + 1
    var isSmall = false
    while at < text.count, isInSegment(text[at]) {
      let kind = ByteClass.of(text[at])
      if kind.contains(.digit) { return true }
      if kind.contains(.letter) {
        if isSmall, text[at] & 0x20 == 0 { return true }
        isSmall = text[at] & 0x20 != 0
      }
      at += 1
    }
    return false
  }

  // MARK: Prose

  private func prose(_ text: Span<UInt8>) -> [(clue: SecretClue, range: Range<Int>)] {
    var found: [(clue: SecretClue, range: Range<Int>)] = []
    // A long value is not read again: a text may repeat the name of a secret endlessly.
    var covered = 0
    for at in text.indices where at >= covered {
      switch text[at] {
      case UInt8(ascii: "="), UInt8(ascii: ":"):
        guard let pair = namedValue(at, text) else { continue }
        covered = pair.end
        if let clue = pair.clue { found.append((clue, pair.range)) }
      case UInt8(ascii: "/"):
        if let link = certainLink(at, text) { found.append((.link, link)) }
      case UInt8(ascii: "@"):
        guard let login = userinfo(at, text), let colon = text.first(UInt8(ascii: ":"), in: login.range),
          mayBeSecret(text.extracting(colon + 1..<login.range.upperBound))
        else { continue }
        found.append((.login, colon + 1..<login.range.upperBound))
      case UInt8(ascii: "-") where at + 2 < text.count && text[at + 1] == UInt8(ascii: "-") && (at == 0 || text[at - 1] == 0x20):
        guard let option = option(at, text) else { continue }
        found.append((.password, option))
      default: break
      }
    }
    return found
  }

  /// The value after an equals sign or a colon, if its name is that of a secret.
  private func namedValue(_ at: Int, _ text: Span<UInt8>) -> (clue: SecretClue?, range: Range<Int>, end: Int)? {
    guard let name = name(before: at, text), Self.beginsAsName(name.range, text) else { return nil }
    let verdict = verdict(of: text.extracting(name.range))
    guard verdict != .nothing else { return nil }
    // `=>` and `:=` also separate a name and its value.
    let sign = at + 1 < text.count && (text[at + 1] == UInt8(ascii: ">") || text[at + 1] == UInt8(ascii: "=")) ? at + 1 : at
    let isParameter = text[at] == UInt8(ascii: "=") && name.range.lowerBound > 0 && Self.opensParameter(text[name.range.lowerBound - 1])
    guard let value = value(after: sign, text, name, isParameter: isParameter, .text) else { return nil }
    let end = value.range.count > Self.longestRepeat ? value.range.upperBound : at + 1
    guard value.isAccepted, let range = firstWord(value.range, text) else { return (nil, value.range, end) }
    let secret = text.extracting(range)
    guard !names.isPublic(secret), mayBeSecret(secret) else { return (nil, range, end) }
    if Self.isPassword(text.extracting(name.range)) {
      // In a sentence about passwords the next word is not one.
      guard verdict == .secret, secret.count >= 4, value.isQuoted || Self.mixes(secret) else { return (nil, range, end) }
      return (.password, range, range.upperBound)
    }
    let isTold = verdict == .secret ? Self.isTokenLike(secret) && !Tokens.isUUID(secret) : isParameter && Self.isRandom(secret)
    return isTold ? (.text, range, range.upperBound) : (nil, range, end)
  }

  /// In bytes. A longer value that is not a secret is not searched again: a text may name a secret every few bytes.
  private static let longestRepeat = 1 << 10

  /// A value without the word before a token (`Bearer …`), up to the next space; nil for a text of several words.
  private func firstWord(_ range: Range<Int>, _ text: Span<UInt8>) -> Range<Int>? {
    guard let blank = text.first(0x20, in: range) else { return range }
    let first = String(copying: text.extracting(range.lowerBound..<min(blank, range.lowerBound + 10))).lowercased()
    guard ["bearer", "basic", "token", "jwt", "apikey"].contains(first) else { return range.lowerBound..<blank }
    let end = text.first(0x20, in: blank + 1..<range.upperBound) ?? range.upperBound
    return blank + 1 < end ? blank + 1..<end : nil
  }

  /// Whether a name begins with a letter: a time of day has a colon too.
  private static func beginsAsName(_ name: Range<Int>, _ text: Span<UInt8>) -> Bool {
    let first = text[name.lowerBound]
    return !ByteClass.of(first).contains(.digit) || text[name.upperBound - 1] | 0x20 == UInt8(ascii: "a")
  }

  /// Whether a value has what no word has: a digit, or a sign in the middle.
  private static func mixes(_ value: Span<UInt8>) -> Bool {
    let some = ByteClass.of(value).some
    return some.contains(.digit) || value.indices.dropFirst().dropLast().contains { "!@#$%^&*+~?".utf8.contains(value[$0]) }
  }

  /// The value of an option of a command: `--password hunter2`.
  private func option(_ at: Int, _ text: Span<UInt8>) -> Range<Int>? {
    var end = at + 2
    while end < text.count, end - at <= 80, Self.isInSegment(text[end]) { end += 1 }
    guard end > at + 2, end + 1 < text.count, text[end] == 0x20, text[end + 1] != UInt8(ascii: "-"),
      verdict(of: text.extracting(at + 2..<end)) == .secret
    else { return nil }
    let value = end + 1..<bareEnd(from: end + 1, text, isParameter: false)
    let secret = text.extracting(value)
    return mayBeSecret(secret) && Self.mixes(secret) && !names.isPublic(secret) ? value : nil
  }
}
