import Bytes
package import Vocabulary

/// Texts that programs produce, which are no one's content: messages of runtimes and servers, and the phrases of an interface
/// (`rules/words/stock.yaml`).
package struct StockTexts: Sendable {
  private var words: Set<String> = []
  private var phrases = StockPhrases()
  private var nobodies = Nobodies()

  /// The texts in the binary. A test reads the file too, to notice a broken one.
  package static let shared = (try? embedded()) ?? StockTexts()

  package static func embedded() throws(ConfigurationError) -> StockTexts {
    var stock = StockTexts()
    guard let document = YAMLReader.embedded("words/stock.yaml") else { return stock }
    let members = try document.members([
      "words", "phrases", "of_apps", "products", "of_things", "nobody", "sample_mailboxes", "sample_domains", "foreign_sample_domains",
    ])
    for list in try members["words"]?.elements() ?? [] { stock.words.formUnion(try list.strings()) }
    for phrase in try members["phrases"]?.strings() ?? [] {
      stock.phrases.add(phrase.split(separator: " ").map { StockToken(Array($0.utf8).span) })
    }
    stock.nobodies = try Nobodies(members)
    return stock
  }

  /// The longest text that is judged, in bytes and in words.
  private static let longest = 1_024
  private static let mostWords = 120

  // MARK: Judging

  /// Whether a text consists only of stock words and phrases.
  package func isStock(_ text: Span<UInt8>) -> Bool {
    text.count <= Self.longest && isStock(text, Self.words(in: text))
  }

  /// Whether a title only names a screen: stock text, perhaps with the name of an app.
  package func isScreen(_ title: Span<UInt8>) -> Bool {
    guard title.count <= Self.longest else { return false }
    let words = Self.words(in: title)
    if isStock(title, words) { return true }
    let parts = Self.parts(of: title, words)
    guard parts.count > 1 else { return false }
    var other: [Range<Int>]?
    for part in parts where !isStock(title, part) {
      guard other == nil else { return false }
      other = part
    }
    return other.map { isNameOfApp(title, $0) } ?? true
  }

  /// Whether a value where a person's name is expected names an app, a thing or no one.
  package func isNobody(_ name: Span<UInt8>) -> Bool {
    guard name.count <= 128 else { return false }
    return nobodies.contains(name, words: Self.words(in: name)) || isLabelOfSeveralWords(name)
  }

  /// Whether an email address is an example from hints and documents.
  func isSample(_ mailbox: Span<UInt8>) -> Bool { nobodies.isSample(mailbox: String(copying: mailbox)) }

  /// Whether a text consists of several words of an interface. A word that is also a name, or as short as names of some languages, rules
  /// that out.
  private func isLabelOfSeveralWords(_ text: Span<UInt8>) -> Bool {
    let words = Self.words(in: text)
    guard words.count > 1 else { return false }
    var hasLongWord = false
    for word in words {
      let core = StockToken(text.extracting(word)).core
      guard self.words.contains(core), core.count >= 4 || nobodies.joins(core), !nobodies.isName(core) else { return false }
      hasLongWord = hasLongWord || core.count >= 5
    }
    return hasLongWord
  }

  private func isNameOfApp(_ title: Span<UInt8>, _ part: [Range<Int>]) -> Bool {
    if part.count == 1, part[0].count <= 24, part[0].allSatisfy({ title[$0] < 0x80 }) { return true }
    guard part.count <= 5 else { return false }
    let name = Self.text(of: part, in: title)
    return nobodies.isApp(name) || nobodies.isProduct(name)
  }

  private func isStock(_ text: Span<UInt8>, _ words: [Range<Int>]) -> Bool {
    guard 1...Self.mostWords ~= words.count else { return false }
    // What people write usually begins with a word that programs do not use. Then the other words need not be read.
    let first = StockToken(text.extracting(words[0]))
    let isContent = worth(of: first) == .content
    if isContent, !phrases.mayBegin(with: first) { return false }
    let tokens = words.map { StockToken(text.extracting($0)) }
    if isContent, phrases.ends(in: tokens, from: 0).isEmpty { return false }
    /// `isStock` means that the text from a place to the end is stock, and `tells` that it contains a word or a phrase.
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
    /// A stock word; a sign or a number, which says nothing; what may be someone's content.
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

  /// Whether an identifier contains no word of four or more letters except stock words: a file's name may describe its content.
  private func hasNoOtherWord(_ token: StockToken) -> Bool {
    token.isName || token.pathOrCore.split { !$0.isLetter }.allSatisfy { $0.count < 4 || words.contains(String($0)) }
  }

  /// Whether the rest that an open phrase allows reads neither as free text nor as a name.
  private static func isRest(_ tokens: ArraySlice<StockToken>) -> Bool {
    guard tokens.allSatisfy(\.fitsSlot) else { return false }
    let words = Words(Array(tokens.map(\.text).joined(separator: " ").utf8).span)
    return !words.readAsFreeText && !words.readAsPersonName
  }
}
