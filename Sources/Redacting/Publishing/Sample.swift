package import Auditing
import Detecting
import Knowledge

/// One payload as it was sent, redacted and fully decoded, for people to read.
package struct Sample: Sendable {
  /// The destination's ID, as in reports.
  package var destination: String
  package var kind: Inventory.Event.Kind
  package var name: String?
  /// Method and URL of the request; nil for an event of a log.
  package var request: String?
  /// The payload as JSON.
  package var json: String
  /// The name of its file.
  package var file = ""
  /// Who received it.
  var recordDestination: RecordDestination
  /// The number of nodes: the largest sample is shown.
  var nodes: Int

  /// A short name.
  package var title: String { kind.title(of: name) }
}
