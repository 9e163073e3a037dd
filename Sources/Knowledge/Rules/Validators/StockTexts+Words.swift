import Bytes

/// Splits a text into words, and a title into parts, as ranges of bytes.
extension StockTexts {
  /// The words between white space.
  static func words(in text: Span<UInt8>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var (start, at) = (0, 0)
    while at < text.count {
      let space = space(in: text, at: at)
      if space > 0 {
        if at > start { words.append(start..<at) }
        start = at + space
      }
      at += max(space, 1)
    }
    if at > start { words.append(start..<at) }
    return words
  }

  /// The parts of a title, which separators such as `|` join.
  package static func parts(of title: Span<UInt8>) -> [String] {
    parts(of: title, words(in: title)).map { text(of: $0, in: title) }
  }

  /// The same for the words of a title, as ranges of words.
  static func parts(of title: Span<UInt8>, _ words: [Range<Int>]) -> [[Range<Int>]] {
    var parts: [[Range<Int>]] = []
    var part: [Range<Int>] = []
    for word in words {
      let isSeparator = isSeparator(title, word)
      let endsPart = title[word.upperBound - 1] == UInt8(ascii: ":")
      if !isSeparator { part.append(endsPart ? word.lowerBound..<word.upperBound - 1 : word) }
      guard isSeparator || endsPart else { continue }
      if !part.isEmpty { parts.append(part) }
      part.removeAll()
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// Words with one blank between them.
  static func text(of words: [Range<Int>], in text: Span<UInt8>) -> String {
    words.map { String(copying: text.extracting($0)) }.joined(separator: " ")
  }

  /// The length in bytes of the white space at a place, or 0 if there is none (Unicode property White_Space).
  private static func space(in text: Span<UInt8>, at: Int) -> Int {
    let byte = text[at]
    if byte < 0x80 { return byte == 0x20 || 0x09...0x0D ~= byte ? 1 : 0 }
    if byte == 0xC2, at + 1 < text.count { return text[at + 1] == 0x85 || text[at + 1] == 0xA0 ? 2 : 0 }
    guard 0xE1...0xE3 ~= byte, at + 2 < text.count else { return 0 }
    switch (byte, text[at + 1], text[at + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F),
      (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }

  /// Whether a word consists only of separators between parts of titles.
  private static func isSeparator(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
    var at = word.lowerBound
    while at < word.upperBound {
      switch text[at] {
      case UInt8(ascii: "-"), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "/"): at += 1
      // `·` and `»`.
      case 0xC2 where at + 1 < word.upperBound && (text[at + 1] == 0xB7 || text[at + 1] == 0xBB): at += 2
      // `–`, `—`, `•` and `›`.
      case 0xE2 where at + 2 < word.upperBound && text[at + 1] == 0x80 && [0x93, 0x94, 0xA2, 0xBA].contains(text[at + 2]): at += 3
      default: return false
      }
    }
    return true
  }
}
