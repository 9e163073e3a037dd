/// The kinds of capture.
package enum CaptureKind: String, Sendable {
  case har, events
}

/// One entry of a HAR or one event of a log, as long as its bytes are in memory.
package struct Record: Sendable {
  package enum Content: Sendable {
    case exchange(Exchange)
    /// A JSON value of an event log: its range in the record's bytes.
    case event(Range<Int>)
  }

  /// The 0-based index of the entry, of the element, or of the line in a log that has a line an event.
  package var index: Int
  /// Where the record's value stands in the bytes handed along with it.
  package var range: Range<Int>
  /// The position in the file of the first of the bytes handed along.
  package var origin: Position
  package var content: Content

  package init(index: Int, range: Range<Int>, origin: Position, content: Content) {
    self.index = index
    self.range = range
    self.origin = origin
    self.content = content
  }
}

/// A place in a file.
package struct Position: Equatable, Sendable {
  /// The 0-based byte offset.
  package var offset: Int
  /// The 1-based line.
  package var line: Int
  /// The 1-based column, in bytes.
  package var column: Int

  package init(offset: Int = 0, line: Int = 1, column: Int = 1) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// The position after `count` bytes of `bytes` have been passed, when this is the position of the first of them.
  package func advanced(by count: Int, over bytes: Span<UInt8>) -> Position {
    var next = Position(offset: offset + count, line: line, column: column + count)
    for at in 0..<count where bytes[at] == UInt8(ascii: "\n") {
      next.line += 1
      next.column = count - at
    }
    return next
  }
}

/// Something of a capture that was not examined, and why.
package struct Gap: Equatable, Sendable {
  /// The record it belongs to; nil where the file itself is damaged.
  package var record: Int?
  /// What was not examined: `request.body`, or `file`.
  package var place: String
  /// Why, in a person's words and without a byte of the capture.
  package var reason: String
  /// Where in the file, when it is damaged there.
  package var position: Position?

  package init(record: Int? = nil, place: String, reason: String, position: Position? = nil) {
    self.record = record
    self.place = place
    self.reason = reason
    self.position = position
  }
}
