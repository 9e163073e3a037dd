package import Vocabulary

extension Position {
  /// The position after `count` bytes of `bytes`, if this is the position of the first of them.
  package func advanced(by count: Int, over bytes: Span<UInt8>) -> Position {
    let lines = bytes.countLines(in: 0..<count)
    guard lines > 0, let last = bytes.last(UInt8(ascii: "\n"), in: 0..<count) else {
      return Position(offset: offset + count, line: line, column: column + count)
    }
    return Position(offset: offset + count, line: line + lines, column: count - last)
  }
}
