/// Finds copies of known values in a text: all values in one pass, however many there are.
///
/// Of each value the first bytes are in a table. A text is passed with a window of that length, and only where the window is in the
/// table is anything compared. Values that begin alike, as all tokens do, are in order there, so that a few comparisons find the right one.
struct ValueSearch: Sendable {
  struct Match: Sendable {
    var entry: Int
    var range: Range<Int>
  }

  /// What must not stand beside a copy.
  private enum Border {
    case none
    /// A letter or a digit: the value is short, and would be found inside of words.
    case word
    /// A digit: the value is a number or an address.
    case digits
  }

  private struct Value {
    let entry: Int
    let folded: [UInt8]
    let spellings: [[UInt8]]
    let border: Border
  }

  /// The windows that values begin with, `length` bytes long.
  private struct Windows {
    let mask: UInt64
    var values: [UInt64: [Int]] = [:]
    /// A bit for each hash of a window, so that most places of a text need no look into the table.
    var bits: [UInt64] = []
    var shift: UInt64 = 0

    init(length: Int) {
      mask = length == 8 ? .max : 1 << UInt64(length * 8) - 1
    }

    mutating func seal() {
      var power: UInt64 = 16
      while power < 26, 1 << power < values.count * 32 { power += 1 }
      shift = 64 - power
      bits = [UInt64](repeating: 0, count: 1 << Int(power - 6))
      for window in values.keys {
        let hash = Self.hash(window, shift)
        bits[Int(hash >> 6)] |= 1 << (hash & 63)
      }
    }

    func mayHold(_ window: UInt64) -> Bool {
      let hash = Self.hash(window, shift)
      return bits[Int(hash >> 6)] & 1 << (hash & 63) != 0
    }

    private static func hash(_ window: UInt64, _ shift: UInt64) -> UInt64 { (window &* 0x9E37_79B9_7F4A_7C15) >> shift }
  }

  /// Shorter values are found as whole words only.
  static let longEnough = 6
  private static let shortest = 3

  private var values: [Value] = []
  /// For each value the longest other one that it begins with; -1 for none.
  private var shorter: [Int] = []
  /// A bit for each pair of bytes that a value begins with: most pairs of a text are none.
  private var pairs = [UInt64](repeating: 0, count: 1 << 10)
  private var long = Windows(length: longEnough)
  private var short = Windows(length: shortest)

  init(_ entries: [ValueBook.Entry]) {
    for (number, entry) in entries.enumerated() where entry.isSought && Self.isTelling(entry.folded) {
      let isNumber = !entry.folded.contains { ByteClass.isWord($0) && !ByteClass.of($0).contains(.digit) }
      let border: Border = isNumber ? .digits : entry.folded.count < Self.longEnough ? .word : .none
      let window = Self.window(entry.folded.span, at: 0)
      pairs[Int(window & 0xFFFF) >> 6] |= 1 << (window & 63)
      if entry.folded.count >= Self.longEnough {
        long.values[window & long.mask, default: []].append(values.count)
      } else {
        short.values[window & short.mask, default: []].append(values.count)
      }
      values.append(Value(entry: number, folded: entry.folded, spellings: entry.spellings, border: border))
    }
    shorter = [Int](repeating: -1, count: values.count)
    for (window, numbers) in long.values { long.values[window] = ordered(numbers) }
    for (window, numbers) in short.values { short.values[window] = ordered(numbers) }
    long.seal()
    short.seal()
  }

  /// Puts values in the order of their bytes, and notes which begins with which.
  private mutating func ordered(_ numbers: [Int]) -> [Int] {
    let numbers = numbers.sorted { values[$0].folded.lexicographicallyPrecedes(values[$1].folded) }
    var around: [Int] = []
    for number in numbers {
      while let last = around.last, !values[number].folded.starts(with: values[last].folded) { around.removeLast() }
      shorter[number] = around.last ?? -1
      around.append(number)
    }
    return numbers
  }

