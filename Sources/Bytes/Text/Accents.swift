/// Letters with accents, written as one character or as several (UAX #15): `é` is also `e` and an accent, as in file names of some systems.
package enum Accents {
  /// A letter without its accents; any other character is itself.
  package static func base(of scalar: UInt32) -> UInt32 {
    guard scalar >= 0xC0, scalar < 0x3100 else { return scalar }
    var base = scalar
    while let parts = table[base] { base = parts.base }
    return base
  }

  /// The letters of a Korean syllable (The Unicode Standard, § 3.12); nil for any other character.
  package static func letters(ofSyllable scalar: UInt32) -> [UInt32]? {
    guard 0xAC00...0xD7A3 ~= scalar else { return nil }
    let index = scalar - 0xAC00
    let letters = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
    return index % 28 == 0 ? letters : letters + [0x11A7 + index % 28]
  }

  /// A text with every accent as a separate character.
  package static func apart(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var apart = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      apart.append(contentsOf: (letters(ofSyllable: scalar.value) ?? parts(of: scalar.value)).compactMap(UnicodeScalar.init))
    }
    return String(apart)
  }

  /// A text with every letter and its accent as one character, if there is such a character.
  package static func together(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { 0x300..<0x370 ~= $0.value || 0x3099..<0x309B ~= $0.value }) else { return text }
    var together: [UInt32] = []
    for scalar in text.unicodeScalars {
      if let last = together.last, let whole = wholes[UInt64(last) << 32 | UInt64(scalar.value)] {
        together[together.count - 1] = whole
      } else {
        together.append(scalar.value)
      }
    }
    return String(String.UnicodeScalarView(together.compactMap(UnicodeScalar.init)))
  }

  /// Composed letters by their parts.
  private static let wholes: [UInt64: UInt32] = Dictionary(
    table.map { (UInt64($1.base) << 32 | UInt64($1.accent), $0) }, uniquingKeysWith: min)

  private static func parts(of scalar: UInt32) -> [UInt32] {
    guard let (base, accent) = table[scalar] else { return [scalar] }
    return parts(of: base) + [accent]
  }

  /// The parts of Latin, Greek, Cyrillic and Japanese letters, as the standard library compares texts.
  private static let table: [UInt32: (base: UInt32, accent: UInt32)] = {
    let wholes = [0xC0..<0x250, 0x386..<0x3CF, 0x400..<0x482, 0x1E00..<0x1F00, 0x304C..<0x30FF].joined()
    var numbers: [String: UInt32] = [:]
    for whole in wholes { if let scalar = UnicodeScalar(UInt32(whole)) { numbers[String(scalar)] = UInt32(whole) } }
    var table: [UInt32: (base: UInt32, accent: UInt32)] = [:]
    func add(_ bases: some Sequence<UInt32>, _ accents: [UInt32]) -> [UInt32] {
      var made: [UInt32] = []
      for base in bases {
        for accent in accents {
          guard let first = UnicodeScalar(base), let second = UnicodeScalar(accent), let whole = numbers["\(first)\(second)"], whole != base
          else { continue }
          table[whole] = (base, accent)
          made.append(whole)
        }
      }
      return made
    }
    let accents: [UInt32] = [
      0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x30F, 0x31B, 0x323, 0x326, 0x327, 0x328, 0x32D,
      0x331,
    ]
    let letters = [0x41..<0x5B, 0x61..<0x7B, 0x391..<0x3CA, 0x410..<0x450, 0x456..<0x457].joined().map(UInt32.init)
    _ = add(add(letters, accents), accents)
    _ = add((0x304B..<0x30F3).map(UInt32.init), [0x3099, 0x309A])
    return table
  }()
}
