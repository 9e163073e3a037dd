/// A text as words, to tell what people write from what programs write.
struct Words {
  private let words: [Substring]
  private let text: String

  init(_ value: Span<UInt8>) {
    text = Tokens.string(value.count > 4096 ? value.extracting(0..<4096) : value)
    words = text.split { $0.isASCII ? $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" : $0.isWhitespace }
  }

  /// Whether a text has as many spaces as free text needs, or letters beyond ASCII: most texts have neither, and are told at once.
  static func mayBeSeveral(_ value: Span<UInt8>) -> Bool {
    var spaces = 0
    for at in 0..<value.count {
      if value[at] >= 0x80 { return true }
      if value[at] == UInt8(ascii: " ") || value[at] == UInt8(ascii: "\n") { spaces += 1 }
    }
    return spaces >= 3
  }

  /// Several words that are mostly words: a sentence, a title, an answer.
  var readAsFreeText: Bool {
    guard !isUserAgent, !isCode else { return false }
    let plain = words.count { Self.isWord($0) }
    if plain >= 4, plain * 10 >= words.count * 6 { return true }
    // Some scripts write no spaces.
    return ideographs >= 6
  }

  /// Something with a letter that names: a word or several, no identifier, number or flag.
  var readAsLabel: Bool {
    guard !words.isEmpty, !isUserAgent, !isCode else { return false }
    if words.count == 1 { return Self.isWord(words[0]) && !Self.flags.contains(words[0].lowercased()) }
    return words.contains { Self.isWord($0) }
  }

  /// One to five words that begin with a capital, where the script has capitals, and hold no digit.
  var readAsPersonName: Bool {
    guard 1...5 ~= words.count, !Self.flags.contains(text.lowercased()) else { return false }
    return words.contains { $0.first?.isUppercase == true || Self.isUncased($0) }
      && words.allSatisfy { word in
        guard word.allSatisfy({ $0.isLetter || "-'’.,".contains($0) }), word.contains(where: \.isLetter) else { return false }
        return word.first?.isUppercase == true || Self.isUncased(word) || Self.particles.contains(String(word)) || word.count <= 3
      }
  }

  private var ideographs: Int {
    text.unicodeScalars.count {
      $0.properties.isIdeographic || (0x3040...0x30FF).contains($0.value) || (0xAC00...0xD7A3).contains($0.value)
    }
  }

  private var isUserAgent: Bool { text.hasPrefix("Mozilla/") || text.hasPrefix("Opera/") }

  /// Markup, code, styles and stacks have words too.
  private var isCode: Bool {
    var signs = 0
    var isCall = false
    var isAddress = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ";"), UInt8(ascii: "="),
        UInt8(ascii: "\\"),
        UInt8(ascii: "|"):
        signs += 1
      case UInt8(ascii: "("): isCall = true
      case UInt8(ascii: ":"): isAddress = true
      default: break
      }
    }
    if signs * 12 > text.utf8.count { return true }
    return isCall && words.contains { $0.hasPrefix("function") } || isAddress && words.count < 4 && text.contains("://")
  }

  private static func isWord(_ word: Substring) -> Bool {
    let bare = word.trimmingPrefix { !$0.isLetter && !$0.isNumber }
    guard let last = bare.lastIndex(where: { $0.isLetter || $0.isNumber }) else { return false }
    let core = bare[...last]
    guard core.contains(where: \.isLetter), core.count <= 40 else { return false }
    // A capital inside is camel case, unless all are capitals.
    let inner = core.dropFirst()
    if inner.contains(where: \.isUppercase), !core.allSatisfy({ !$0.isLowercase }), !core.contains(where: { "-'’".contains($0) }) {
      return false
    }
    return core.allSatisfy { $0.isLetter || "-'’.".contains($0) } && !core.dropFirst().dropLast().contains(".")
  }

  private static func isUncased(_ word: Substring) -> Bool { word.allSatisfy { !$0.isUppercase && !$0.isLowercase } }

  private static let flags: Set<String> = [
    "true", "false", "null", "nil", "none", "undefined", "yes", "no", "on", "off", "unknown", "default", "all", "any", "other", "n/a",
    "nan",
  ]

  private static let particles: Set<String> = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "bint",
    "ní",
    "mac", "zu", "ter", "ten", "y", "e", "i", "ap", "af", "av",
  ]
}
