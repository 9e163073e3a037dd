import Bytes

/// Reads the attributes of events in New Relic's text format (`bel.7;…`): `;5,'name,'value`. A quote begins a text, and a backslash escapes
/// a character that would end it (newrelic-browser-agent, `bel-serializer`).
struct BelReader {
  private let text: [UInt8]

  /// Nil for another format.
  init?(_ text: Span<UInt8>) {
    guard Self.begins(text) else { return nil }
    self.text = [UInt8](copying: text)
  }

  /// Whether a text begins like the format.
  static func begins(_ text: Span<UInt8>) -> Bool {
    text.count > 8 && text[0] == UInt8(ascii: "b") && text[1] == UInt8(ascii: "e") && text[2] == UInt8(ascii: "l")
      && text[3] == UInt8(ascii: ".")
  }

  func values() -> [NamedValue] {
    var values: [NamedValue] = []
    var at = 0
    while at + 4 < text.count, values.count < NamedValue.maximumCount {
      guard text[at] == UInt8(ascii: ";"), text[at + 1] == UInt8(ascii: "5"), text[at + 2] == comma, text[at + 3] == quote else {
        at += 1
        continue
      }
      let name = at + 4..<end(from: at + 4)
      at = name.upperBound
      guard at + 1 < text.count, text[at] == comma, text[at + 1] == quote else { continue }
      let value = at + 2..<end(from: at + 2)
      at = value.upperBound
      if 1...NamedValue.longestName ~= name.count, 1...NamedValue.longestValue ~= value.count {
        values.append(NamedValue(name: name, value: value))
      }
    }
    return values
  }

  private let comma = UInt8(ascii: ",")
  private let quote = UInt8(ascii: "'")

  /// The end of a text: the next comma or semicolon that is not escaped.
  private func end(from start: Int) -> Int {
    var at = start
    while at < text.count, text[at] != comma, text[at] != UInt8(ascii: ";") { at += text[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return min(at, text.count)
  }
}
