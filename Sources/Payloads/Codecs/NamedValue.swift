import Bytes

/// A value that a text names, by the ranges of both: `full_name=Jane`, `"full_name": "Jane"`, `<full_name>Jane</full_name>`.
struct NamedValue: Equatable {
  var name: Range<Int>
  var value: Range<Int>
  /// The meaning of the value if the name is part of a format and not a word.
  var meaning: String?

  /// The maximum number of values in one text.
  static let maximumCount = 64
  /// The maximum length of a name and of a value, in bytes.
  static let longestName = 48
  static let longestValue = 512

  /// Whether a text may name a value.
  static func mayBe(in text: Span<UInt8>) -> Bool {
    guard text.count >= 8 else { return false }
    var (hasColon, hasGap, hasBracket) = (false, false, false)
    for at in text.indices {
      switch text[at] {
      case UInt8(ascii: "="), UInt8(ascii: "<"): return true
      case UInt8(ascii: "-"): if at + 2 < text.count, FlagReader.begins(text, at) { return true }
      case UInt8(ascii: "("): hasBracket = true
      case UInt8(ascii: ":"): hasColon = true
      case UInt8(ascii: " "), UInt8(ascii: "{"), UInt8(ascii: "\n"): hasGap = true
      default: break
      }
    }
    if hasColon && hasGap || hasBracket && StatementReader.start(in: text) != nil { return true }
    return TableReader.mayBe(text) || BelReader.begins(text)
  }

  /// The named values in a text, in order.
  static func all(in text: Span<UInt8>) -> [NamedValue] {
    if let lines = ContentLines(text)?.values() ?? BelReader(text)?.values() { return lines }
    if let table = TableReader(text)?.values() { return table }
    var flags = FlagReader(text)
    let options = text[0] == UInt8(ascii: "<") ? [] : flags.values()
    for at in 0..<max(0, text.count - 1) where options.isEmpty && text[at] == UInt8(ascii: "<") && MarkupReader.opens(text[at + 1]) {
      var reader = MarkupReader(text, from: at)
      return reader.values()
    }
    if var statement = StatementReader(text) {
      let values = statement.values()
      if !values.isEmpty { return values }
    }
    var reader = AssignmentReader(text)
    return options + reader.values()
  }
}
