/// Tells which wire path is which canonical field at a destination. What it finds out about a path it remembers.
package final class Dialect {
  /// What a path means.
  package struct Meaning: Sendable {
    /// Canonical fields, each with the event type it asks for; the first that fits counts.
    package var candidates: [(canonical: String, type: EventType?)] = []
    /// Whether the path itself means that, or something inside such a field, such as a parameter of a page URL.
    package var isOwn = false
    /// Whether events stand there.
    package var isEvent = false

    /// The canonical field in an event of this type.
    package func canonical(in type: EventType?) -> String? {
      candidates.first { $0.type == nil || $0.type == type }?.canonical
    }
  }

  private let destination: Destination?
  private let generic: Destination?
  private let paths: PathTable
  private var generation: Int
  private var meanings: [Meaning?] = []

  package init(_ destination: Destination?, generic: Destination?, paths: PathTable) {
    self.destination = destination
    self.generic = generic
    self.paths = paths
    generation = paths.generation
  }

  package func meaning(of path: Int) -> Meaning {
    if generation != paths.generation {
      meanings.removeAll()
      generation = paths.generation
    }
    if path >= meanings.count { meanings += [Meaning?](repeating: nil, count: path + 1 - meanings.count) }
    if let known = meanings[path] { return known }
    let meaning = work(out: path)
    meanings[path] = meaning
    return meaning
  }

  private func work(out path: Int) -> Meaning {
    guard path != PathTable.root else { return Meaning() }
    let keys = paths.keys(of: path)[...]
    var meaning = Meaning()
    meaning.isEvent = destination?.events.contains { $0.match(keys) != nil } ?? false
    for owner in [destination, generic] {
      guard let owner else { continue }
      for (canonical, pattern) in owner.fields {
        guard let name = Self.canonical(canonical, pattern, keys, owner.events) else { continue }
        meaning.candidates.append((name, pattern.type))
        if pattern.type == nil { break }
      }
      if !meaning.candidates.isEmpty { break }
    }
    meaning.isOwn = !meaning.candidates.isEmpty
    if !meaning.isOwn {
      meaning.candidates = self.meaning(of: paths.entries[path].parent).candidates.filter { !$0.canonical.hasPrefix("event.") }
    }
    return meaning
  }

  /// The canonical field that `keys` are by one pattern, counted from the root or from any place where an event may stand.
  private static func canonical(_ canonical: String, _ pattern: WirePattern, _ keys: ArraySlice<PathTable.Key>, _ events: [WirePattern]) -> String? {
    if pattern.isAbsolute { return pattern.match(keys).map { name(canonical, keys.dropFirst($0)) } }
    if events.isEmpty, let passed = pattern.match(keys.dropFirst()) { return name(canonical, keys.dropFirst(passed + 1)) }
    for event in events {
      let length = event.parts.count
      guard length < keys.count, event.match(keys.prefix(length)) != nil else { continue }
      let rest = keys.dropFirst(length)
      if let passed = pattern.match(rest) { return name(canonical, rest.dropFirst(passed)) }
    }
    return nil
  }

  /// Puts what a final `*` took in the place of the canonical field's own.
  private static func name(_ canonical: String, _ rest: ArraySlice<PathTable.Key>) -> String {
    canonical.hasSuffix(".*") ? canonical.dropLast() + rest.map(\.text).joined(separator: ".") : canonical
  }
}
