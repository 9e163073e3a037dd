import Auditing
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Which step of one destination's remedies changes a path, computed once for each path.
final class StepTable {
  /// A step that changes a path.
  struct Match {
    var effect: Remedy.Effect
    var change: Change
    /// The only values that it changes; empty for all.
    var only: Set<String>
    /// The path of the object in which code drops what the change names; nil for a step that names nothing.
    var object: Int?
  }

  let remedies: [Remedy]
  private let destination: Destination?
  private let type: EventType?
  private let changes: Set<Change>?
  private let paths: PathTable
  private var matches: [Match?] = []
  private var numbers = PathNumbers()

  /// `changes` are the only ones that are applied; nil for a trial of all.
  init(_ remedies: [Remedy], _ destination: Destination?, _ type: EventType?, changes: Set<Change>?, _ paths: PathTable) {
    self.remedies = remedies
    self.destination = destination
    self.type = type
    self.changes = changes
    self.paths = paths
  }

  /// The step that changes what is at a path, with everything below it.
  ///
  /// In a trial, a step that names what it drops applies to values, not to objects or lists.
  func match(of path: Int) -> Match? {
    if let known = numbers.known(path, in: paths) { return matches[known] }
    let match = work(out: path)
    numbers.keep(match, of: path, in: &matches)
    return match
  }

  private func work(out path: Int) -> Match? {
    guard path != PathTable.root else { return nil }
    let keys = paths.keys(of: path)[...]
    var best: (match: Match, specificity: Int)?
    for remedy in remedies {
      for (number, step) in remedy.steps.enumerated() {
        for place in step.places where place.type == nil || place.type == type {
          guard let (change, object) = change(at: path, keys, place, step, number, remedy) else { continue }
          // If two steps apply, the one that drops the value wins.
          let specificity = place.specificity + (changes != nil && step.effect == .drop ? 1_000 : 0)
          if specificity > best?.specificity ?? -1 {
            best = (Match(effect: step.effect, change: change, only: step.only, object: object), specificity)
          }
        }
      }
    }
    return best?.match
  }

  /// The change that a step makes at a path; nil if it makes none, or is not to be applied.
  private func change(
    at path: Int, _ keys: ArraySlice<PathTable.Key>, _ place: WirePattern, _ step: Remedy.Step, _ number: Int, _ remedy: Remedy
  ) -> (Change, object: Int?)? {
    let change = Change(remedy: remedy.id, step: number)
    guard step.isNamed else {
      return self.place(place.parts[...], place, keys) && changes?.contains(change) ?? true ? (change, nil) : nil
    }
    guard let (members, object) = members(to: path, place), !isPassed(keys, remedy) else { return nil }
    guard let changes else {
      let path = DropPath.path(members, keeping: step.kept)
      return path.isEmpty ? nil : (Change(remedy: remedy.id, step: number, path: path), object)
    }
    return changes.first { $0.remedy == remedy.id && $0.step == number && DropPath.matches($0.path, members) }.map { ($0, object) }
  }

  /// The object before the `*` of a place, and the members from there to a path; nil if the path does not begin with the place.
  private func members(to path: Int, _ place: WirePattern) -> (members: [String], object: Int)? {
    var members: [String] = []
    var at = path
    while at != PathTable.root {
      members.insert(paths.entries[at].key, at: 0)
      at = paths.entries[at].parent
      if self.place(place.parts.dropLast(), place, paths.keys(of: at)[...]) { return (members, at) }
    }
    return nil
  }

  /// Whether `keys` are exactly the parts of a place, counted from the root or from an event.
  private func place(_ parts: ArraySlice<WirePattern.Part>, _ place: WirePattern, _ keys: ArraySlice<PathTable.Key>) -> Bool {
    starts(of: place, keys).contains { $0.count == parts.count && WirePattern.begin(parts, with: $0) }
  }

  /// Whether another step of the remedy has a place further inside, so that dropping the whole would be too much.
  private func isPassed(_ keys: ArraySlice<PathTable.Key>, _ remedy: Remedy) -> Bool {
    remedy.steps.contains { step in
      step.places.contains { place in
        starts(of: place, keys).contains { $0.count < place.parts.count && WirePattern.begin(place.parts[...], with: $0) }
      }
    }
  }

  /// The keys that a place is compared with: all, or those after each position of an event.
  private func starts(of place: WirePattern, _ keys: ArraySlice<PathTable.Key>) -> [ArraySlice<PathTable.Key>] {
    if place.isAbsolute { return [keys] }
    return (destination?.events ?? []).compactMap { event in
      let length = event.parts.count
      return length < keys.count && event.isPlace(keys.prefix(length)) || length == keys.count && event.isPlace(keys)
        ? keys.dropFirst(length) : nil
    }
  }
}

extension WirePattern {
  /// Whether the first of the parts are these keys.
  static func begin(_ parts: ArraySlice<Part>, with keys: ArraySlice<PathTable.Key>) -> Bool {
    parts.count >= keys.count
      && zip(parts, keys).allSatisfy { part, key in
        switch part {
        case .key(let text, let name): key.text == text || name.utf8.count > 2 && key.name == name
        case .any, .anyNumber: true
        }
      }
  }
}
