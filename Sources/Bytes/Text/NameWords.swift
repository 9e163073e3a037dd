/// Splits identifiers in programs into words.
package enum NameWords {
  /// The lower-case words of a name: `accessToken`, `ACCESS_TOKEN`, `access-token` and `AccessToken2` are `access`, `token`.
  package static func of(_ name: Span<UInt8>) -> [String] {
    var words: [String] = []
    var start = 0
    func end(_ at: Int) {
      var end = at
      // A number after a word counts instances.
      while end > start + 1, ByteClass.of(name[end - 1]).contains(.digit) { end -= 1 }
      if end > start { words.append(lower(name.extracting(start..<end))) }
    }
    for at in 0..<name.count {
      guard ByteClass.isWord(name[at]) else {
        end(at)
        start = at + 1
        continue
      }
      if at > start, isUpper(name[at]), isHump(name, at) {
        end(at)
        start = at
      }
    }
    end(name.count)
    return words
  }

  /// Whether a capital begins a word: after a lower-case letter or a digit, or before a lower-case letter at the end of an acronym.
  private static func isHump(_ name: Span<UInt8>, _ at: Int) -> Bool {
    !isUpper(name[at - 1]) || at + 1 < name.count && ByteClass.of(name[at + 1]).contains(.letter) && !isUpper(name[at + 1])
  }

  private static func isUpper(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }

  private static func lower(_ word: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    var isASCII = true
    for at in word.indices {
      bytes.append(ByteClass.folded(word[at]))
      isASCII = isASCII && word[at] < 0x80
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return isASCII ? text : plain(text)
  }

  /// A word in lower case and without accents on Latin and Greek letters, because names are written with and without them.
  package static func plain(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 && !isUpper($0) }) { return word }
    return String(
      String.UnicodeScalarView(word.lowercased().unicodeScalars.compactMap { accents[$0] ?? (0x0300..<0x0370 ~= $0.value ? nil : $0) }))
  }

  private static let accents: [UnicodeScalar: UnicodeScalar] = {
    let letters: [(UnicodeScalar, String)] = [
      ("a", "áàâäãåąāăảạấầẩẫậắằẳẵặ"), ("c", "çćčĉċ"), ("d", "ďđð"), ("e", "éèêëęěēėẻẽẹếềểễệ"), ("g", "ğģĝġ"), ("i", "íìîïīįıỉĩị"),
      ("k", "ķ"), ("l", "łľĺļ"), ("n", "ñńňņ"), ("o", "óòôöõøőōơỏọốồổỗộớờởỡợ"), ("r", "řŕŗ"), ("s", "śšşșŝ"), ("t", "ťțţ"),
      ("u", "úùûüůűūųưủũụứừửữự"), ("y", "ýÿỳỷỹỵ"), ("z", "źžż"),
      ("α", "ά"), ("ε", "έ"), ("η", "ή"), ("ι", "ίϊΐ"), ("ο", "ό"), ("υ", "ύϋΰ"), ("ω", "ώ"), ("е", "ё"),
    ]
    var accents: [UnicodeScalar: UnicodeScalar] = [:]
    for (letter, accented) in letters { for scalar in accented.unicodeScalars { accents[scalar] = letter } }
    return accents
  }()
}
