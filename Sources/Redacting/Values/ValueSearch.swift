import Bytes
import Knowledge
import Vocabulary

/// Finds copies of known values in a text, in all their forms: all in one pass, however many there are.
///
/// Of each pattern the first bytes are in a table. A text is passed with a window of that length, and only where the window is in the
/// table is anything compared. Patterns that begin alike, as all tokens do, are in order there, so that a few comparisons find the right one.
struct ValueSearch: Sendable {
  struct Match: Sendable {
    var entry: Int
    var range: Range<Int>
    /// How far a copy in an encoded text reaches beyond what was found.
    var widening = ValueForms.Widening.none
    /// Whether only the beginning of the value stands there.
    var isCut = false
  }

  /// Shorter values are found as whole words only.
  static let longEnough = 6
  static let shortest = 3
  /// A copy that is cut short has at least as many bytes.
  static let shortestCut = 12

  var bytes: [UInt8] = []
  private var spellings: [UInt8] = []
  var patterns: [ValuePattern] = []
  /// For each pattern the longest other one that it begins with; -1 for none.
  var shorter: [Int32] = []
  /// How far on a pattern begins at the earliest, by the last two of the bytes that all patterns have: most of a text is passed in leaps.
  var leaps: [UInt8] = []
  /// How many bytes all patterns have at least, up to those of a long window.
  var reach = longEnough
  var long = Windows(length: longEnough)
  var short = Windows(length: shortest)

  init(_ entries: [ValueBook.Entry]) {
    let inDepth = ValueBook.inDepth(entries)
    for (number, entry) in entries.enumerated() where entry.seeksCopies && !entry.isSpared && Self.isDistinctive(entry.folded) {
      let isNumber = !entry.folded.contains { ByteClass.isWord($0) && !ByteClass.of($0).contains(.digit) }
      let border: ValuePattern.Border = isNumber ? .digits : entry.folded.count < Self.longEnough ? .word : .none
      let cut = Self.cut(of: entry, isNumber: isNumber)
      if entry.spellings.isEmpty { add(entry.folded, spelled: nil, number, border, .none, cut) }
      for spelling in entry.spellings { add(entry.folded, spelled: spelling, number, border, .none, cut) }
      for form in entry.written.flatMap({ ValueForms.all(of: $0, entry, inDepth: inDepth.contains(number)) }) {
        add(form.bytes.map(Self.folded), spelled: form.isExact ? form.bytes : nil, number, .none, form.widening, .never)
      }
    }
    order()
  }

  private static func cut(of entry: ValueBook.Entry, isNumber: Bool) -> ValuePattern.Cut {
    if isNumber || entry.folded.count <= shortestCut || Placeholder.origin(of: entry.folded.span) != nil { return .never }
    return entry.category == .credential && !entry.folded.contains(0x20) ? .anywhere : .atEnd
  }

  private mutating func add(
    _ folded: [UInt8], spelled: [UInt8]?, _ entry: Int, _ border: ValuePattern.Border, _ widening: ValueForms.Widening,
    _ cut: ValuePattern.Cut
  ) {
    var pattern = ValuePattern(
      entry: Int32(entry), start: bytes.count, count: folded.count, border: border, widening: widening, cut: cut)
    bytes += folded
    if let spelled {
      pattern.spelling = spellings.count
      spellings += spelled
    }
    patterns.append(pattern)
  }

  /// Whether a copy of a value is more than chance: a few letters, or digits enough.
  static func isDistinctive(_ value: [UInt8]) -> Bool {
    guard value.count >= shortest, !words.contains(String(decoding: value, as: UTF8.self)) else { return false }
    if value.contains(where: { ByteClass.isWord($0) && !ByteClass.of($0).contains(.digit) }) { return true }
    return value.count { ByteClass.of($0).contains(.digit) } >= (value.contains { !ByteClass.of($0).contains(.digit) } ? 4 : 6)
  }

  /// Words of the languages that captures are written in.
  private static let words: Set<String> = ["true", "false", "null", "undefined", "auto", "http", "https"]

  // MARK: Searching

  /// The copies in a text in order. At each place the longest counts; matches may overlap.
  func matches(in text: Span<UInt8>) -> [Match] {
    var matches: [Match] = []
    guard !patterns.isEmpty else { return matches }
    let (seeksShort, reach) = (!short.isEmpty, reach)
    var at = 0
    while at + reach <= text.count {
      let leap = leaps[Int(text[at + reach - 2] | 0x20) | Int(text[at + reach - 1] | 0x20) << 8]
      guard leap == 0 else {
        at += Int(leap)
        continue
      }
      let window = Self.window(text, at: at)
      var best: Match?
      if let candidates = long.candidates(window & long.mask) { best = find(candidates, text, at) }
      if seeksShort, best == nil, let candidates = short.candidates(window & short.mask) { best = find(candidates, text, at) }
      if let best { matches.append(best) }
      at += 1
    }
    return matches
  }

