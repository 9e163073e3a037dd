import Bytes
import Vocabulary

/// One form of a person's value: the value itself, a part of it, or another spelling.
package struct PersonForm: Hashable, Sendable {
  /// How the form differs from the value.
  package enum Shape: String, CaseIterable, Sendable {
    case asGiven = "as given"
    case lower = "in lower case"
    case upper = "in upper case"
    /// Without dots and the part after a plus sign, which large mail services ignore.
    case canonical = "without dots and tag"
    case localPart = "local part"
    /// A name: its words in the other order, without spaces, with other separators.
    case swapped = "in the other order"
    case joined
    case first = "first word"
    case last = "last word"
    case initials
    /// An initial for one of two words.
    case shortened = "with an initial"
    case unaccented = "without accents"
    case transliterated = "in Latin letters"
    /// A phone number: its digits, with the prefixes that vendors require.
    case digits
    case reversed
    case rot13
  }

  package var shape: Shape
  package var text: String
  /// Whether it identifies only this person.
  package var isDistinctive: Bool

  package init(shape: Shape, text: String, isDistinctive: Bool) {
    self.shape = shape
    self.text = text
    self.isDistinctive = isDistinctive
  }

  /// The form in words, for a sentence: `email in lower case`, `local part of the email`.
  package func phrase(_ fact: PersonFact) -> String {
    switch shape {
    case .asGiven: fact.rawValue
    case .localPart, .first, .last, .initials: "\(shape.rawValue) of the \(fact.rawValue)"
    case .digits: "digits of the \(fact.rawValue)"
    default: "\(fact.rawValue) \(shape.rawValue)"
    }
  }

  /// All forms of a value, without duplicates, the simplest first.
  package static func all(of fact: PersonFact, _ value: String) -> [PersonForm] {
    var forms = Collector()
    let text = Accents.together(String(value.trimming(\.isWhitespace)))
    switch fact {
    case .email: forms.addEmail(text)
    case .name: forms.addName(text)
    case .firstName, .lastName, .company:
      forms.addSpellings(text, isDistinctive: fact == .company)
    case .userName, .avatar, .account: forms.addCases(.asGiven, text)
    case .phone: forms.addPhone(text)
    }
    if fact != .avatar, fact != .account {
      forms.add(.reversed, String(text.reversed()))
      forms.add(.rot13, rotated(text))
    }
    return forms.forms
  }

  private struct Collector {
    var forms: [PersonForm] = []
    /// By their bytes: the standard library ignores how accents are encoded.
    private var known: Set<[UInt8]> = []

    mutating func add(_ shape: Shape, _ text: String, isDistinctive: Bool = true) {
      guard text.unicodeScalars.count >= 2, known.insert(Array(text.utf8)).inserted else { return }
      forms.append(PersonForm(shape: shape, text: text, isDistinctive: isDistinctive))
    }

    /// Adds a text, also in lower and upper case.
    mutating func addCases(_ shape: Shape, _ text: String, isDistinctive: Bool = true) {
      add(shape, text, isDistinctive: isDistinctive)
      add(shape == .asGiven ? .lower : shape, text.lowercased(), isDistinctive: isDistinctive)
      add(shape == .asGiven ? .upper : shape, text.uppercased(), isDistinctive: isDistinctive)
    }

    /// Adds a text, also without accents and in Latin letters.
    mutating func addSpellings(_ text: String, isDistinctive: Bool) {
      addCases(.asGiven, text, isDistinctive: isDistinctive)
      addCases(.asGiven, Accents.apart(text), isDistinctive: isDistinctive)
      addCases(.unaccented, LatinSpelling.unaccented(text), isDistinctive: isDistinctive)
      for latin in LatinSpelling.transliterated(text) { addCases(.transliterated, latin, isDistinctive: isDistinctive) }
    }

    mutating func addEmail(_ text: String) {
      addCases(.asGiven, text)
      guard let at = text.lastIndex(of: "@") else { return }
      let (local, domain) = (text[..<at].lowercased(), text[at...].lowercased())
      let bare = String(local.prefix { $0 != "+" })
      add(.canonical, bare + domain)
      add(.canonical, bare.filter { $0 != "." } + domain)
      let isDistinctive = bare.contains { !$0.isLetter } || bare.count >= 8
      addCases(.localPart, String(text[..<at]), isDistinctive: isDistinctive)
      add(.localPart, bare, isDistinctive: isDistinctive)
    }

    mutating func addPhone(_ text: String) {
      add(.asGiven, text)
      let digits = text.filter { $0.isASCII && $0.isNumber }
      guard digits.count >= 7 else { return }
      let bare = String(digits.drop { $0 == "0" })
      for form in [digits, bare, "+" + bare, "00" + bare] { add(.digits, form) }
    }

    mutating func addName(_ text: String) {
      addSpellings(text, isDistinctive: true)
      for spelling in [text, LatinSpelling.unaccented(text)] + LatinSpelling.transliterated(text) {
        var words = spelling.split { $0.isWhitespace || $0 == "," }.map(String.init)
        // A family name before a comma comes first.
        if spelling.contains(","), words.count > 1 { words.append(words.removeFirst()) }
        if let first = words.first, let last = words.last, words.count > 1 { addOrders(first, last, words) }
      }
    }

    private mutating func addOrders(_ first: String, _ last: String, _ words: [String]) {
      addCases(.asGiven, words.joined(separator: " "))
      addCases(.swapped, "\(last) \(first)")
      addCases(.swapped, "\(last), \(first)")
      for separator in ["", ".", "_", "-"] {
        addCases(.joined, words.joined(separator: separator))
        if words.count > 2 { addCases(.joined, first + separator + last) }
        addCases(.swapped, last + separator + first)
      }
      if let initial = first.first, last.count >= 3 {
        for between in ["", ".", ". ", "_", "-"] { addCases(.shortened, "\(initial)\(between)\(last)", isDistinctive: last.count >= 5) }
      }
      if let initial = last.first, first.count >= 3 { addCases(.shortened, "\(first) \(initial).", isDistinctive: false) }
      addCases(.first, first, isDistinctive: false)
      addCases(.last, last, isDistinctive: false)
      add(.initials, String(words.compactMap(\.first)).uppercased(), isDistinctive: false)
    }
  }

  private static func rotated(_ text: String) -> String {
    String(
      decoding: text.utf8.map { byte in
        guard ByteClass.isLetter(byte) else { return byte }
        let base = byte & 0xE0 | 1
        return (byte - base + 13) % 26 + base
      }, as: UTF8.self)
  }
}
