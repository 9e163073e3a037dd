import Vocabulary

/// Whether the names of events are made while the app runs: there are more of them at one destination than anybody chooses.
package enum VaryingNames {
  /// Apps have some dozens of events.
  package static let maximumChosen = 200

  /// The events of a record whose names somebody should have chosen. The name of a page or of an error is another matter.
  package static func events(in found: Detections) -> [Int] {
    found.events.indices.filter { found.events[$0].type == .track && found.events[$0].name != nil }
  }
}
