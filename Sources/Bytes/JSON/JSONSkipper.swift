/// Skips one container or string piece by piece, for values that are not read and that may be larger than memory.
package struct JSONSkipper: Sendable {
  private var depth = 0
  private var inString = false
  private var escaped = false

  package init() {}

  /// Continues in the next piece of the text.
  ///
  /// The first piece begins with the `{`, `[` or `"` of the value.
  /// - Returns: The offset after the value's end; nil if the whole piece is inside the value.
  package mutating func skip(_ piece: Span<UInt8>) -> Int? {
    var at = 0
    while at < piece.count {
      if inString {
        if escaped {
          escaped = false
          at += 1
          continue
        }
        at = JSONCursor.endOfPlain(piece, from: at)
        guard at < piece.count else { return nil }
        if piece[at] == UInt8(ascii: "\\") { escaped = true } else { inString = false }
      } else {
        switch piece[at] {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
      }
      at += 1
      if depth <= 0, !inString { return at }
    }
    return nil
  }
}
