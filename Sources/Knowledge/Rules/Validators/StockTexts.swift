import Bytes
package import Vocabulary

/// What programs say by themselves, and so nobody's content: messages of runtimes and servers, and the phrases of an interface
/// (`rules/words/stock.yaml`).
package struct StockTexts: Sendable {
  private var words: Set<String> = []
  private var phrases = StockPhrases()
  private var nobodies = Nobodies()

  /// The texts in the binary. A test reads them too, so that a broken file is noticed.
  package static let shared = (try? embedded()) ?? StockTexts()

  package static func embedded() throws(ConfigurationError) -> StockTexts {
    var stock = StockTexts()
    guard let document = YAMLReader.embedded("words/stock.yaml") else { return stock }
    let members = try document.members([
      "words", "phrases", "of_apps", "products", "of_things", "nobody", "sample_mailboxes", "sample_domains", "foreign_sample_domains",
    ])
    for list in try members["words"]?.elements() ?? [] { stock.words.formUnion(try list.strings()) }
    for phrase in try members["phrases"]?.strings() ?? [] { stock.phrases.add(Self.tokens(of: phrase)) }
    stock.nobodies = try Nobodies(members)
    return stock
  }

  /// A longer text is not looked at, in bytes and in words.
  private static let longest = 1_024
  private static let mostWords = 120

  // MARK: Judging

  /// Whether a text is made of stock words and phrases alone.
  package func isStock(_ text: Span<UInt8>) -> Bool {
    text.count <= Self.longest && isStock(String(copying: text))
  }

  /// Whether a title names a screen and nothing else: stock, or stock beside the one word that an app is called by.
  package func isScreen(_ title: Span<UInt8>) -> Bool {
    guard title.count <= Self.longest else { return false }
    let text = String(copying: title)
    if isStock(text) { return true }
    let parts = Self.parts(of: text)
    guard parts.count > 1 else { return false }
    var others: [String] = []
    for part in parts where !isStock(part) {
      guard others.isEmpty else { return false }
      others.append(part)
    }
    return others.count < parts.count && others.allSatisfy(isNameOfApp)
  }

  /// Whether a value stands where a person's name would, and names an app, a thing or nobody.
  package func isNobody(_ name: Span<UInt8>) -> Bool {
    guard name.count <= 128 else { return false }
    let text = String(copying: name)
    return nobodies.contains(text) || isLabelOfSeveralWords(text)
  }

  /// Whether an email address is one that hints and documents show.
  func isSample(_ mailbox: Span<UInt8>) -> Bool { nobodies.isSample(mailbox: String(copying: mailbox)) }

  /// Whether a text has several words, all of an interface, and none that is short as names of some languages are, or a name too.
  private func isLabelOfSeveralWords(_ text: String) -> Bool {
    let tokens = Self.tokens(of: text)
    return tokens.count > 1 && tokens.contains { $0.core.count >= 5 }
      && tokens.allSatisfy { words.contains($0.core) && ($0.core.count >= 4 || nobodies.joins($0.core)) && !nobodies.isName($0.core) }
  }

  private func isNameOfApp(_ part: String) -> Bool {
    let count = part.split(whereSeparator: \.isWhitespace).count
    return count == 1 && part.unicodeScalars.count <= 24 && part.unicodeScalars.allSatisfy { $0.isASCII }
      || count <= 5 && nobodies.isApp(part) || nobodies.isProduct(part)
  }

  private func isStock(_ text: String) -> Bool {
    let tokens = Self.tokens(of: text)
    guard 1...Self.mostWords ~= tokens.count else { return false }
    // What people write begins with a word that no program has, as a rule.
    if worth(of: tokens[0]) == .content, phrases.ends(in: tokens, from: 0).isEmpty { return false }
    /// Whether what begins at a place is stock, from the end on; and whether it holds a word or a phrase.
    var isStock = [Bool](repeating: false, count: tokens.count + 1)
    var tells = isStock
    isStock[tokens.count] = true
    for start in tokens.indices.reversed() {
      let worth = worth(of: tokens[start])
      if worth != .content, isStock[start + 1] {
        isStock[start] = true
        tells[start] = worth == .word || tells[start + 1]
      }
      guard !tells[start] else { continue }
      for end in phrases.ends(in: tokens, from: start) where end.isOpen ? Self.isRest(tokens[end.index...]) : isStock[end.index] {
        (isStock[start], tells[start]) = (true, true)
      }
    }
    return isStock[0] && tells[0]
  }

  // MARK: Words

  private enum Worth {
    /// A stock word; what says nothing, such as a number; what may be somebody's.
    case word, sign, content
  }

  private func worth(of token: StockToken) -> Worth {
    if token.core.isEmpty { return .sign }
    if words.contains(token.core) { return .word }
    if token.isOrdinary { return .content }
    let parts = token.core.split { "'’-–—/&,.:+…·|".contains($0) }
    if !parts.isEmpty, parts.allSatisfy({ words.contains(String($0)) || $0.allSatisfy(\.isNumber) }) {
      return parts.contains { words.contains(String($0)) } ? .word : .sign
    }
    return token.isCode && hasNoOtherWord(token) ? .sign : .content
  }

  /// Whether an identifier holds no word of four letters or more that is not stock: a file may be called by what it is about.
  private func hasNoOtherWord(_ token: StockToken) -> Bool {
    token.isName || token.pathOrCore.split { !$0.isLetter }.allSatisfy { $0.count < 4 || words.contains(String($0)) }
  }

  /// Whether what a phrase leaves open holds nothing that reads as somebody's words.
  private static func isRest(_ tokens: ArraySlice<StockToken>) -> Bool {
    guard tokens.allSatisfy(\.fitsSlot) else { return false }
    let words = Words(Array(tokens.map(\.text).joined(separator: " ").utf8).span)
    return !words.readAsFreeText && !words.readAsPersonName
  }

  private static func tokens(of text: String) -> [StockToken] {
    // Characters are dear to tell apart, and most texts have none beyond ASCII.
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.split(whereSeparator: \.isWhitespace).map { StockToken($0) } }
    return text.utf8.split { $0 == 0x20 || 0x09...0x0D ~= $0 }.map { StockToken(ascii: Substring($0)) }
  }

  /// The parts of a title, between the signs that titles are put together with.
  package static func parts(of title: String) -> [String] {
    var parts: [[Substring]] = [[]]
    for word in title.split(whereSeparator: \.isWhitespace) {
      if word.allSatisfy({ "–—|·•»›-:/".contains($0) }) {
        parts.append([])
      } else if word.last == ":" {
        parts[parts.count - 1].append(word.dropLast())
        parts.append([])
      } else {
        parts[parts.count - 1].append(word)
      }
    }
    return parts.map { $0.joined(separator: " ") }.filter { !$0.isEmpty }
  }
}
