package import Bytes
package import Vocabulary

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
    /// What a HAR says beside its entries, such as its `pages`: the key and the JSON value.
    case remark(key: String, Range<Int>)
    /// A text between the values of a capture, such as a line without JSON.
    case text(Range<Int>)
  }

  /// The 0-based index of the entry, of the element, or of the line in a log that has a line an event.
  ///
  /// Values that go over several lines are numbered in order; a ``member`` has the index of the event after it.
  package var index: Int
  /// Where the record's value stands in the bytes handed along with it.
  ///
  /// It is all of them, but for a log line, which is handed whole, with what stands before and after its value, and for
  /// a ``member``, whose key is in them as well.
  package var range: Range<Int>
  /// The position in the file of the first of the bytes handed along.
  package var origin: Position
  package var content: Content
  /// The key of the value in the object around a list of events; nil for a record that stands by itself.
  ///
  /// What a batch document says besides its events is handed on member by member, so that the document need not be in
  /// memory whole. These values belong to all its events, and do not count as records.
  package var member: JSONString?

  /// Whether it is an entry or an event, and not something beside these.
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
