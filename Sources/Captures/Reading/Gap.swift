package import Vocabulary

/// A part of a capture that was not examined, and why.
package struct Gap: Equatable, Sendable {
  /// The record it belongs to; nil if the file itself is damaged.
  package var record: Int?
  /// What was not examined: `request.body`, or `file`.
  package var place: String
  /// Why, for a person, without a byte of the capture.
  package var reason: String
  /// Where the file is damaged, if it is.
  package var position: Position?

  /// The place of a gap that is the whole capture: it was read, and shows nothing that an app sends.
  package static let capture = "capture"

  package init(record: Int? = nil, place: String, reason: String, position: Position? = nil) {
    self.record = record
    self.place = place
    self.reason = reason
    self.position = position
  }
}
