/// The position of an occurrence, ordered as in the captures, independent of which worker finds it when.
package struct Sighting: Hashable, Comparable, Sendable {
  /// The number of the capture.
  var capture: Int
  /// How many records of the capture precede this one.
  var ordinal: Int
  /// How many detections of the record precede this one.
  var number: Int

  package static func < (a: Self, b: Self) -> Bool { (a.capture, a.ordinal, a.number) < (b.capture, b.ordinal, b.number) }
}

/// The current record, for findings.
package struct RecordPlace: Sendable {
  /// The number of its capture, and the path.
  package var capture: Int
  package var path: String
  /// How many records of the capture precede it.
  package var ordinal: Int
  /// Its time, according to the record.
  package var time: String?

  package init(capture: Int, path: String, ordinal: Int, time: String? = nil) {
    self.capture = capture
    self.path = path
    self.ordinal = ordinal
    self.time = time
  }
}
