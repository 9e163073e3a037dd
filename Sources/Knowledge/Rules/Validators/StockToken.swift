import Bytes

/// A word of a text, in the form in which it is compared with stock words and phrases.
struct StockToken {
  /// The word as it is written.
  let text: String
  /// The word in lower case, without the punctuation around it.
  let core: String
  private let bare: Substring

  init(_ word: Span<UInt8>) {
    text = String(copying: word)
    // Splitting into characters is expensive, and most words are ASCII.
    bare = text.utf8.allSatisfy { $0 < 0x80 } ? Self.bare(ascii: text) : Self.bare(text)
    core = bare.lowercased()
  }

  private static func bare(_ text: String) -> Substring {
    let isSign = { (character: Character) in !character.isLetter && !character.isNumber && character != "*" && character != "#" }
    var bare = text[...]
    while let first = bare.first, isSign(first) { bare.removeFirst() }
    while let last = bare.last, isSign(last) { bare.removeLast() }
    return bare
  }

  private static func bare(ascii text: String) -> Substring {
    let isSign = { (byte: UInt8) in !(ByteClass.isWord(byte) || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "#")) }
    let start = text.utf8.firstIndex { !isSign($0) } ?? text.endIndex
    let end = text.utf8.lastIndex { !isSign($0) }.map { text.utf8.index(after: $0) } ?? start
    return text[start..<end]
  }

  /// Whether it may be code rather than a word: it has a digit, a sign inside, or capitals as in camel case.
  var isCode: Bool {
    guard isPlain else { return false }
    if bare.hasPrefix("http://") || bare.hasPrefix("https://") || bare.hasPrefix("ws://") || bare.hasPrefix("wss://") { return true }
    if isName { return true }
    return bare.contains { $0.isNumber || "_:/()=<>".contains($0) }
  }

  /// Whether it is written like a word of a sentence: ASCII letters, of which only the first may be a capital.
  var isOrdinary: Bool {
    bare.utf8.allSatisfy(ByteClass.isLetter) && bare.utf8.dropFirst().allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
      && !bare.hasSuffix("Error") && !bare.hasSuffix("Exception")
  }

  /// The part of a URL after its host, or all of any other word.
  var pathOrCore: Substring {
    let parts = core.split(separator: "/", maxSplits: 2)
    guard parts.first?.last == ":", core.contains("://") else { return core[...] }
    return parts.count > 2 ? parts[2] : ""
  }

  /// Whether it is written like a name in code: `removeChild`, `TypeError`, `java.lang.NullPointerException`.
  var isName: Bool {
    guard isPlain, bare.allSatisfy({ $0.isLetter || $0.isNumber || "_$.()".contains($0) }) else { return false }
    if bare.hasSuffix("Error") || bare.hasSuffix("Exception") { return true }
    guard let first = bare.first, first.isLowercase else { return false }
    return zip(bare, bare.dropFirst()).contains { $0.isLowercase && $1.isUppercase }
  }

  /// Whether it may fill a phrase's placeholder for one word.
  var fitsSlot: Bool { isPlain }

  /// Whether it is a number, with or without a unit.
  var isNumber: Bool { bare.first?.isNumber ?? false && bare.count <= 12 }

  /// Whether it lacks the characters that occur in people's names and mailboxes of all scripts, but not in names in code.
  private var isPlain: Bool {
    text.utf8.count <= 200
      && text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "@") && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") }
  }
}
