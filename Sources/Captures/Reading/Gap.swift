package import Vocabulary

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

  /// The place of a gap that is the capture as a whole: it was read, and says nothing of what an app sends.
  package static let capture = "capture"

  package init(record: Int? = nil, place: String, reason: String, position: Position? = nil) {
    self.record = record
    self.place = place
    self.reason = reason
    self.position = position
  }
}
