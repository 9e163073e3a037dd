/// Which step of the remedies of one destination changes a path, worked out once and looked up from then on.
final class StepTable {
  /// A step that works at a path.
  struct Match {
    var effect: Remedy.Effect
    var change: Change
  }

  private enum Entry {
    case unchanged
    case changed(Match)
  }

  let remedies: [Remedy]
  private let destination: Destination?
  private let type: EventType?
  private let changes: Set<Change>?
  private let paths: PathTable
  private var entries = PathCache<Entry>()

  /// `changes` are the only ones that are made; nil for a trial of all.
  init(_ remedies: [Remedy], _ destination: Destination?, _ type: EventType?, changes: Set<Change>?, _ paths: PathTable) {
    self.remedies = remedies
    self.destination = destination
    self.type = type
    self.changes = changes
    self.paths = paths
  }

  /// The step that changes what stands at a path; what is below it goes along.
  func match(of path: Int) -> Match? {
    if let known = entries.known(path, in: paths) {
      if case .changed(let match) = known { return match }
      return nil
    }
    let match = work(out: path)
    entries.keep(match.map(Entry.changed) ?? .unchanged, of: path)
    return match
  }

  private func work(out path: Int) -> Match? {
    guard path != PathTable.root else { return nil }
    let keys = paths.keys(of: path)[...]
    let above = paths.keys(of: paths.entries[path].parent)[...]
    var best: (match: Match, specificity: Int)?
    for remedy in remedies {
      for (number, step) in remedy.steps.enumerated() {
        for place in step.places where place.type == nil || place.type == type {
          let stands =
            step.isNamed
            ? self.place(place.parts.dropLast(), place, above) && !isPassed(keys, remedy) : self.place(place.parts[...], place, keys)
          guard stands, let name = name(of: path, step) else { continue }
          let change = Change(remedy: remedy.id, step: number, name: step.isNamed ? name : nil)
          if let changes, !changes.contains(change) { continue }
          // Of two that are made, what drops the value decides.
          let specificity = place.specificity + (changes != nil && step.effect == .drop ? 1_000 : 0)
          if specificity > best?.specificity ?? -1 { best = (Match(effect: step.effect, change: change), specificity) }
        }
      }
    }
    return best?.match
  }

  /// Whether `keys` are exactly the parts of a place, counted from the root or from where an event may stand.
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

  /// The keys that a place is compared with: all, or those behind each place where an event may stand.
  private func starts(of place: WirePattern, _ keys: ArraySlice<PathTable.Key>) -> [ArraySlice<PathTable.Key>] {
    if place.isAbsolute { return [keys] }
    return (destination?.events ?? []).compactMap { event in
      let length = event.parts.count
      return length < keys.count && event.isPlace(keys.prefix(length)) || length == keys.count && event.isPlace(keys)
        ? keys.dropFirst(length) : nil
    }
  }

  /// The key that is dropped; nil where the code could not name it (an element of a list, a key that is a value or an identifier) or must not.
  private func name(of path: Int, _ step: Remedy.Step) -> String? {
    let key = paths.entries[path].key
    guard step.isNamed else { return key }
    return PathTable.label(of: key) == "*" || step.kept.contains(key) ? nil : key
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
