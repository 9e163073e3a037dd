/// What the rules make of a path at a destination, worked out once and looked up from then on.
///
/// It is asked for with every field, so it is an object: handing it on costs one reference.
final class Watch: Sendable {
  /// The canonical field it is or stands in.
  let canonical: String?
  /// The rules that read texts there where a keyword occurs, and those that always do.
  let text: RuleSet
  let unprompted: RuleSet
  /// Of these, the rules that also judge an address or a query as a whole.
  let whole: RuleSet
  /// The rules that judge values there.
  let fields: [Int]
  /// The canonical fields that event rules ask for, as bits.
  let facts: UInt64

  init(canonical: String?, text: RuleSet, unprompted: RuleSet, whole: RuleSet, fields: [Int], facts: UInt64) {
    self.canonical = canonical
    self.text = text
    self.unprompted = unprompted
    self.whole = whole
    self.fields = fields
    self.facts = facts
  }
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
  /// The rules about events and about exchanges whose conditions hold here.
  private(set) lazy var eventRules = book.eventRules.filter { holds(book.rules[$0].conditions) }
  private(set) lazy var exchangeRules = book.exchangeRules.filter { holds(book.rules[$0].conditions) }

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
  private func holds(_ conditions: Rule.Conditions) -> Bool {
    if let wanted = conditions.capture, wanted != capture { return false }
    if !conditions.categories.isEmpty, !conditions.categories.contains(destination?.category ?? "unknown") { return false }
    if conditions.recordsIP, !(destination?.recordsIP ?? false) { return false }
    return conditions.events.isEmpty || type.map(conditions.events.contains) ?? false
  }

  private func work(out path: Int) -> Watch {
    let meaning = dialect.meaning(of: path)
    let canonical = meaning.canonical(in: type)
    var (text, unprompted, whole) = (RuleSet(), RuleSet(), RuleSet())
    var fields: [Int] = []
    let wire = paths.entries[path].wire
    let key = paths.entries[path].name
    for (number, rule) in book.rules.enumerated() where holds(rule.conditions) {
      guard rule.keys.isEmpty || rule.keys.contains(where: { $0.accepts(key) }), !rule.notKeys.contains(where: { $0.accepts(key) })
      else { continue }
      switch rule.test {
      case .text(_, _, let keywords, let judgesWhole):
        guard rule.places.isEmpty || rule.places.contains(where: { Self.stands($0, canonical, wire) }) else { continue }
        text.insert(number)
        if keywords.isEmpty { unprompted.insert(number) }
        // What is inside a page's address is judged where it stands; only the address itself is judged as a whole.
        if judgesWhole { whole.insert(number) }
      case .field:
        if rule.places.isEmpty || rule.places.contains(where: { selects($0, meaning.isOwn || !rule.keys.isEmpty ? canonical : nil, wire, hasKeys: !rule.keys.isEmpty) }) {
          fields.append(number)
        }
      case .event, .exchange: break
      }
    }
    var bits: UInt64 = 0
    if meaning.isOwn, let canonical {
      for (bit, fact) in facts.enumerated() where Self.covers(fact, canonical) { bits |= 1 << UInt64(bit) }
    }
    return Watch(canonical: canonical, text: text, unprompted: unprompted, whole: whole, fields: fields, facts: bits)
  }

  /// Whether something stands in a place: in the canonical field or anywhere below the wire path.
  private static func stands(_ place: String, _ canonical: String?, _ wire: String) -> Bool {
    canonical.map { covers(place, $0) } ?? false || isBelow(place, wire)
  }

  /// Whether a place selects this very path: as the canonical field itself, or as the wire path itself. Inside either it takes a key to
  /// say which of the many things there is meant.
  private func selects(_ place: String, _ canonical: String?, _ wire: String, hasKeys: Bool) -> Bool {
    if let canonical, Self.covers(place, canonical) { return true }
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
