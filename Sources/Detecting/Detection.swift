package import Knowledge
package import Known
package import Vocabulary

/// What a rule found in a payload, by its place there.
package struct Detection: Sendable {
  /// The number of the rule in the book.
  package var rule: Int
  /// The number of the field; nil for an event or an exchange as a whole.
  package var field: Int?
  /// The value in the bytes of the field's layer.
  package var range: Range<Int>
  /// The number of the event it belongs to.
  package var event: Int
  /// The canonical field it is or stands in.
  package var canonical: String?
  /// The change that would take it away, where one was looked for and found.
  package var change: Change?
  /// What makes it worth less than the rule says.
  package var mitigation: Mitigation?
  /// What it is and where that is known from, for what the app's own traffic tells.
  package var source: Source?
  /// What was expected, of something that a plan or the spec does not allow; it holds no value of the capture.
  package var detail: String?

  package init(rule: Int, field: Int?, range: Range<Int>, event: Int, canonical: String?, mitigation: Mitigation? = nil) {
    self.rule = rule
    self.field = field
    self.range = range
    self.event = event
    self.canonical = canonical
    self.mitigation = mitigation
  }
}

/// One event of a payload; number 0 is whatever stands outside of all events.
package struct Event: Sendable {
  package var node: Int
  package var parent: Int
  package var type: EventType?
  package var name: String?
  /// The number of the field that the name was read from.
  package var nameField: Int?
  /// The canonical fields that event rules ask for and that it holds, as bits.
  var facts: UInt64 = 0
}

/// What was detected in one record.
package struct Detections: Sendable {
  package var recordDestination: RecordDestination
  package var events: [Event]
  /// The number of the event that each node of the payload belongs to.
  package var eventOfNode: [Int] = []
  package var detections: [Detection]
  /// When the first event of the record happened, as it says.
  package var time: String?
  /// The rule about names of events that are made while the app runs, where it holds.
  package var namesRule: Int?
  /// Whether a destination that needs consent was told something of the visit; and the rule about what comes before any signal, where nothing
  /// was signalled yet.
  package var isContact = false
  package var earlyRule: Int?
}
