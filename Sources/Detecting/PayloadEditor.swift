package import Knowledge
package import Payloads

/// A change that the app's developers could make to what it sends. The scan only passes it on.
///
/// It is one step of a remedy; if the step drops fields by name, it is one of those names.
package struct Change: Hashable, Sendable, Comparable {
  /// The remedy's id.
  package var remedy: String
  /// The number of the step.
  package var step: Int
  /// The path that the step drops by name: the members on the way to it, with `*` for each element of a list or for each member of an
  /// object whose keys are identifiers.
  package var path: [String]

  package init(remedy: String, step: Int, path: [String] = []) {
    self.remedy = remedy
    self.step = step
    self.path = path
  }

  /// Whether this change removes everything that `other` removes.
  package func covers(_ other: Change) -> Bool {
    remedy == other.remedy && step == other.step
      && (path == other.path || !path.isEmpty && path.count < other.path.count && zip(path, other.path).allSatisfy(==))
  }

  package static func < (a: Change, b: Change) -> Bool {
    (a.remedy, a.step) != (b.remedy, b.step) ? (a.remedy, a.step) < (b.remedy, b.step) : a.path.lexicographicallyPrecedes(b.path)
  }
}

/// Stands between unwrapping and scanning, and tells the scan what changes would do to the current payload.
package protocol PayloadEditor: AnyObject {
  /// Whether payloads are scanned as they would be after the changes. Otherwise each detection records the change that would remove it.
  var makesChanges: Bool { get }

  /// Prepares for a payload; `eventOfNode` gives the event that each node belongs to.
  func begin(
    _ payload: borrowing Payload, _ recordDestination: RecordDestination, _ events: [Event], _ eventOfNode: [Int], record: Span<UInt8>)

  /// What the changes do to a field; nil if they leave it as it is.
  func edit(of field: Payload.Field, in payload: borrowing Payload) -> FieldEdit?

  /// The values that changes add to event `number`, with the numbers of their paths.
  func supplied(to number: Int, _ event: Event, of payload: borrowing Payload, _ recordDestination: RecordDestination) -> [SuppliedValue]
}

/// The effect of a change on a field.
package struct FieldEdit {
  package var change: Change
  /// The field after the change; nil if it is no longer sent.
  package var field: Payload.Field?

  package init(change: Change, field: Payload.Field?) {
    self.change = change
    self.field = field
  }
}

/// A value that a change adds.
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

/// Makes the editor of an audit, which has its own destinations and paths.
package protocol PayloadEditing: Sendable {
  func editor(_ destinations: DestinationBook, _ paths: PathTable) -> any PayloadEditor
}
