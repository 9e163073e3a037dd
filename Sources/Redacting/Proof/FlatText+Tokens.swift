import Bytes

extension FlatText {
  // MARK: Scanning

  static func isAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  static func isBase64(_ byte: UInt8) -> Bool {
    isAtom(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  static func runs(of text: [UInt8], longerThan count: Int, where belongs: (UInt8) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for at in 0...text.count where at == text.count || !belongs(text[at]) {
      if at - start > count { runs.append(start..<at) }
      start = at + 1
    }
    return runs
  }

  /// Strings of a text that mix letters of both cases and digits as no word does, or are long hex numbers.
  /// What is escaped or percent-encoded is looked at when it is decoded, and what is encoded otherwise is told by what it holds.
  static func tokens(of text: [UInt8], _ encodings: [Encoding]) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    guard !text.contains(UInt8(ascii: "\\")), !text.contains(UInt8(ascii: "%")) || unpercented(text) == text else { return [] }
    var start = 0
    for at in 0...text.count where at == text.count || !isAtom(text[at]) {
      defer { start = at + 1 }
      guard at - start >= 20 else { continue }
      // `~opaque-3f2a9c8b1d4e~` is a placeholder, and `main.3f2a….js` a file.
      if start > 0, text[start - 1] == UInt8(ascii: "~") { continue }
      let token = Array(text[start..<at])
      guard isRandom(token), !encodings.contains(where: { $0.range.lowerBound <= start && at <= $0.range.upperBound }) else { continue }
      if !isMedia(text, at: start) { tokens.append(token) }
    }
    return tokens
  }

  /// Whether a place lies in base64 of a picture, a font or a sound (RFC 2397).
  static func isMedia(_ text: [UInt8], at place: Int) -> Bool {
    var start = place
    while start > 0, isBase64(text[start - 1]) { start -= 1 }
    let head = String(decoding: text[max(0, start - 64)..<start], as: UTF8.self)
    return head.hasSuffix("base64,") && ["image/", "font", "audio/", "video/", "wasm"].contains { head.contains($0) }
  }

  /// Whether a token changes between small letters, capitals and digits as often as a random one does.
  static func isRandom(_ token: [UInt8]) -> Bool {
    func kind(_ byte: UInt8) -> Int {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): 0
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
      default: 3
      }
    }
    let kinds = token.map(kind)
    let counts = (0..<3).map { wanted in kinds.count { $0 == wanted } }
    let changes = zip(kinds, kinds.dropFirst()).count { $0 != $1 && $0 < 3 && $1 < 3 }
    let hyphens = kinds.count { $0 == 3 }
    if Set(token).count * 5 < min(token.count, 60) { return false }
    return counts.allSatisfy { $0 >= 3 } && changes * 5 >= token.count * 2 && hyphens * 8 <= token.count
  }

  /// Names and values on either side of an equals sign or a colon.
  /// - Returns: The values of those names that `isName` takes.
  static func values(of text: [UInt8], where isName: (ArraySlice<UInt8>) -> Bool) -> [[UInt8]] {
    var values: [[UInt8]] = []
    for at in text.indices where text[at] == UInt8(ascii: "=") || text[at] == UInt8(ascii: ":") {
      var end = at
      while end > 0, end > at - 4, isQuote(text[end - 1]) { end -= 1 }
      var start = end
      while start > 0, end - start < 64, isAtom(text[start - 1]) || text[start - 1] >= 0x80 { start -= 1 }
      guard end - start >= 3, at + 1 < text.count else { continue }
      var from = at + 1
      while from < text.count, from < at + 4, isQuote(text[from]) || text[from] == 0x20 { from += 1 }
      // What is not quoted may be code: only a parameter counts then.
      let isParameter = start > 0 && (text[start - 1] == UInt8(ascii: "?") || text[start - 1] == UInt8(ascii: "&"))
      guard from < text.count, isQuote(text[from - 1]) || isParameter, isName(text[start..<end]) else { continue }
      var until = from
      while until < text.count, until - from <= 4096, text[until] > 0x20, !isQuote(text[until]), !ends(text[until]) { until += 1 }
      values.append(Array(text[from..<until]))
    }
    return values
  }

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
  }

  static func ends(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: "#"), UInt8(ascii: ")")].contains(byte)
  }

  /// Whether a text holds `~word-number~`.
  static func holdsPlaceholder(_ text: [UInt8]) -> Bool {
    for start in text.indices where text[start] == UInt8(ascii: "~") {
      var at = start + 1
      while at < text.count, UInt8(ascii: "a")...UInt8(ascii: "z") ~= text[at] { at += 1 }
      guard at > start + 2, at < text.count, text[at] == UInt8(ascii: "-") else { continue }
      let digits = at + 1
      at = digits
      while at < text.count, at - digits < 20, ByteClass.of(text[at]).contains(.hex) { at += 1 }
      if at > digits, at < text.count, text[at] == UInt8(ascii: "~") { return true }
    }
    return false
  }
}
