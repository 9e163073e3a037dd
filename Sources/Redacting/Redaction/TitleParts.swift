import Bytes
import Knowledge

/// The content of a page's title: apps append their own name, and sometimes prepend a key.
enum TitleParts {
  /// The part of a title before its last separator, and that part without a key in brackets; empty if it is not a title or has only
  /// one part.
  static func content(of value: Span<UInt8>, kind: PlaceholderKind) -> [Range<Int>] {
    guard kind == .title, value.count < 1_024 else { return [] }
    var end: Int?
    var at = 1
    while at + 1 < value.count {
      if let length = separator(value, at: at) {
        end = at
        at += length
      } else {
        at += 1
      }
    }
    guard let end, isDistinctive(value.extracting(0..<end)) else { return [] }
    guard value[0] == UInt8(ascii: "["), let close = value.first(UInt8(ascii: "]"), in: 0..<end) else { return [0..<end] }
    var start = close + 1
    while start < end, value[start] == 0x20 { start += 1 }
    return isDistinctive(value.extracting(start..<end)) ? [0..<end, start..<end] : [0..<end]
  }

  /// The length of a separator: a space, a dash or the like, and a space.
  private static func separator(_ text: Span<UInt8>, at start: Int) -> Int? {
    guard text[start] == 0x20 else { return nil }
    for mark in marks where start + mark.count + 1 < text.count {
      let isMark = mark.indices.allSatisfy { text[start + 1 + $0] == mark[$0] }
      if isMark, text[start + 1 + mark.count] == 0x20 { return mark.count + 2 }
    }
    return nil
  }

  private static let marks = ["-", "–", "—", "|", "·", "•", "»", "›"].map { Array($0.utf8) }

  /// Whether a part is more than a word.
  private static func isDistinctive(_ text: Span<UInt8>) -> Bool {
    text.count >= 8 && text.first(0x20, in: 0..<text.count) != nil
  }
}
