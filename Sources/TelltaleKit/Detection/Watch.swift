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
  private let index: RuleIndex
  private let dialect: Dialect
  private let destination: Destination?
  private let type: EventType?
  private let capture: CaptureKind
  private let paths: PathTable
  private let facts: [String]
  private var watches = PathCache<Watch>()
  /// The rules whose conditions hold here.
  private var holding = RuleSet()
  /// The rules about events and about exchanges whose conditions hold here.
  private(set) var eventRules: [Int] = []
  private(set) var exchangeRules: [Int] = []

  init(
    _ book: RuleBook, _ index: RuleIndex, _ dialect: Dialect, _ destination: Destination?, _ type: EventType?, _ capture: CaptureKind,
    _ paths: PathTable, facts: [String]
  ) {
    self.index = index
    self.dialect = dialect
    self.destination = destination
    self.type = type
    self.capture = capture
    self.paths = paths
    self.facts = facts
    for (number, rule) in book.rules.enumerated() where holds(rule.conditions) { holding.insert(number) }
    eventRules = book.eventRules.filter { holds(book.rules[$0].conditions) }
    exchangeRules = book.exchangeRules.filter { holds(book.rules[$0].conditions) }
  }

  func watch(of path: Int) -> Watch {
    if let known = watches.known(path, in: paths) { return known }
    let watch = work(out: path)
    watches.keep(watch, of: path)
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
    let accepting = index.rules(accepting: paths.entries[path].name).intersection(holding)
    let covering = canonical.map(index.rules(covering:)) ?? RuleSet()
    // A text is read wherever it stands in the canonical field or below the wire path that a rule names.
    var standing = index.rules(above: path)
    standing.formUnion(covering)
    standing.formUnion(index.anywhere)
    let text = accepting.intersection(index.text).intersection(standing)
    // A value is judged where it is the field itself. Inside it takes a key to say which of the many things there is meant.
    var selected = standing.intersection(index.keyed)
    if meaning.isOwn { selected.formUnion(covering) }
    selected.formUnion(index.rules(naming: path))
    selected.formUnion(index.anywhere)
    var fields: [Int] = []
    accepting.intersection(index.fields).intersection(selected).forEach { fields.append($0) }
    var bits: UInt64 = 0
    if meaning.isOwn, let canonical {
      for (bit, fact) in facts.enumerated() where Self.covers(fact, canonical) { bits |= 1 << UInt64(bit) }
    }
    return Watch(
      canonical: canonical, text: text, unprompted: text.intersection(index.unprompted), whole: text.intersection(index.whole),
      fields: fields, facts: bits)
  }

  /// Whether a canonical field, which may end in `.*`, covers another.
  static func covers(_ place: String, _ canonical: String) -> Bool {
    place.hasSuffix(".*") ? canonical.hasPrefix(place.dropLast()) : canonical == place
  }
}
