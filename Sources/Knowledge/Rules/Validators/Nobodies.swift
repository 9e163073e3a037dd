import Bytes
import Vocabulary

/// Values in person fields that name no person, and mailboxes that only occur in examples: lists of `rules/words/stock.yaml`.
struct Nobodies: Sendable {
  /// The endings of apps' names, including the blank before them, by their last byte.
  private var endsOfApps: [UInt8: [[UInt8]]] = [:]
  /// The words that names of products end with.
  private var products: Set<String> = []
  private var lastWords: Set<String> = []
  private var wholes: Set<String> = []
  private var mailboxes: Set<String> = []
  private var domains: Set<String> = []
  private var foreignDomains: Set<String> = []
  private var plain = PlainWords()

  init() {}

  /// The lists among the members of the file.
  init(_ members: [String: YAMLReader]) throws(ConfigurationError) {
    endsOfApps = Dictionary(grouping: try members["of_apps"]?.strings().map { Array(" \($0)".utf8) } ?? []) { $0[$0.count - 1] }
    products = Set(try members["products"]?.strings() ?? [])
    lastWords = Set(try members["of_things"]?.strings() ?? [])
    wholes = Set(try members["nobody"]?.strings() ?? [])
    mailboxes = Set(try members["sample_mailboxes"]?.strings() ?? [])
    domains = Set(try members["sample_domains"]?.strings() ?? [])
    foreignDomains = Set(try members["foreign_sample_domains"]?.strings() ?? [])
    plain = try PlainWords.embedded()
  }

  /// Whether a name is not a person's: it is listed, ends like the name of an app, or ends with a word for a thing.
  func contains(_ name: Span<UInt8>, words: [Range<Int>]) -> Bool {
    let text = StockTexts.text(of: words, in: name).lowercased()
    // `first.last` is a mailbox in examples, and may be part of a login.
    if wholes.contains(text) || plain.isLabel(text) && !text.contains(".") { return true }
    guard let blank = text.utf8.lastIndex(of: UInt8(ascii: " ")) else { return false }
    return lastWords.contains(String(text[text.utf8.index(after: blank)...])) || endsLikeApp(text)
  }

  /// Whether a name ends like the name of an app, such as `Forms for Jira`.
  func isApp(_ name: String) -> Bool { endsLikeApp(name.lowercased()) }

  /// The same for a name in lower case.
  private func endsLikeApp(_ name: String) -> Bool {
    guard let last = name.utf8.last, let endings = endsOfApps[last] else { return false }
    return endings.contains { name.utf8.count > $0.count && name.utf8.suffix($0.count).elementsEqual($0) }
  }

  /// Whether a part of a title looks like the name of a product: two or three capitalised words, of which the last is a usual ending.
  func isProduct(_ name: String) -> Bool {
    let words = name.utf8.split(separator: UInt8(ascii: " "))
    guard 2...3 ~= words.count, let last = words.last, products.contains(Substring(last).lowercased()) else { return false }
    return words.allSatisfy {
      UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0[$0.startIndex] && $0.allSatisfy { ByteClass.isWord($0) && $0 < 0x80 }
    }
  }

  /// Whether a word is somebody's name too.
  func isName(_ word: String) -> Bool { plain.contains(word) && !plain.isLabel(word) }

  /// Whether a word connects others in the name of a thing.
  func joins(_ word: String) -> Bool { ["for", "of", "to", "the", "in", "and", "not", "by", "app"].contains(word) }

  func isSample(mailbox: String) -> Bool {
    let parts = mailbox.lowercased().utf8.split(separator: UInt8(ascii: "@"))
    guard parts.count == 2 else { return false }
    let (local, domain) = (String(Substring(parts[0])), String(Substring(parts[1])))
    return foreignDomains.contains(domain) || domains.contains(domain) && mailboxes.contains(local)
  }
}
