package import Payloads
package import Vocabulary

/// Maps wire paths to canonical fields at a destination. Results are cached for each path.
package final class Dialect {
  /// The meaning of a path. It is needed for every node, so it is a class: passing it on costs one reference.
  package final class Meaning: Sendable {
    /// Canonical fields, each with the event type that it requires; the first match counts.
    package let candidates: [(canonical: String, type: EventType?)]
    /// Whether the path itself is the field, or something inside it, such as a parameter of a page URL.
    package let isOwn: Bool
    /// Whether it is the place of events.
    package let isEvent: Bool
    /// Whether it is the type, the name or the time of its event.
    let statement: EventLayout.Statement?
    /// Whether it is, or is inside, a field with its own name, not one of many (`page.url`, not `properties.*`).
    let isNamed: Bool

    init(candidates: [(canonical: String, type: EventType?)] = [], isOwn: Bool = false, isEvent: Bool = false, isNamed: Bool = false) {
      self.candidates = candidates
      self.isNamed = isNamed
      self.isOwn = isOwn
      self.isEvent = isEvent
      let statements: [String: EventLayout.Statement] = ["event.type": .type, "event.name": .name, "event.time": .time]
      statement = isOwn ? candidates.first.flatMap { statements[$0.canonical] } : nil
    }

    /// The canonical field in an event of this type.
    package func canonical(in type: EventType?) -> String? {
      candidates.first { $0.type == nil || $0.type == type }?.canonical
    }
  }

  private let destination: Destination?
  private let generic: Destination?
  private let paths: PathTable
  /// The keys of the destination's part of a record; empty for all of it.
  private let wrapper: [String]
  private var meanings: [Meaning] = []
  private var numbers = PathNumbers()
  /// The layouts of payloads, by the number of their shape.
  private var layouts: [Int: EventLayout] = [:]
  /// The maximum number of remembered layouts.
  private static let maximumLayouts = 256

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

  /// Where the events of a payload stand. It is computed once for each shape.
  package func layout(of payload: borrowing Payload) -> EventLayout {
    guard let shape = payload.shape else { return EventLayout(payload, self) }
    if let known = layouts[shape] { return known }
    if layouts.count >= Self.maximumLayouts { layouts.removeAll() }
    let layout = EventLayout(payload, self)
    layouts[shape] = layout
    return layout
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
        // The content of a page URL belongs to it, even if the vendor puts the URL among other properties.
        if above.isNamed, canonical.hasSuffix(".*") { continue }
        if candidates.isEmpty { isNamed = !canonical.hasSuffix(".*") && !canonical.hasPrefix("event.") }
        candidates.append((name, pattern.type))
        if pattern.type == nil { break }
      }
      if !candidates.isEmpty { return Meaning(candidates: candidates, isOwn: true, isEvent: isEvent, isNamed: isNamed) }
    }
    // The content of a URL belongs to it; the content of a title or an event's name does not.
    let inherited = above.candidates.filter { !$0.canonical.hasPrefix("event.") && $0.canonical != "page.title" }
    return Meaning(candidates: inherited, isEvent: isEvent, isNamed: above.isNamed)
  }

  /// Replaces the keys of the destination's part of the record with the body.
  /// - Returns: Whether the keys are in that part.
  private func unwrap(_ keys: inout ArraySlice<PathTable.Key>) -> Bool {
    if wrapper.isEmpty { return true }
    guard keys.count >= wrapper.count, zip(keys, wrapper).allSatisfy({ $0.text == $1 }) else { return false }
    keys = ([PathTable.Key(text: "body", name: "body")] + keys.dropFirst(wrapper.count))[...]
    return true
  }

  /// The canonical field of `keys` by one pattern, counted from the root or from any place of events.
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

  /// Replaces the `*` of the canonical field with what a final `*` matched; with the last key if the pattern has no `*`.
  private static func name(_ canonical: String, _ rest: ArraySlice<PathTable.Key>) -> String {
    guard canonical.hasSuffix(".*") else { return canonical }
    return canonical.dropLast() + rest.map { PathTable.label(of: $0.text) }.joined(separator: ".")
  }
}