  /// Whether a copy of a value is more than chance: a few letters, or digits enough.
  static func isTelling(_ value: [UInt8]) -> Bool {
    guard value.count >= shortest, !words.contains(String(decoding: value, as: UTF8.self)) else { return false }
    if value.contains(where: { ByteClass.isWord($0) && !ByteClass.of($0).contains(.digit) }) { return true }
    return value.count { ByteClass.of($0).contains(.digit) } >= (value.contains { ByteClass.of($0).isDisjoint(with: .digit) } ? 4 : 6)
  }

  /// Words of the languages that captures are written in.
  private static let words: Set<String> = ["true", "false", "null", "undefined", "auto", "http", "https"]

  /// The copies in a text in order. At each place the longest counts; matches may overlap.
  func matches(in text: Span<UInt8>) -> [Match] {
    var matches: [Match] = []
    guard !values.isEmpty, text.count >= Self.shortest else { return matches }
    let seeksShort = !short.values.isEmpty
    for at in 0...text.count - Self.shortest {
      let window = Self.window(text, at: at)
      guard pairs[Int(window & 0xFFFF) >> 6] & 1 << (window & 63) != 0 else { continue }
      var best: Value?
      if long.mayHold(window & long.mask) { find(long.values[window & long.mask], text, at, &best) }
      if seeksShort, best == nil, short.mayHold(window & short.mask) { find(short.values[window & short.mask], text, at, &best) }
      if let best { matches.append(Match(entry: best.entry, range: at..<at + best.folded.count)) }
    }
    return matches
  }

  /// Finds the longest of some values, which are in order, that stands at a place.
  private func find(_ candidates: [Int]?, _ text: Span<UInt8>, _ at: Int, _ best: inout Value?) {
    guard let candidates else { return }
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(values[candidates[middle]], text, at) { low = middle + 1 } else { high = middle }
    }
    // Whatever the text begins with, the last value that precedes it begins with too, or is.
    var number = low > 0 ? candidates[low - 1] : -1
    while number >= 0 {
      if stands(values[number], text, at) {
        best = values[number]
        return
      }
      number = shorter[number]
    }
  }

  /// Whether a value comes before what stands at a place, or is what that begins with.
  private func precedes(_ value: Value, _ text: Span<UInt8>, _ start: Int) -> Bool {
    for at in value.folded.indices {
      guard start + at < text.count else { return false }
      let byte = Self.folded(text[start + at])
      if byte != value.folded[at] { return value.folded[at] < byte }
    }
    return true
  }

  private func stands(_ value: Value, _ text: Span<UInt8>, _ start: Int) -> Bool {
    let end = start + value.folded.count
    guard end <= text.count else { return false }
    for at in value.folded.indices where Self.folded(text[start + at]) != value.folded[at] { return false }
    let isSpelled =
      value.spellings.isEmpty || value.spellings.contains { spelling in spelling.indices.allSatisfy { text[start + $0] == spelling[$0] } }
    guard isSpelled else { return false }
    return isBorder(value.border, text, start - 1, start) && isBorder(value.border, text, end, end - 1)
  }

  /// Whether the byte beside a copy does not go on with what the copy ends with.
  private func isBorder(_ border: Border, _ text: Span<UInt8>, _ outside: Int, _ inside: Int) -> Bool {
    guard outside >= 0, outside < text.count else { return true }
    switch border {
    case .none: return true
    case .word: return !ByteClass.isWord(text[outside]) && text[outside] != UInt8(ascii: "_") || !ByteClass.isWord(text[inside])
    case .digits: return !ByteClass.of(text[outside]).contains(.digit) || !ByteClass.of(text[inside]).contains(.digit)
    }
  }

  /// Eight bytes of a text, fewer at its end, in which the case of letters does not show. What else does not show is compared later.
  private static func window(_ text: Span<UInt8>, at start: Int) -> UInt64 {
    if start + 8 <= text.count {
      let raw = unsafe text.bytes
      // Within bounds by the comparison.
      return unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)) | 0x2020_2020_2020_2020
    }
    var window: UInt64 = 0
    for at in (start..<text.count).reversed() { window = window << 8 | UInt64(text[at]) }
    return window | 0x2020_2020_2020_2020
  }

  /// A byte with ASCII letters in lower case.
  static func folded(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }
}
