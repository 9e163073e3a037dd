import Bytes

/// A text as words, to distinguish what people write from what programs write.
package struct Words {
  let bytes: [UInt8]
  /// The words between white space, as ranges of bytes.
  let words: [Range<Int>]

  package init(_ value: Span<UInt8>) {
    let count = min(value.count, 4096)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var words: [Range<Int>] = []
    var start = 0
    for at in 0..<count {
      bytes.append(value[at])
      guard ByteClass.isSpace(value[at]) else { continue }
      if at > start { words.append(start..<at) }
      start = at + 1
    }
    if count > start { words.append(start..<count) }
    self.bytes = bytes
    self.words = words
  }

  init(bytes: [UInt8], words: [Range<Int>]) {
    self.bytes = bytes
    self.words = words
  }

  /// Whether a text has as many spaces as free text needs, or letters beyond ASCII. Most texts have neither, so this decides quickly.
  static func mayBeSeveral(_ value: Span<UInt8>) -> Bool {
    var spaces = 0
    for at in 0..<value.count {
      if value[at] >= 0x80 { return true }
      if ByteClass.isSpace(value[at]) { spaces += 1 }
    }
    return spaces >= 3
  }

  /// Whether it reads as free text, such as a sentence, a title or an answer: several words, most of them real words.
  var readAsFreeText: Bool {
    guard !isUserAgent, !isCode else { return false }
    let plain = words.count { isWord($0) }
    if plain >= 4, plain * 10 >= words.count * 6 { return true }
    // Some scripts have no spaces.
    return ideographs >= 6 || unspaced >= 16
  }

  /// Whether it reads as a label: one or more words with letters, but no identifier, number or flag.
  var readAsLabel: Bool {
    guard !words.isEmpty, !isUserAgent, !isCode else { return false }
    if words.count == 1 {
      let word = string(words[0])
      if Self.choices.contains(word.lowercased()), word == word.lowercased() || word == word.uppercased() { return false }
      return isWord(words[0]) && !Self.flags.contains(word.lowercased())
    }
    return words.contains { isWord($0) }
  }

  /// Whether it reads as a person's name: one to five words without digits that begin with a capital, if the script has capitals.
  package var readAsPersonName: Bool {
    if let bareName { return bareName.readAsPersonName }
    if isASCII { return readsAsASCIIName }
    guard hasFewNames, !Self.flags.contains(string(0..<bytes.count).lowercased()) else { return false }
    let words = words.map(string)
    return words.contains { $0.first?.isUppercase == true || Self.isUncased($0) }
      && words.allSatisfy { word in
        guard word.allSatisfy({ $0.isLetter || Self.signsOfNames.contains($0) }), word.contains(where: \.isLetter) else { return false }
        // `d'Arcy`, `O’Neil`: the capital may follow an apostrophe.
        let tail = word.split(whereSeparator: { $0 == "'" || $0 == "’" }).last ?? ""
        return word.first?.isUppercase == true || tail.first?.isUppercase == true || Self.isUncased(word) || Self.particles.contains(word)
          || word.count <= 3
      }
  }

  private var isASCII: Bool { bytes.allSatisfy { $0 < 0x80 } }

  /// The same for ASCII text, which is the common case and can be decided byte by byte.
  private var readsAsASCIIName: Bool {
    guard hasFewNames else { return false }
    var isCapital = false
    for word in words {
      var hasLetter = false
      var tail = word.lowerBound
      for at in word {
        switch bytes[at] {
        case _ where ByteClass.isLetter(bytes[at]): hasLetter = true
        case UInt8(ascii: "'"): if at + 1 < word.upperBound, bytes[at + 1] != UInt8(ascii: "'") { tail = at + 1 }
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","): break
        default: return false
        }
      }
      guard hasLetter else { return false }
      if Self.isCapital(bytes[word.lowerBound]) {
        isCapital = true
      } else if !Self.isCapital(bytes[tail]), word.count > 3, !Self.particles.contains(string(word)) {
        return false
      }
    }
    return isCapital && !Self.flags.contains(string(0..<bytes.count).lowercased())
  }

  private static func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }

  /// Whether it reads as a name in any case: one to five words of letters. A single word in lower case counts only if the key says which
  /// part of a person's name it is.
  func readAsName(under key: String) -> Bool {
    if readAsPersonName { return true }
    let whole = string(0..<bytes.count)
    guard hasFewNames, !Self.flags.contains(whole.lowercased()), !Self.states.contains(whole.lowercased()) else { return false }
    let words = words.map(string)
    guard
      words.allSatisfy({ word in word.contains(where: \.isLetter) && word.allSatisfy { $0.isLetter || Self.signsOfNames.contains($0) } })
    else {
      return false
    }
    return words.count > 1 || ["first", "last", "given", "family", "sur", "fore", "middle", "nick"].contains(where: key.contains)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private var ideographs: Int {
    guard bytes.contains(where: { $0 >= 0xE0 }) else { return 0 }
    return string(0..<bytes.count).unicodeScalars.count {
      $0.properties.isIdeographic || (0x3040...0x30FF).contains($0.value) || (0xAC00...0xD7A3).contains($0.value)
    }
  }

  /// The number of characters of scripts without spaces between words: Thai, Lao, Burmese, Khmer.
  private var unspaced: Int {
    guard bytes.contains(where: { $0 >= 0xE0 }) else { return 0 }
    return string(0..<bytes.count).unicodeScalars.count {
      (0x0E00...0x0EFF).contains($0.value) || (0x1000...0x109F).contains($0.value) || (0x1780...0x17FF).contains($0.value)
    }
  }

  private var isUserAgent: Bool { bytes.starts(with: "Mozilla/".utf8) || bytes.starts(with: "Opera/".utf8) }

  /// Whether it is markup, code, a style sheet or a stack trace, which contain words too.
  private var isCode: Bool {
    var signs = 0
    var isCall = false
    var isURL = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ";"), UInt8(ascii: "="),
        UInt8(ascii: "\\"),
        UInt8(ascii: "|"):
        signs += 1
      case UInt8(ascii: "("): isCall = true
      case UInt8(ascii: ":"): isURL = true
      default: break
      }
    }
    if signs * 12 > bytes.count || isGraphQL { return true }
    return isCall && words.contains { bytes[$0].starts(with: "function".utf8) }
      || isURL && words.count < 4 && string(0..<bytes.count).contains("://")
  }

  /// Whether a text is a GraphQL document (GraphQL specification, § 2.2): an operation, and a selection in braces.
  private var isGraphQL: Bool {
    guard let first = words.first, bytes.contains(UInt8(ascii: "{")), bytes.contains(UInt8(ascii: "}")) else { return false }
    let word = string(first)
    return word.hasPrefix("{")
      || ["query", "mutation", "subscription", "fragment"].contains { word == $0 || word.hasPrefix($0 + "{") || word.hasPrefix($0 + "(") }
  }

  /// Whether a range is a real word, apart from the punctuation around it: letters, with hyphens and apostrophes between them.
  private func isWord(_ word: Range<Int>) -> Bool {
    guard let first = word.first(where: { isLetterOrDigit(bytes[$0]) }), let last = word.last(where: { isLetterOrDigit(bytes[$0]) }),
      last - first < 60 || bytes[first] >= 0xE0 && last - first < 180
    else { return false }
    var hasLetter = false
    var hasLower = false
    var hasInnerUpper = false
    var isJoined = false
    for at in first...last {
      switch bytes[at] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): (hasLetter, hasLower) = (true, true)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        hasLetter = true
        hasInnerUpper = hasInnerUpper || at > first
      case UInt8(ascii: "-"), UInt8(ascii: "'"): isJoined = true
      // A letter beyond ASCII, or punctuation inside a word. Lower and upper case are not distinguished here.
      case 0x80...: hasLetter = true
      default: return false
      }
    }
    // A capital inside a word means camel case, unless all letters are capitals.
    return hasLetter && !(hasInnerUpper && hasLower && !isJoined)
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    ByteClass.isWord(byte)
  }

  /// Whether a word is in a script without capitals. Georgian has capitals, but does not begin words with them.
  private static func isUncased(_ word: String) -> Bool {
    word.allSatisfy { !$0.isUppercase && !$0.isLowercase || "\u{10D0}"..."\u{10FF}" ~= $0 }
  }

  private static let flags: Set<String> = [
    "true", "false", "null", "nil", "none", "undefined", "yes", "no", "on", "off", "unknown", "default", "all", "any", "other", "n/a",
    "nan",
  ]

  /// Values that programs write in lower case or in capitals, and people with one capital.
  private static let choices: Set<String> = [
    "added", "removed", "updated", "created", "deleted", "changed", "saved", "sent", "empty", "select", "results", "loading", "success",
    "error", "image", "images", "file", "video", "audio",
    "document", "text", "html", "link",
  ]

  /// Values that describe the state of a field rather than name a person.
  private static let states: Set<String> = [
    "required", "optional", "hidden", "visible", "enabled", "disabled", "missing", "present", "empty", "set", "not set", "unset", "string",
    "text",
    "field", "asc", "desc", "ascending", "descending", "valid", "invalid", "anonymous", "guest", "unassigned", "no one", "nobody", "system",
  ]

  /// Characters that occur between the letters of a name.
  private static let signsOfNames: Set<Character> = ["-", "'", "’", ".", ",", "־", "‐", "・", "·", "\u{3000}"]

  static let particles: Set<String> = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "bint",
    "binti",
    "ní",
    "mac", "zu", "ter", "ten", "y", "e", "i", "ap", "af", "av",
  ]
}
