/// Writes texts with fewer letters: without accents, or in Latin letters.
///
/// The tables follow passports and address books (ICAO Doc 9303, part 3, § 6), and what people type if a key is missing.
enum LatinSpelling {
  /// A text without the accents of its letters: `Jurgen` for `Jürgen`.
  static func unaccented(_ text: String) -> String { text.utf8.allSatisfy { $0 < 0x80 } ? text : mapped(text, plain) }

  /// A text in Latin letters without accents, in each common spelling: `Juergen` for `Jürgen`, `Olena` for `Олена`.
  static func transliterated(_ text: String) -> [String] {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return [] }
    var spellings: [String] = []
    for table in [long, long.merging(ukrainian) { $1 }] {
      let spelling = mapped(mapped(text, table), plain)
      if spelling.utf8.allSatisfy({ $0 < 0x80 }), spelling != text, !spellings.contains(spelling) { spellings.append(spelling) }
    }
    return spellings
  }

  private static func mapped(_ text: String, _ table: [Character: String]) -> String {
    var mapped = ""
    for character in text {
      if let other = table[character] {
        mapped += other
      } else if let small = character.lowercased().first, let other = table[small], character.isUppercase {
        mapped += other.prefix(1).uppercased() + other.dropFirst()
      } else {
        mapped.append(character)
      }
    }
    return mapped
  }

  /// Letters with accents, by the letter without.
  private static let plain = table([
    "a": "àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "c": "çćĉċč", "d": "ďđ", "e": "èéêëēĕėęěẹẻẽếềểễệ", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįıỉị", "j": "ĵ",
    "k": "ķ", "l": "ĺļľŀł", "n": "ñńņň", "o": "òóôõöøōŏőọỏốồổỗộớờởỡợơ", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț",
    "u": "ùúûüũūŭůűųụủứừửữựư", "w": "ŵẁẃẅ", "y": "ýÿŷỳỵỷỹ", "z": "źżž", "ae": "æ", "oe": "œ", "ss": "ß", "th": "þ", "dh": "ð",
  ])

  /// Letters that become several, and letters of other scripts.
  private static let long: [Character: String] = table([
    "ae": "äæ", "oe": "öøœ", "ue": "ü", "aa": "å", "ss": "ß",
    // Russian.
    "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "e": "еэ", "yo": "ё", "zh": "ж", "z": "з", "i": "и", "y": "йы", "k": "к", "l": "л",
    "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у", "f": "ф", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш",
    "shch": "щ", "": "ьъ", "yu": "ю", "ya": "я",
  ]).merging(greek) { first, _ in first }

  /// Ukrainian spellings that differ from Russian.
  private static let ukrainian = table(["h": "г", "y": "и", "i": "іїй", "ie": "є", "g": "ґ", "iu": "ю", "ia": "я"])

  private static let greek = table([
    "a": "αά", "v": "β", "g": "γ", "d": "δ", "e": "εέ", "z": "ζ", "i": "ηήιίϊΐ", "th": "θ", "k": "κ", "l": "λ", "m": "μ", "n": "ν",
    "x": "ξ",
    "o": "οόωώ", "p": "π", "r": "ρ", "s": "σς", "t": "τ", "y": "υύϋ", "f": "φ", "ch": "χ", "ps": "ψ",
  ])

  private static func table(_ letters: [String: String]) -> [Character: String] {
    var table: [Character: String] = [:]
    for (latin, others) in letters { for other in others { table[other] = latin } }
    return table
  }
}
