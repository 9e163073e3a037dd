package import Knowledge
package import Payloads

/// A change that somebody considers making to what an app sends; the scan carries it along and asks nothing of it.
///
/// It is one step of a remedy; where the step names what it drops, one of the names.
package struct Change: Hashable, Sendable, Comparable {
  /// The remedy's id.
  package var remedy: String
  /// The number of the step.
  package var step: Int
  /// What is dropped where the step names it: the members on the way there, with `*` for each element of a list or of an object whose
  /// members are called by identifiers.
  package var path: [String]

  package init(remedy: String, step: Int, path: [String] = []) {
    self.remedy = remedy
    self.step = step
    self.path = path
  }

  /// Whether this change takes away all that `other` does.
  package func covers(_ other: Change) -> Bool {
    remedy == other.remedy && step == other.step
      && (path == other.path || !path.isEmpty && path.count < other.path.count && zip(path, other.path).allSatisfy(==))
  }

  package static func < (a: Change, b: Change) -> Bool {
    (a.remedy, a.step) != (b.remedy, b.step) ? (a.remedy, a.step) < (b.remedy, b.step) : a.path.lexicographicallyPrecedes(b.path)
  }
}

/// Stands between unwrapping and scanning, and tells the scan what changes would make of the payload at hand.
package protocol PayloadEditor: AnyObject {
  /// Whether payloads are scanned as they would be after the changes; else each detection is told which change would take it away.
  var makesChanges: Bool { get }

  /// Looks at a payload; `eventOfNode` tells which of the events a node belongs to.
  func begin(
    _ payload: borrowing Payload, _ recordDestination: RecordDestination, _ events: [Event], _ eventOfNode: [Int], record: Span<UInt8>)

  /// What becomes of a field; nil where it stays as it is.
  func edit(of field: Payload.Field, in payload: borrowing Payload) -> FieldEdit?

  /// The values that changes fill in by themselves in an event, which `number` tells, by the number of their path.
  func supplied(to number: Int, _ event: Event, of payload: borrowing Payload, _ recordDestination: RecordDestination) -> [SuppliedValue]
}

/// What a change makes of a field.
package struct FieldEdit {
  package var change: Change
  /// The field as it is then; nil where it is not sent.
  package var field: Payload.Field?

  package init(change: Change, field: Payload.Field?) {
    self.change = change
    self.field = field
  }
}

/// A value that a change fills in.
package struct SuppliedValue {
  package var path: Int
  package var value: [UInt8]
  package var change: Change

  package init(path: Int, value: [UInt8], change: Change) {
    self.path = path
    self.value = value
    self.change = change
  }
}

/// Makes the editor of an audit, which knows its destinations and its paths.
package protocol PayloadEditing: Sendable {
  func editor(_ destinations: DestinationBook, _ paths: PathTable) -> any PayloadEditor
}
