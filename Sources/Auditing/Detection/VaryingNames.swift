import Knowledge
import Vocabulary

/// Notices that the names of events are made while the app runs: there are more of them at one destination than anybody chooses.
struct VaryingNames {
  /// Apps have some dozens of events.
  static let maximumChosen = 200

  private var names: [Int: Set<String>] = [:]

  /// The events of a record with a name beyond those that may have been chosen.
  mutating func events(in found: Detections) -> [Int] {
    guard let destination = found.recordDestination.destination else { return [] }
    return found.events.indices.filter { index in
      let event = found.events[index]
      // The name of a page or of an error is another matter.
      guard event.type == .track, let name = event.name, !names[destination, default: []].contains(name) else { return false }
      guard names[destination, default: []].count < Self.maximumChosen else { return true }
      names[destination, default: []].insert(name)
      return false
    }
  }
}
