package import Auditing
import Detecting
import Knowledge

/// One payload as it was sent, redacted, with every encoding undone, for people to read.
package struct Sample: Sendable {
  /// The destination's id, as reports have it.
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
  /// How much it shows, of which the most is wanted.
  var nodes: Int

  /// What it is called where there is room for one word.
  package var title: String { kind.title(of: name) }
}
