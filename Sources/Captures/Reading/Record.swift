package import Bytes
package import Vocabulary

/// The kinds of capture.
package enum CaptureKind: String, Sendable {
  case har, events
}

/// One entry of a HAR or one event of a log, while its bytes are in memory.
package struct Record: Sendable {
  package enum Content: Sendable {
    case exchange(Exchange)
    /// A JSON value of an event log: its range in the record's bytes.
    case event(Range<Int>)
    /// A member of a HAR other than its entries, such as `pages`: the key and the JSON value.
    case remark(key: String, Range<Int>)
    /// A text between the values of a capture, such as a line without JSON.
    case text(Range<Int>)
  }

  /// The 0-based index of the entry, of the element, or of the line in a log with one event per line.
  ///
  /// Values over several lines are numbered in order; a ``member`` has the index of the event after it.
  package var index: Int
  /// The range of the record's value in the bytes delivered with it.
  ///
  /// It is all of them, except for a log line, which is delivered with the text around its value, and for a ``member``, which is
  /// delivered with its key.
  package var range: Range<Int>
  /// The position in the file of the first of the delivered bytes.
  package var origin: Position
  package var content: Content
  /// The key of the value in the object around a list of events; nil for a record of its own.
  ///
  /// The other members of a batch document are delivered one by one, so that the document need not be in memory. They belong to all
  /// its events, and do not count as records.
  package var member: JSONString?

  /// Whether it is an entry or an event, and not text around these.
  package var isPayload: Bool {
    switch content {
    case .exchange: true
    case .event: member == nil
    case .remark, .text: false
    }
  }

  package init(index: Int, range: Range<Int>, origin: Position, content: Content, member: JSONString? = nil) {
    self.index = index
    self.range = range
    self.origin = origin
    self.content = content
    self.member = member
  }
}
