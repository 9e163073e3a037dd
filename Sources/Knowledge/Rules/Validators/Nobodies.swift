import Bytes
import Vocabulary

/// What stands where people do and is none, and mailboxes that only examples have: lists of `rules/words/stock.yaml`.
struct Nobodies: Sendable {
  private var endsOfApps: [String] = []
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
    endsOfApps = try members["of_apps"]?.strings() ?? []
    products = Set(try members["products"]?.strings() ?? [])
    lastWords = Set(try members["of_things"]?.strings() ?? [])
    wholes = Set(try members["nobody"]?.strings() ?? [])
    mailboxes = Set(try members["sample_mailboxes"]?.strings() ?? [])
    domains = Set(try members["sample_domains"]?.strings() ?? [])
    foreignDomains = Set(try members["foreign_sample_domains"]?.strings() ?? [])
    plain = try PlainWords.embedded()
  }

  /// Whether a name is nobody's: it says so, ends like the name of an app, or ends with what it is.
  func contains(_ name: String) -> Bool {
    let text = name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    // `first.last` is a mailbox of examples, and may be part of a login.
    if wholes.contains(text) || plain.isLabel(text) && !text.contains(".") || isApp(text) { return true }
    guard let blank = text.lastIndex(of: " ") else { return false }
    return lastWords.contains(String(text[text.index(after: blank)...]))
  }

  /// Whether a name is an app's: it ends like one, as `Forms for Jira` does.
  func isApp(_ name: String) -> Bool {
    let name = name.lowercased()
    return endsOfApps.contains { name.hasSuffix(" " + $0) }
  }

  /// Whether a part of a title is written like the name of a product: two or three capitalised words, the last of which products end with.
  func isProduct(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard 2...3 ~= words.count, let last = words.last, products.contains(last.lowercased()) else { return false }
    return words.allSatisfy { $0.first?.isUppercase ?? false && $0.utf8.allSatisfy { ByteClass.isWord($0) && $0 < 0x80 } }
  }

  /// Whether a word is somebody's name too.
  func isName(_ word: String) -> Bool { plain.contains(word) && !plain.isLabel(word) }

  /// Whether a word joins others in the name of a thing.
  func joins(_ word: String) -> Bool { ["for", "of", "to", "the", "in", "and", "not", "by", "app"].contains(word) }

  func isSample(mailbox: String) -> Bool {
    let parts = mailbox.lowercased().split(separator: "@")
    guard parts.count == 2 else { return false }
    let (local, domain) = (String(parts[0]), String(parts[1]))
    return foreignDomains.contains(domain) || domains.contains(domain) && mailboxes.contains(local)
  }
}
