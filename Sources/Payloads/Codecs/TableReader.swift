import Bytes

/// Reads a table whose values are separated by commas, semicolons, tabs or bars (RFC 4180) and whose first line names the columns.
struct TableReader {
  private let text: [UInt8]
  private let separator: UInt8
  private let header: [Range<Int>]
  private let start: Int

  /// Whether a text begins with a line of several names.
  static func mayBe(_ text: Span<UInt8>) -> Bool {
    var (commas, others, hasBlank) = (0, 0, false)
    for at in text.indices.prefix(1_024) {
      switch text[at] {
      // A sentence has blanks and commas, too.
      case UInt8(ascii: "\n"):
        return commas + others > 0 && at + 1 < text.count && (!hasBlank || others > 0 || commas > 2 || text[0] == UInt8(ascii: "\""))
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"): others += 1
      case UInt8(ascii: " "): hasBlank = true
      default:
        if !ByteClass.of(text[at]).contains(.name), text[at] < 0x80, text[at] != 0x0D, text[at] != UInt8(ascii: "\"") { return false }
      }
    }
    return false
  }

  /// Returns nil if the text is not a table: its first lines must have the same number of columns.
  init?(_ text: Span<UInt8>) {
    guard Self.mayBe(text) else { return nil }
    self.text = [UInt8](copying: text)
    let first = self.text.prefix { $0 != UInt8(ascii: "\n") }
    guard let separator = Array(",;\t|".utf8).first(where: first.contains) else { return nil }
    self.separator = separator
    var at = 0
    header = Self.row(self.text, &at, separator)
    start = at
    guard header.count > 1,
      header.allSatisfy({ cell in
        1...NamedValue.longestName ~= cell.count && cell.count { self.text[$0] == UInt8(ascii: " ") } <= 3
      })
    else { return nil }
    for _ in 0..<3 where at < self.text.count {
      guard Self.row(self.text, &at, separator).count == header.count else { return nil }
    }
  }

  func values() -> [NamedValue] {
    var values: [NamedValue] = []
    var at = start
    while at < text.count, values.count < NamedValue.maximumCount {
      for (name, value) in zip(header, Self.row(text, &at, separator)) where 1...NamedValue.longestValue ~= value.count {
        values.append(NamedValue(name: name, value: value))
      }
    }
    return values
  }

  /// The cells of the row at a position, without their quotes. Moves the position past the row.
  private static func row(_ text: [UInt8], _ at: inout Int, _ separator: UInt8) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = at
    var isQuoted = false
    while at <= text.count {
      let byte = at < text.count ? text[at] : UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\""), at < text.count { isQuoted.toggle() }
      if !isQuoted || at == text.count, byte == separator || byte == UInt8(ascii: "\n") {
        cells.append(cell(start..<at, text))
        start = at + 1
        if byte == UInt8(ascii: "\n") { break }
      }
      at += 1
    }
    at = min(at + 1, text.count)
    return cells
  }

  private static func cell(_ range: Range<Int>, _ text: [UInt8]) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    if high > low, text[high - 1] == 0x0D { high -= 1 }
    if high - low >= 2, text[low] == UInt8(ascii: "\""), text[high - 1] == UInt8(ascii: "\"") { (low, high) = (low + 1, high - 1) }
    return low..<high
  }
}
