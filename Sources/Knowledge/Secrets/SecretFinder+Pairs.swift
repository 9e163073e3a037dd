import Bytes

extension SecretFinder {
  // MARK: A name and its value

  /// The value after an equals sign or a colon, if its name is that of a secret.
  func pair(_ at: Int, _ text: Span<UInt8>, _ reading: Reading) -> (secret: Secret?, end: Int)? {
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

  struct Name {
    var range: Range<Int>
    var isQuoted: Bool
  }

  /// The value after a name, and whether it may be a secret.
  struct Value {
    var range: Range<Int>
    var isAccepted: Bool
    var isQuoted = false
  }

  func name(before at: Int, _ text: Span<UInt8>) -> Name? {
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

  static func isInName(_ byte: UInt8) -> Bool {
    ByteClass.isWord(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  static func opensParameter(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";")].contains(byte)
  }

  /// The value that begins after `at`.
  func value(
    after at: Int, _ text: Span<UInt8>, _ name: Name, isParameter: Bool, _ reading: Reading
  ) -> Value? {
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
      return Value(range: start + 1..<end, isAccepted: mayBeSecret(text.extracting(start + 1..<end)), isQuoted: true)
    }
    guard escapes == 0 else { return nil }
    let isNumber = name.isQuoted && ByteClass.of(quote).contains(.digit)
    guard isParameter || isNumber || reading == .text else { return nil }
    if !isParameter, !name.isQuoted, Self.opensLine(name.range.lowerBound, text), let line = line(from: start, text) {
      // `tokens: 4096` is a count.
      let isCount =
        ByteClass.of(text.extracting(line)).every.contains(.digit) && text[name.range.upperBound - 1] | 0x20 == UInt8(ascii: "s")
      return Value(range: line, isAccepted: !isCount && mayBeSecret(text.extracting(line)))
    }
    let end = bareEnd(from: start, text, isParameter: isParameter)
    let value = start..<end
    guard !isParameter, mayBeSecret(text.extracting(value)) else {
      return Value(range: value, isAccepted: isParameter && mayBeSecret(text.extracting(value)))
    }
    // Unquoted text that is not a parameter may be prose or code: `Password: required`, `token = getToken()`.
    let (some, every) = ByteClass.of(text.extracting(value))
    if isNumber { return Value(range: value, isAccepted: every.contains(.digit) && value.count >= 4) }
    // `tokens: 4096` is a count.
    if every.contains(.digit), text[name.range.upperBound - 1] | 0x20 == UInt8(ascii: "s") {
      return Value(range: value, isAccepted: false)
    }
    let isCode = name.isQuoted || end < text.count && (text[end] == UInt8(ascii: "(") || text[end] == UInt8(ascii: "["))
    return Value(range: value, isAccepted: !isCode && (some.contains(.digit) || Randomness.isRandom(text.extracting(value))))
  }

  static func opensLine(_ at: Int, _ text: Span<UInt8>) -> Bool {
    at == 0 || text[at - 1] == 0x0A || text[at - 1] == 0x0D
  }

  /// The rest of a line that is a header (`passcode:three words 27`), not a sentence: it has a digit, and neither quotes nor tags.
  func line(from start: Int, _ text: Span<UInt8>) -> Range<Int>? {
    var end = start
    let isSpaced = start > 0 && text[start - 1] == 0x20
    while end < text.count, text[end] >= 0x20, end - start <= 256 {
      // A value immediately after the colon is a header; otherwise it may be a sentence, or code.
      if isSpaced, [UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "(")].contains(text[end]) { return nil }
      end += 1
    }
    let value = ByteClass.of(text.extracting(start..<end)).some
    guard end - start <= 256, value.contains(.digit) || !isSpaced && !value.contains(.space) else { return nil }
    while end > start, text[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }

  func quoteEnd(from start: Int, _ text: Span<UInt8>, _ quote: UInt8, isEscaped: Bool) -> Int? {
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

  func bareEnd(from start: Int, _ text: Span<UInt8>, isParameter: Bool) -> Int {
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
}
