import Bytes

/// Reads the options of a command line: `--name=Jane`, `--name "Jane Doe"`, `--name jane`.
struct FlagReader {
  private let text: [UInt8]
  private var at = 0

  init(_ text: Span<UInt8>) { self.text = [UInt8](copying: text) }

  /// Whether an option with a long name begins at a place.
  static func begins(_ text: Span<UInt8>, _ at: Int) -> Bool {
    text[at] == UInt8(ascii: "-") && text[at + 1] == UInt8(ascii: "-") && ByteClass.isLetter(text[at + 2])
      && (at == 0 || ByteClass.isSpace(text[at - 1]))
  }

  /// The values of the options; empty if the text has none.
  mutating func values() -> [NamedValue] {
    var values: [NamedValue] = []
    while at + 2 < text.count, values.count < NamedValue.maximumCount {
      guard Self.begins(text.span, at) else {
        at += 1
        continue
      }
      // A whole argument holds a value with blanks and no quotes.
      let isAlone = at == 0
      at += 2
      let start = at
      while at < text.count, ByteClass.isWord(text[at]) || "-_.".utf8.contains(text[at]) { at += 1 }
      let name = start..<at
      guard at < text.count, name.count <= NamedValue.longestName else { continue }
      let isAssigned = text[at] == UInt8(ascii: "=")
      guard isAssigned || text[at] == UInt8(ascii: " ") else { continue }
      at += 1
      if let value = value(toEnd: isAlone && isAssigned), 1...NamedValue.longestValue ~= value.count {
        values.append(NamedValue(name: name, value: value))
      }
    }
    return values
  }

  /// The value at the position; nil if the next option follows. Moves the position past it.
  private mutating func value(toEnd: Bool) -> Range<Int>? {
    let start = at
    guard start < text.count, text[start] != UInt8(ascii: "-") else { return nil }
    let quote = text[start]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = text[(start + 1)...].firstIndex(of: quote) else { return nil }
      at = end + 1
      return start + 1..<end
    }
    while at < text.count, !ByteClass.isSpace(text[at]) || toEnd && !isBeforeOption(at) { at += 1 }
    return start..<at
  }

  private func isBeforeOption(_ at: Int) -> Bool { at + 3 < text.count && Self.begins(text.span, at + 1) }
}
