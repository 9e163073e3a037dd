package import Knowledge
package import Known
package import Vocabulary

/// A match of a rule in a payload, by its place.
package struct Detection: Sendable {
  /// The number of the rule in the book.
  package var rule: Int
  /// The field; nil for an event or an exchange as a whole.
  package var field: Int?
  /// The range of the value in the field's layer.
  package var range: Range<Int>
  /// The event it belongs to.
  package var event: Int
  /// The canonical field that it is or is part of.
  package var canonical: String?
  /// The change that would remove it, if one was looked for and found.
  package var change: Change?
  /// What makes it less severe than the rule says.
  package var mitigation: Mitigation?
  /// What it is and where that is known from, if the app's own traffic revealed it.
  package var source: Source?
  /// What a plan or the spec expects instead. It contains no value of the capture.
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

/// An event of a payload. Event 0 is everything outside of events.
package struct Event: Sendable {
  package var node: Int
  package var parent: Int
  package var type: EventType?
  package var name: String?
  /// The field that the name was read from.
  package var nameField: Int?
  /// The facts that hold for it, as bits: canonical fields that event rules ask for.
  var facts: UInt64 = 0
}

/// All detections in a record.
package struct Detections: Sendable {
  package var recordDestination: RecordDestination
  package var events: [Event]
  /// The event that each node of the payload belongs to.
  package var eventOfNode: [Int] = []
  package var detections: [Detection]
  /// The time of the record's first event, as the event states it.
  package var time: String?
  /// The rule about event names that are made at run time, where it applies.
  package var namesRule: Int?
  /// Whether a destination that needs consent received data about the visit; and the rule about data before any signal, if there was none
  /// yet.
  package var isContact = false
  package var earlyRule: Int?
}
