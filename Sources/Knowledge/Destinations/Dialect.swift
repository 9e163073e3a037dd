package import Payloads
package import Vocabulary

/// Tells which wire path is which canonical field at a destination. What it finds out about a path it remembers.
package final class Dialect {
  /// What a path means. It is asked for with every node, so it is an object: handing it on costs one reference.
  package final class Meaning: Sendable {
    /// Canonical fields, each with the event type it asks for; the first that fits counts.
    package let candidates: [(canonical: String, type: EventType?)]
    /// Whether the path itself means that, or something inside such a field, such as a parameter of a page URL.
    package let isOwn: Bool
    /// Whether events stand there.
    package let isEvent: Bool
    /// Whether it is the type, the name or the time of its event.
    package let tellsEvent: Bool
    /// Whether it is, or stands inside, a field that is named for itself and not as one of many (`page.url`, not `properties.*`).
    let isNamed: Bool

    init(candidates: [(canonical: String, type: EventType?)] = [], isOwn: Bool = false, isEvent: Bool = false, isNamed: Bool = false) {
      self.candidates = candidates
      self.isNamed = isNamed
      self.isOwn = isOwn
      self.isEvent = isEvent
      tellsEvent = isOwn && candidates.first.map { ["event.type", "event.name", "event.time"].contains($0.canonical) } ?? false
    }

    /// The canonical field in an event of this type.
    package func canonical(in type: EventType?) -> String? {
      candidates.first { $0.type == nil || $0.type == type }?.canonical
    }
  }

  private let destination: Destination?
  private let generic: Destination?
  private let paths: PathTable
  /// The keys that lead to the destination's part of a record; empty for all of it.
  private let wrapper: [String]
  private var meanings: [Meaning] = []
  private var numbers = PathNumbers()

  package init(_ destination: Destination?, generic: Destination?, wrapper: [String] = [], paths: PathTable) {
    self.wrapper = wrapper
    self.destination = destination
    self.generic = generic
    self.paths = paths
  }

  package func meaning(of path: Int) -> Meaning {
    if let known = numbers.known(path, in: paths) { return meanings[known] }
    let meaning = work(out: path)
    numbers.keep(meaning, of: path, in: &meanings)
    return meaning
  }

  private func work(out path: Int) -> Meaning {
    guard path != PathTable.root else { return Meaning() }
    var keys = paths.keys(of: path)[...]
    let isInside = unwrap(&keys)
    guard let last = keys.last else { return Meaning() }
    if let token = keys.lastIndex(where: { $0.text == PathTable.claimsKey }), token + 1 < keys.endIndex {
      let claim = keys[(token + 1)...].map(\.text).joined(separator: ".")
      return Meaning(candidates: [("token.claims.\(claim)", nil)], isOwn: true)
    }
    var candidates: [(canonical: String, type: EventType?)] = []
    var isNamed = false
    let above = meaning(of: paths.entries[path].parent)
    let isEvent = isInside && destination?.events.contains { $0.isPlace(keys) } ?? false
    for owner in [isInside ? destination : nil, generic] {
      guard let owner else { continue }
      for (canonical, pattern) in owner.fields where pattern.mayEnd(in: last) {
        guard let name = Self.canonical(canonical, pattern, keys, owner.events) else { continue }
        // What is inside of a page URL is a part of it, wherever the vendor lets the URL stand among other properties.
        if above.isNamed, canonical.hasSuffix(".*") { continue }
        if candidates.isEmpty { isNamed = !canonical.hasSuffix(".*") && !canonical.hasPrefix("event.") }
        candidates.append((name, pattern.type))
        if pattern.type == nil { break }
      }
      if !candidates.isEmpty { return Meaning(candidates: candidates, isOwn: true, isEvent: isEvent, isNamed: isNamed) }
    }
    // What is inside of a URL is a part of it; what is inside of a title or an event's name is nothing of the kind.
    let inherited = above.candidates.filter { !$0.canonical.hasPrefix("event.") && $0.canonical != "page.title" }
    return Meaning(candidates: inherited, isEvent: isEvent, isNamed: above.isNamed)
  }

  /// Puts the body in the place of the keys that lead to the destination's part of the record.
  /// - Returns: Whether the keys stand in that part.
  private func unwrap(_ keys: inout ArraySlice<PathTable.Key>) -> Bool {
    if wrapper.isEmpty { return true }
    guard keys.count >= wrapper.count, zip(keys, wrapper).allSatisfy({ $0.text == $1 }) else { return false }
    keys = ([PathTable.Key(text: "body", name: "body")] + keys.dropFirst(wrapper.count))[...]
    return true
  }

  /// The canonical field that `keys` are by one pattern, counted from the root or from any place where an event may stand.
  private static func canonical(
    _ canonical: String, _ pattern: WirePattern, _ keys: ArraySlice<PathTable.Key>, _ events: [WirePattern]
  ) -> String? {
    if pattern.isAbsolute { return pattern.match(keys).map { name(canonical, keys.dropFirst(min($0, keys.count - 1))) } }
    if events.isEmpty, let passed = pattern.match(keys.dropFirst()) {
      return name(canonical, keys.dropFirst(min(passed + 1, keys.count - 1)))
    }
    for event in events {
      let length = event.parts.count
      guard length < keys.count, event.isPlace(keys.prefix(length)) else { continue }
      let rest = keys.dropFirst(length)
      if let passed = pattern.match(rest) { return name(canonical, rest.dropFirst(min(passed, rest.count - 1))) }
    }
    return nil
  }

  /// Puts what a final `*` took in the place of the canonical field's own; the last key where the pattern has no `*`.
  private static func name(_ canonical: String, _ rest: ArraySlice<PathTable.Key>) -> String {
    guard canonical.hasSuffix(".*") else { return canonical }
    return canonical.dropLast() + rest.map { PathTable.label(of: $0.text) }.joined(separator: ".")
  }
}
