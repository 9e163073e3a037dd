/// What the rules make of a path at a destination, worked out once and looked up from then on.
struct Watch: Sendable {
  /// The canonical field it is or stands in.
  var canonical: String?
  /// Whether it is that field itself.
  var isOwn = false
  /// The rules that read texts there.
  var text = RuleSet()
  /// The rules that judge values there.
  var fields: [Int] = []
  /// The canonical fields that event rules ask for, as bits.
  var facts: UInt64 = 0
}

/// The watches of one destination and one type of event.
final class WatchTable {
  private let book: RuleBook
  private let dialect: Dialect
  private let destination: Destination?
  private let type: EventType?
  private let capture: CaptureKind
  private let paths: PathTable
  private let facts: [String]
  private var generation: Int
  private var watches: [Watch?] = []

  init(
    _ book: RuleBook, _ dialect: Dialect, _ destination: Destination?, _ type: EventType?, _ capture: CaptureKind, _ paths: PathTable,
    facts: [String]
  ) {
    self.book = book
    self.dialect = dialect
    self.destination = destination
    self.type = type
    self.capture = capture
    self.paths = paths
    self.facts = facts
    generation = paths.generation
  }

  func watch(of path: Int) -> Watch {
    if generation != paths.generation {
      watches.removeAll()
      generation = paths.generation
    }
    if path >= watches.count { watches += [Watch?](repeating: nil, count: path + 1 - watches.count) }
    if let known = watches[path] { return known }
    let watch = work(out: path)
    watches[path] = watch
    return watch
  }

  /// Whether a rule's conditions hold for this destination, type of event and kind of capture.
  func holds(_ conditions: Rule.Conditions) -> Bool {
    if let wanted = conditions.capture, wanted != capture { return false }
    if !conditions.categories.isEmpty, !conditions.categories.contains(destination?.category ?? "unknown") { return false }
    return conditions.events.isEmpty || type.map(conditions.events.contains) ?? false
  }

  private func work(out path: Int) -> Watch {
    let meaning = dialect.meaning(of: path)
    var watch = Watch(canonical: meaning.canonical(in: type), isOwn: meaning.isOwn)
    let wire = paths.entries[path].wire
    let key = paths.entries[path].name
    for (number, rule) in book.rules.enumerated() where holds(rule.conditions) {
      guard rule.keys.isEmpty || rule.keys.contains(where: { $0.accepts(key) }), !rule.notKeys.contains(where: { $0.accepts(key) })
      else { continue }
      switch rule.test {
      case .text:
        if rule.places.isEmpty || rule.places.contains(where: { Self.stands($0, watch.canonical, wire) }) { watch.text.insert(number) }
      case .field:
        if rule.places.isEmpty || rule.places.contains(where: { selects($0, watch, wire, hasKeys: !rule.keys.isEmpty) }) {
          watch.fields.append(number)
        }
      case .event, .exchange: break
      }
    }
    if watch.isOwn, let canonical = watch.canonical {
      for (bit, fact) in facts.enumerated() where Self.covers(fact, canonical) { watch.facts |= 1 << UInt64(bit) }
    }
    return watch
  }

  /// Whether something stands in a place: in the canonical field or anywhere below the wire path.
  private static func stands(_ place: String, _ canonical: String?, _ wire: String) -> Bool {
    canonical.map { covers(place, $0) } ?? false || isBelow(place, wire)
  }

  /// Whether a place selects this very path: as the canonical field itself, or as the wire path itself. Below a wire path it takes a
  /// key to say which of the many things there is meant.
  private func selects(_ place: String, _ watch: Watch, _ wire: String, hasKeys: Bool) -> Bool {
    if watch.isOwn, let canonical = watch.canonical, Self.covers(place, canonical) { return true }
    return wire == place || hasKeys && Self.isBelow(place, wire)
  }

  private static func isBelow(_ place: String, _ wire: String) -> Bool {
    let place = place.hasSuffix(".*") ? place.dropLast(2) : Substring(place)
    return wire.hasPrefix(place) && (wire.utf8.count == place.utf8.count || wire.dropFirst(place.count).first == ".")
  }

  /// Whether a canonical field, which may end in `.*`, covers another.
  static func covers(_ place: String, _ canonical: String) -> Bool {
    place.hasSuffix(".*") ? canonical.hasPrefix(place.dropLast()) : canonical == place
  }
}
