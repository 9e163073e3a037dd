/// Where something was found, as a number: what comes first in the captures is the least, whoever finds it when.
package struct Sighting: Hashable, Comparable, Sendable {
  /// The number of the capture.
  var capture: Int
  /// How many records of the capture were read before this one.
  var ordinal: Int
  /// How many detections of the record come before this one.
  var number: Int

  package static func < (a: Self, b: Self) -> Bool { (a.capture, a.ordinal, a.number) < (b.capture, b.ordinal, b.number) }
}

/// The record at hand, as findings tell it.
package struct RecordPlace: Sendable {
  /// The number of its capture, and the path.
  package var capture: Int
  package var path: String
  /// How many records of the capture were read before it.
  package var ordinal: Int
  /// When it happened, as it says itself.
  package var time: String?

  package init(capture: Int, path: String, ordinal: Int, time: String? = nil) {
    self.capture = capture
    self.path = path
    self.ordinal = ordinal
    self.time = time
  }
}
