import Bytes
import Knowledge
import Vocabulary

/// Finds copies of known values in a text, in all their forms, in one pass however many there are.
///
/// A table has the first bytes of each pattern. A window of that length moves over the text, and patterns are compared only if the
/// window is in the table. Patterns with the same beginning, such as tokens, are sorted, so that a few comparisons find the right
/// one.
struct ValueSearch: Sendable {
  struct Match: Sendable {
    var entry: Int
    var range: Range<Int>
    /// What must be removed with a copy in an encoded text.
    var widening = ValueForms.Widening.none
    /// Whether it is only the beginning of the value.
    var isCut = false
  }

  /// Shorter values are found only as whole words.
  static let longEnough = 6
  static let shortest = 3
  /// The minimum number of bytes of a truncated copy.
  static let shortestCut = 12

  var bytes: [UInt8] = []
  private var spellings: [UInt8] = []
  var patterns: [ValuePattern] = []
  /// For each pattern the longest other one that is its prefix; -1 for none.
  var shorter: [Int32] = []
  /// The minimum distance to the beginning of a pattern, by the last two of the bytes that all patterns have: most of a text is
  /// skipped.
  var leaps: [UInt8] = []
  /// The minimum length of all patterns, up to that of a long window.
  var reach = longEnough
  var long = Windows(length: longEnough)
  var short = Windows(length: shortest)

  /// `traces` say which forms the texts to search may contain.
  init(_ entries: [ValueBook.Entry], traces: DigestTraces = .all) {
    let inDepth = ValueBook.inDepth(entries)
    for (number, entry) in entries.enumerated() where entry.seeksCopies && !entry.isSpared && Self.isDistinctive(entry.folded) {
      let isNumber = !entry.folded.contains { ByteClass.isWord($0) && !ByteClass.of($0).contains(.digit) }
      let border: ValuePattern.Border = isNumber ? .digits : entry.folded.count < Self.longEnough ? .word : .none
      let cut = Self.cut(of: entry, isNumber: isNumber)
      if entry.spellings.isEmpty { add(entry.folded, spelled: nil, number, border, .none, cut) }
      for spelling in entry.spellings { add(entry.folded, spelled: spelling, number, border, .none, cut) }
      for form in entry.written.flatMap({ ValueForms.all(of: $0, entry, inDepth: inDepth.contains(number), traces) }) {
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

  /// Whether a copy of a value is not a coincidence: it has a few letters, or enough digits.
  static func isDistinctive(_ value: [UInt8]) -> Bool {
    guard value.count >= shortest, !words.contains(String(decoding: value, as: UTF8.self)) else { return false }
    if value.contains(where: { ByteClass.isWord($0) && !ByteClass.of($0).contains(.digit) }) { return true }
    return value.count { ByteClass.of($0).contains(.digit) } >= (value.contains { !ByteClass.of($0).contains(.digit) } ? 4 : 6)
  }

  /// Common words in captures.
  private static let words: Set<String> = ["true", "false", "null", "undefined", "auto", "http", "https"]

  // MARK: Searching

  /// The copies in a text, in order. The longest at each offset is returned; matches may overlap.
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

  /// The longest of some sorted patterns at an offset.
  private func find(_ candidates: Range<Int>, _ text: Span<UInt8>, _ at: Int) -> Match? {
    var (low, high) = (candidates.lowerBound, candidates.upperBound)
    // How many bytes the text shares with the patterns before `low` and from `high` on, and so with all between them. Tokens of one issuer
    // share hundreds.
    var (below, above) = (0, 0)
    while low < high {
      let middle = (low + high) / 2
      var shared = min(below, above)
      if precedes(patterns[middle], text, at, &shared) { (low, below) = (middle + 1, shared) } else { (high, above) = (middle, shared) }
    }
    // The last pattern that sorts before the text is the longest prefix, or has it as its own prefix.
    var number = low > candidates.lowerBound ? low - 1 : -1
    while number >= 0 {
      if occurs(patterns[number], text, at) {
        let pattern = patterns[number]
        return Match(entry: Int(pattern.entry), range: at..<at + pattern.count, widening: pattern.widening)
      }
      number = Int(shorter[number])
    }
    return cut(low > candidates.lowerBound ? low - 1 : nil, text, at) ?? cut(low < candidates.upperBound ? low : nil, text, at)
  }

  /// A truncated value at an offset, if it is allowed.
  private func cut(_ number: Int?, _ text: Span<UInt8>, _ start: Int) -> Match? {
    guard let number, patterns[number].cut != .never else { return nil }
    let pattern = patterns[number]
    var at = 0
    while at < pattern.count, start + at < text.count, Self.folded(text[start + at]) == bytes[pattern.start + at] { at += 1 }
    guard at >= Self.shortestCut, at < pattern.count, start == 0 || !Self.continues(text[start - 1], text[start]) else { return nil }
    if pattern.cut == .atEnd, !Self.isEnd(text, start + at) { return nil }
    return Match(entry: Int(pattern.entry), range: start..<start + at, isCut: true)
  }

  /// Whether the text ends at an offset, or has an ellipsis there.
  private static func isEnd(_ text: Span<UInt8>, _ at: Int) -> Bool {
    if at == text.count { return true }
    if text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "<") { return true }
    return text.count - at >= 3
      && (text[at] == 0xE2 && text[at + 1] == 0x80 && text[at + 2] == 0xA6 || (0..<3).allSatisfy { text[at + $0] == UInt8(ascii: ".") })
  }

  private static func continues(_ byte: UInt8, _ next: UInt8) -> Bool { ByteClass.isWord(byte) && ByteClass.isWord(next) }

  /// Whether a pattern sorts before the text at an offset, or is its prefix. `shared` is a number of bytes that are known to be equal, and
  /// then the number of those that are.
  private func precedes(_ pattern: ValuePattern, _ text: Span<UInt8>, _ start: Int, _ shared: inout Int) -> Bool {
    while shared < pattern.count {
      guard start + shared < text.count else { return false }
      let byte = Self.folded(text[start + shared])
      let own = bytes[pattern.start + shared]
      if byte != own { return own < byte }
      shared += 1
    }
    return true
  }

  private func occurs(_ pattern: ValuePattern, _ text: Span<UInt8>, _ start: Int) -> Bool {
    let end = start + pattern.count
    guard end <= text.count else { return false }
    if pattern.spelling >= 0 {
      for at in 0..<pattern.count where text[start + at] != spellings[pattern.spelling + at] { return false }
    } else {
      for at in 0..<pattern.count where Self.folded(text[start + at]) != bytes[pattern.start + at] { return false }
    }
    return isBorder(pattern.border, text, start - 1, start) && isBorder(pattern.border, text, end, end - 1)
  }

  /// Whether the byte next to a copy does not continue it.
  private func isBorder(_ border: ValuePattern.Border, _ text: Span<UInt8>, _ outside: Int, _ inside: Int) -> Bool {
    guard outside >= 0, outside < text.count else { return true }
    switch border {
    case .none: return true
    case .word: return !ByteClass.isWord(text[outside]) && text[outside] != UInt8(ascii: "_") || !ByteClass.isWord(text[inside])
    case .digits: return !ByteClass.of(text[outside]).contains(.digit) || !ByteClass.of(text[inside]).contains(.digit)
    }
  }

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

  /// A byte with ASCII letters in lower case: a copy of ``ByteClass/folded(_:)`` in this module, for speed.
  private static func folded(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }
}
