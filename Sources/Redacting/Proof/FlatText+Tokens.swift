import Bytes

extension FlatText {
  // MARK: Scanning

  static func isAtom(_ byte: UInt8) -> Bool { classes[Int(byte)] & inAtom != 0 }

  static func isBase64(_ byte: UInt8) -> Bool { classes[Int(byte)] & inBase64 != 0 }

  static let inAtom: UInt8 = 1
  static let inBase64: UInt8 = 2
  /// Quotes, and backslashes, which precede quotes.
  private static let isQuote: UInt8 = 4
  /// What ends an unquoted value.
  private static let ends: UInt8 = 8

  /// The classes of each byte, as bits.
  private static let classes: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      inAtom | inBase64
    case UInt8(ascii: "+"), UInt8(ascii: "/"): inBase64
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): isQuote
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: "#"), UInt8(ascii: ")"): ends
    default: 0
    }
  }

  /// The runs of bytes of a class. A long run contains every n-th byte, so most of a text is skipped.
  static func runs(of text: Span<UInt8>, in range: Range<Int>, longerThan count: Int, _ wanted: UInt8) -> [Range<Int>] {
    let classes = classes
    var runs: [Range<Int>] = []
    var start = range.lowerBound
    while start + count < range.upperBound {
      var at = start + count
      while at >= start, classes[Int(text[at])] & wanted != 0 { at -= 1 }
      guard at < start else {
        start = at + 1
        continue
      }
      var end = start + count + 1
      while end < range.upperBound, classes[Int(text[end])] & wanted != 0 { end += 1 }
      runs.append(start..<end)
      start = end + 1
    }
    return runs
  }

  /// Strings in a text that mix letters of both cases and digits as no word does, or are long hex numbers. Escaped and
  /// percent-encoded text is searched after decoding, and other encodings by their content.
  static func tokens(of text: [UInt8], _ encodings: [Encoding]) -> [[UInt8]] {
    guard !text.contains(UInt8(ascii: "\\")), !text.contains(UInt8(ascii: "%")) || unpercented(text) == text else { return [] }
    var tokens: [[UInt8]] = []
    for run in runs(of: text.span, in: 0..<text.count, longerThan: 19, inAtom) {
      // `~opaque-3f2a9c8b1d4e~` is a placeholder, and `main.3f2a….js` a file.
      if run.lowerBound > 0, text[run.lowerBound - 1] == UInt8(ascii: "~") { continue }
      guard isRandom(text.span.extracting(run)),
        !encodings.contains(where: { $0.range.lowerBound <= run.lowerBound && run.upperBound <= $0.range.upperBound })
      else { continue }
      if !isMedia(text, at: run.lowerBound) { tokens.append(Array(text[run])) }
    }
    return tokens
  }

  /// Whether a position is in the base64 of a picture, a font or a sound (RFC 2397).
  static func isMedia(_ text: [UInt8], at place: Int) -> Bool {
    var start = place
    while start > 0, isBase64(text[start - 1]) { start -= 1 }
    guard start > 0, text[start - 1] == UInt8(ascii: ",") else { return false }
    let head = String(decoding: text[max(0, start - 64)..<start], as: UTF8.self)
    return head.hasSuffix("base64,") && ["image/", "font", "audio/", "video/", "wasm"].contains { head.contains($0) }
  }

  /// Whether a token changes between lower case, capitals and digits as often as a random one.
  static func isRandom(_ token: Span<UInt8>) -> Bool {
    func kind(_ byte: UInt8) -> Int {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): 0
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
      default: 3
      }
    }
    var (lower, upper, digits, hyphens, changes, last) = (0, 0, 0, 0, 0, 3)
    for at in token.indices {
      let kind = kind(token[at])
      switch kind {
      case 0: lower += 1
      case 1: upper += 1
      case 2: digits += 1
      default: hyphens += 1
      }
      if kind != last, kind < 3, last < 3 { changes += 1 }
      last = kind
    }
    guard lower >= 3, upper >= 3, digits >= 3, changes * 5 >= token.count * 2, hyphens * 8 <= token.count else { return false }
    return distinct(token) * 5 >= min(token.count, 60)
  }

  /// The number of different bytes in an ASCII token.
  private static func distinct(_ token: Span<UInt8>) -> Int {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for at in token.indices {
      if token[at] < 64 { low |= 1 << UInt64(token[at]) } else { high |= 1 << UInt64(token[at] & 63) }
    }
    return low.nonzeroBitCount + high.nonzeroBitCount
  }

  /// Names and values separated by an equals sign or a colon.
  /// - Returns: The values of those names that `isName` accepts.
  static func values(of text: [UInt8], where isName: (ArraySlice<UInt8>) -> Bool) -> [[UInt8]] {
    var values: [[UInt8]] = []
    let classes = classes
    for at in text.indices where text[at] == UInt8(ascii: "=") || text[at] == UInt8(ascii: ":") {
      var end = at
      while end > 0, end > at - 4, classes[Int(text[end - 1])] & isQuote != 0 { end -= 1 }
      var start = end
      while start > 0, end - start < 64, classes[Int(text[start - 1])] & inAtom != 0 || text[start - 1] >= 0x80 { start -= 1 }
      guard end - start >= 3, at + 1 < text.count else { continue }
      var from = at + 1
      while from < text.count, from < at + 4, classes[Int(text[from])] & isQuote != 0 || text[from] == 0x20 { from += 1 }
      // Unquoted text may be code: only a URL parameter counts then.
      let isParameter = start > 0 && (text[start - 1] == UInt8(ascii: "?") || text[start - 1] == UInt8(ascii: "&"))
      guard from < text.count, classes[Int(text[from - 1])] & isQuote != 0 || isParameter, isName(text[start..<end]) else { continue }
      var until = from
      while until < text.count, until - from <= 4096, text[until] > 0x20, classes[Int(text[until])] & (isQuote | ends) == 0 { until += 1 }
      values.append(Array(text[from..<until]))
    }
    return values
  }

  /// Whether a text holds `~word-number~`, or ends within one: base64 is decoded up to a percent sign.
  static func holdsPlaceholder(_ text: Span<UInt8>) -> Bool {
    for start in text.indices where text[start] == UInt8(ascii: "~") {
      var at = start + 1
      while at < text.count, UInt8(ascii: "a")...UInt8(ascii: "z") ~= text[at] { at += 1 }
      guard at > start + 2, at < text.count, text[at] == UInt8(ascii: "-") else { continue }
      let digits = at + 1
      at = digits
      while at < text.count, at - digits < 20, ByteClass.of(text[at]).contains(.hex) { at += 1 }
      if at > digits, at == text.count || text[at] == UInt8(ascii: "~") { return true }
    }
    return false
  }
}
