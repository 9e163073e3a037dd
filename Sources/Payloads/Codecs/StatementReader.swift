import Bytes

/// Reads names and values from the SQL statements that list them apart: `INSERT INTO people (id, name) VALUES (4, 'Jane')`.
struct StatementReader {
  private let text: [UInt8]
  private var at: Int

  /// The place after `INSERT INTO` or `REPLACE INTO`; nil if a text contains neither.
  static func start(in text: Span<UInt8>) -> Int? {
    guard text.count >= 24 else { return nil }
    for at in 7..<text.count - 8 where text[at] | 0x20 == UInt8(ascii: "i") && text[at - 1] == UInt8(ascii: " ") {
      if isWord("into ", at, text), isWord("insert", at - 7, text) || at >= 8 && isWord("replace", at - 8, text) { return at + 5 }
    }
    return nil
  }

  private static func isWord(_ word: StaticString, _ at: Int, _ text: Span<UInt8>) -> Bool {
    at >= 0 && at + word.utf8CodeUnitCount <= text.count
      && zip(at..<at + word.utf8CodeUnitCount, "\(word)".utf8).allSatisfy { text[$0] == $1 || text[$0] | 0x20 == $1 }
  }

  /// Returns nil if the text inserts nothing.
  init?(_ text: Span<UInt8>) {
    guard let start = Self.start(in: text) else { return nil }
    self.text = [UInt8](copying: text)
    at = start
  }

  /// The names of the columns; empty if the statement does not list them.
  mutating func columns() -> [Range<Int>] {
    let open = text[at...].prefix(80).firstIndex(of: UInt8(ascii: "("))
    guard let open else { return [] }
    at = open
    let columns = list()
    return columns.allSatisfy { 1...NamedValue.longestName ~= $0.count } ? columns : []
  }

  /// The values of all rows, named by their columns.
  mutating func values() -> [NamedValue] {
    let columns = columns()
    guard !columns.isEmpty else { return [] }
    var values: [NamedValue] = []
    while let open = text[at...].prefix(24).firstIndex(of: UInt8(ascii: "(")), values.count < NamedValue.maximumCount {
      at = open
      let row = list()
      guard row.count == columns.count else { break }
      for (name, value) in zip(columns, row) where 1...NamedValue.longestValue ~= value.count {
        values.append(NamedValue(name: name, value: value))
      }
    }
    return values
  }

  /// The items in the brackets at the position, without quotes. Moves the position past them.
  private mutating func list() -> [Range<Int>] {
    var items: [Range<Int>] = []
    at += 1
    var start = at
    var depth = 0
    var quote: UInt8?
    while at < text.count, items.count < NamedValue.maximumCount {
      let byte = text[at]
      if let open = quote {
        if byte == open, at + 1 < text.count, text[at + 1] == open { at += 1 } else if byte == open { quote = nil }
      } else if Self.quotes.contains(byte) {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if depth == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") {
        items.append(item(start..<at))
        start = at + 1
        if byte == UInt8(ascii: ")") { break }
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
      }
      at += 1
    }
    at = min(at + 1, text.count)
    return items
  }

  private static let quotes: [UInt8] = Array("'\"`".utf8)

  private func item(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, ByteClass.isSpace(text[low]) { low += 1 }
    while high > low, ByteClass.isSpace(text[high - 1]) { high -= 1 }
    // `N'…'` and `E'…'` are strings too.
    if high - low > 2, text[low + 1] == UInt8(ascii: "'"), ByteClass.isLetter(text[low]) { low += 1 }
    if high - low >= 2, Self.quotes.contains(text[low]) || text[low] == UInt8(ascii: "["), text[high - 1] != text[low] || high - low > 1 {
      (low, high) = (low + 1, high - 1)
    }
    return low..<high
  }
}
