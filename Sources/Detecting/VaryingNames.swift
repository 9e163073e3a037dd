import Vocabulary

/// Recognises event names that are made at run time: one destination has more of them than anybody would choose.
package enum VaryingNames {
  /// Apps have a few dozen events.
  package static let maximumChosen = 200

  /// The events of a record whose names should be fixed. Names of pages and of errors may vary.
  package static func events(in found: Detections) -> [Int] {
    found.events.indices.filter { found.events[$0].type == .track && found.events[$0].name != nil }
  }
}
