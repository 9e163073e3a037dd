import Bytes

/// A text for comparison: the hashes of its words, without markup, punctuation and case. In scripts without spaces each character
/// is a word.
struct TextUnits {
  struct Unit {
    var hash: UInt64
    /// Its range in the text.
    var range: Range<Int>
  }

  private(set) var units: [Unit] = []
  /// The hash of everything before each unit, from which the hash of any range follows in one step.
  private var prefixes: [UInt64] = [0]
  private var powers: [UInt64] = [1]

  /// The maximum number of words.
  static let most = 4_096
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(_ text: Span<UInt8>) {
    Self.forEachWord(in: text) { hash, range in
      units.append(Unit(hash: hash, range: range))
      prefixes.append(prefixes[prefixes.count - 1] &* Self.base &+ hash)
      powers.append(powers[powers.count - 1] &* Self.base)
    }
  }

  /// The hash of all words of a text, without a list of them; nil for a text without words.
  static func whole(of text: Span<UInt8>) -> UInt64? {
    var (hash, isEmpty) = (UInt64(0), true)
    forEachWord(in: text) { word, _ in
      hash = hash &* base &+ word
      isEmpty = false
    }
    return isEmpty ? nil : finished(hash)
  }

  /// Calls `body` with the hash and the range of each word.
  @inline(__always)
  private static func forEachWord(in text: Span<UInt8>, _ body: (UInt64, Range<Int>) -> Void) {
    var (at, count) = (0, 0)
    var word = Word()
    func end() {
      guard let range = word.range else { return }
      body(word.hash, range)
      count += 1
      word = Word()
    }
    while at < text.count, count < most {
      let byte = text[at]
      if byte < 0x80 {
        if ByteClass.isWord(byte) {
          word.add(UInt32(ByteClass.folded(byte)), at..<at + 1)
        } else {
          end()
          if byte == UInt8(ascii: "<") { at = endOfTag(text, at) }
        }
        at += 1
        continue
      }
      let (scalar, length) = scalar(text, at)
      switch kind(of: scalar) {
      case .letter:
        // A Korean syllable equals its letters in a row.
        if let letters = Accents.letters(ofSyllable: scalar) {
          for letter in letters { word.add(letter, at..<at + length) }
        } else {
          word.add(folded(scalar), at..<at + length)
        }
      case .word:
        end()
        word.add(Accents.base(of: scalar), at..<at + length)
        end()
      case .mark: word.extend(to: at + length)
      case .separator: end()
      }
      at += length
    }
    end()
  }

  var count: Int { units.count }

  /// The hash of a range of units.
  func hash(_ range: Range<Int>) -> UInt64 {
    let hash = prefixes[range.upperBound] &- prefixes[range.lowerBound] &* powers[range.count]
    return Self.finished(hash)
  }

  private static func finished(_ hash: UInt64) -> UInt64 { hash ^ hash >> 29 }

  /// The hash of all of them.
  var whole: UInt64 { hash(0..<count) }

  /// The range in the text of a range of units.
  func place(of range: Range<Int>) -> Range<Int> { units[range.lowerBound].range.lowerBound..<units[range.upperBound - 1].range.upperBound }

  /// The current word.
  private struct Word {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var range: Range<Int>?

    mutating func add(_ scalar: UInt32, _ place: Range<Int>) {
      hash = (hash ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3
      hash ^= hash >> 32
      range = (range?.lowerBound ?? place.lowerBound)..<place.upperBound
    }

    /// Includes a character that changes nothing, such as a joiner.
    mutating func extend(to end: Int) { range = range.map { $0.lowerBound..<end } }
  }

  // MARK: Characters

  private enum Kind {
    case letter, mark, separator
    /// A character of a script without spaces.
    case word
  }

  private static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0x80..<0xAA, 0xAB..<0xB5, 0xB6..<0xBA, 0xBB..<0xC0, 0xD7, 0xF7, 0x2000..<0x200B, 0x2010..<0x2070, 0x2190..<0x2C00, 0x3000..<0x3005,
      0x3008..<0x3021, 0xFE10..<0xFE70, 0xFF00..<0xFF10, 0xFF1A..<0xFF21, 0x1F000..<0x20000:
      .separator
    case 0x200B..<0x2010, 0xAD, 0xFEFF, 0x300..<0x370, 0x3099..<0x309B: .mark
    case 0x0E00..<0x0F00, 0x1000..<0x10A0, 0x1780..<0x1800, 0x3005..<0x3008, 0x3021..<0x3130, 0x3400..<0xA000, 0xF900..<0xFB00,
      0xFF66..<0xFFA0,
      0x20000..<0x40000:
      .word
    default: .letter
    }
  }

  /// Whether a character belongs to a script without spaces between words.
  static func isUnspaced(_ scalar: UnicodeScalar) -> Bool { kind(of: scalar.value) == .word }

  /// A letter in lower case and without accents, which may be separate characters (UAX #15).
  private static func folded(_ scalar: UInt32) -> UInt32 {
    let base = Accents.base(of: scalar)
    switch base {
    case 0x41..<0x5B, 0xC0..<0xDF, 0x391..<0x3AA, 0x410..<0x430: return base + 0x20
    case 0x400..<0x410: return base + 0x50
    case 0..<0x100, 0x3B1..<0x3CA, 0x430..<0x460, 0x600...: return base
    default:
      let lower = UnicodeScalar(base)?.properties.lowercaseMapping.unicodeScalars
      return lower?.count == 1 ? lower?.first?.value ?? base : base
    }
  }

  /// The character at a byte that begins one, and its length; an invalid byte is a character of its own.
  private static func scalar(_ text: Span<UInt8>, _ at: Int) -> (scalar: UInt32, length: Int) {
    let lead = text[at]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
    guard length > 1, at + length <= text.count else { return (UInt32(lead), 1) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for next in at + 1..<at + length {
      guard text[next] & 0xC0 == 0x80 else { return (UInt32(lead), 1) }
      scalar = scalar << 6 | UInt32(text[next] & 0x3F)
    }
    return (scalar, length)
  }

  /// The last byte of a tag that begins at an offset; the offset itself if none does.
  private static func endOfTag(_ text: Span<UInt8>, _ start: Int) -> Int {
    guard start + 1 < text.count, ByteClass.isLetter(text[start + 1]) || text[start + 1] == UInt8(ascii: "/") else { return start }
    return text.first(UInt8(ascii: ">"), in: start..<min(text.count, start + 512)) ?? start
  }
}