  /// Finds the longest of some patterns, which are in order, that stands at a place.
  private func find(_ candidates: Range<Int>, _ text: Span<UInt8>, _ at: Int) -> Match? {
    var (low, high) = (candidates.lowerBound, candidates.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if precedes(patterns[middle], text, at) { low = middle + 1 } else { high = middle }
    }
    // Whatever the text begins with, the last pattern that precedes it begins with too, or is.
    var number = low > candidates.lowerBound ? low - 1 : -1
    while number >= 0 {
      if stands(patterns[number], text, at) {
        let pattern = patterns[number]
        return Match(entry: Int(pattern.entry), range: at..<at + pattern.count, widening: pattern.widening)
      }
      number = Int(shorter[number])
    }
    return cut(low > candidates.lowerBound ? low - 1 : nil, text, at) ?? cut(low < candidates.upperBound ? low : nil, text, at)
  }

  /// The beginning of a value that stands at a place, where that may be.
  private func cut(_ number: Int?, _ text: Span<UInt8>, _ start: Int) -> Match? {
    guard let number, patterns[number].cut != .never else { return nil }
    let pattern = patterns[number]
    var at = 0
    while at < pattern.count, start + at < text.count, Self.folded(text[start + at]) == bytes[pattern.start + at] { at += 1 }
    guard at >= Self.shortestCut, at < pattern.count, start == 0 || !Self.goesOn(text[start - 1], text[start]) else { return nil }
    if pattern.cut == .atEnd, !Self.isEnd(text, start + at) { return nil }
    return Match(entry: Int(pattern.entry), range: start..<start + at, isCut: true)
  }

  /// Whether a text ends, or an ellipsis stands in it.
  private static func isEnd(_ text: Span<UInt8>, _ at: Int) -> Bool {
    if at == text.count { return true }
    if text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "<") { return true }
    return text.count - at >= 3
      && (text[at] == 0xE2 && text[at + 1] == 0x80 && text[at + 2] == 0xA6 || (0..<3).allSatisfy { text[at + $0] == UInt8(ascii: ".") })
  }

  private static func goesOn(_ byte: UInt8, _ next: UInt8) -> Bool { ByteClass.isWord(byte) && ByteClass.isWord(next) }

  /// Whether a pattern comes before what stands at a place, or is what that begins with.
  private func precedes(_ pattern: ValuePattern, _ text: Span<UInt8>, _ start: Int) -> Bool {
    for at in 0..<pattern.count {
      guard start + at < text.count else { return false }
      let byte = Self.folded(text[start + at])
      let own = bytes[pattern.start + at]
      if byte != own { return own < byte }
    }
    return true
  }

  private func stands(_ pattern: ValuePattern, _ text: Span<UInt8>, _ start: Int) -> Bool {
    let end = start + pattern.count
    guard end <= text.count else { return false }
    if pattern.spelling >= 0 {
      for at in 0..<pattern.count where text[start + at] != spellings[pattern.spelling + at] { return false }
    } else {
      for at in 0..<pattern.count where Self.folded(text[start + at]) != bytes[pattern.start + at] { return false }
    }
    return isBorder(pattern.border, text, start - 1, start) && isBorder(pattern.border, text, end, end - 1)
  }

  /// Whether the byte beside a copy does not go on with what the copy ends with.
  private func isBorder(_ border: ValuePattern.Border, _ text: Span<UInt8>, _ outside: Int, _ inside: Int) -> Bool {
    guard outside >= 0, outside < text.count else { return true }
    switch border {
    case .none: return true
    case .word: return !ByteClass.isWord(text[outside]) && text[outside] != UInt8(ascii: "_") || !ByteClass.isWord(text[inside])
    case .digits: return !ByteClass.of(text[outside]).contains(.digit) || !ByteClass.of(text[inside]).contains(.digit)
    }
  }

  /// Eight bytes of a text, fewer at its end, in which the case of letters does not show. What else does not show is compared later.
  static func window(_ text: Span<UInt8>, at start: Int) -> UInt64 {
    if start + 8 <= text.count {
      let raw = unsafe text.bytes
      // Within bounds by the comparison.
      return unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)) | 0x2020_2020_2020_2020
    }
    var window: UInt64 = 0
    for at in (start..<text.count).reversed() { window = window << 8 | UInt64(text[at]) }
    return window | 0x2020_2020_2020_2020
  }

  /// A byte with ASCII letters in lower case: ``ByteClass/folded(_:)`` of this module, which asks it of every byte.
  private static func folded(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }
}
