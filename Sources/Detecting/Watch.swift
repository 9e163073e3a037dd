package import Captures
package import Knowledge
import Known
import Payloads
package import Vocabulary

/// The rules that apply to a path at a destination, worked out once.
///
/// Every field needs it, so it is an object: passing it on costs one reference.
final class Watch: Sendable {
  /// The canonical field that the path is or is part of.
  let canonical: String?
  /// The rules that read texts here, and those of them that need no keyword.
  let text: RuleSet
  let unprompted: RuleSet
  /// Those of them that also judge a URL or a query as a whole.
  let whole: RuleSet
  /// The rules that judge values here.
  let fields: [Int]
  /// The rules about secrets that are recognised by words.
  let secrets: [(clue: SecretClue, rule: Int)]
  /// The rules about what the app's own traffic revealed.
  let provenances: [(provenance: Provenance, rule: Int)]
  /// The facts that hold with any value here, as bits.
  let facts: UInt64
  /// The facts that hold with some values, with their bits.
  let valueFacts: [(bit: UInt64, fact: EventFact)]
  /// The path's key in the form that rules compare.
  let name: String
  /// What the key says about a short text.
  let hint: KnownSearch.FieldHint
  /// A number shared by paths where equal texts have equal results; nil if the result depends on more.
  let context: Int?
  /// Whether no rule looks at this path.
  let isIdle: Bool

  init(
    name: String, context: Int?, canonical: String?, text: RuleSet, unprompted: RuleSet, whole: RuleSet, fields: [Int],
    secrets: [(clue: SecretClue, rule: Int)], provenances: [(provenance: Provenance, rule: Int)], facts: UInt64,
    valueFacts: [(bit: UInt64, fact: EventFact)]
  ) {
    self.canonical = canonical
    self.text = text
    self.unprompted = unprompted
    self.whole = whole
    self.fields = fields
    self.secrets = secrets
    self.provenances = provenances
    self.facts = facts
    self.valueFacts = valueFacts
    self.name = name
    hint = KnownSearch.FieldHint(name)
    self.context = context
    isIdle = text.isEmpty && whole.isEmpty && fields.isEmpty && secrets.isEmpty && provenances.isEmpty && valueFacts.isEmpty
  }
}

/// The watches of one destination and type of event.
package final class WatchTable {
  private let index: RuleIndex
  private let dialect: Dialect
  private let destination: Destination?
  private let type: EventType?
  private let capture: CaptureKind
  private let paths: PathTable
  private let facts: [EventFact]
  private let eventSubject: Subjects.Subject?
  private let subjects: Subjects
  private var watches: [Watch] = []
  private var numbers = PathNumbers()
  /// The rules whose conditions hold.
  private var holding = RuleSet()
  /// Those of them that depend on what a field is about.
  private var about: [Subjects.Subject: RuleSet] = [:]
  private var notAbout: [Subjects.Subject: RuleSet] = [:]
  /// The rules about events and about exchanges whose conditions hold.
  private(set) var eventRules: [Int] = []
  private(set) var exchangeRules: [(number: Int, test: Rule.ExchangeTest)] = []

  init(
    _ book: RuleBook, _ index: RuleIndex, _ dialect: Dialect, _ destination: Destination?, _ type: EventType?, subject: Subjects.Subject?,
    _ capture: CaptureKind, _ paths: PathTable, facts: [EventFact]
  ) {
    self.index = index
    self.dialect = dialect
    self.destination = destination
    self.type = type
    self.capture = capture
    self.paths = paths
    self.facts = facts
    eventSubject = subject
    subjects = book.subjects
    for (number, rule) in book.rules.enumerated() where holds(rule.conditions) {
      holding.insert(number)
      if let subject = rule.conditions.subject { about[subject, default: RuleSet()].insert(number) }
      for subject in rule.conditions.otherSubjects { notAbout[subject, default: RuleSet()].insert(number) }
    }
    eventRules = book.eventRules.filter { holds(book.rules[$0].conditions) }
    exchangeRules = book.exchangeRules.compactMap { number in
      guard case .exchange(let test) = book.rules[number].test, holds(book.rules[number].conditions) else { return nil }
      return (number, test)
    }
  }

  func watch(of path: Int) -> Watch {
    if let known = numbers.known(path, in: paths) { return watches[known] }
    let watch = work(out: path)
    numbers.keep(watch, of: path, in: &watches)
    return watch
  }

  private func holds(_ conditions: Rule.Conditions) -> Bool { conditions.hold(destination, type, capture) }

  private func work(out path: Int) -> Watch {
    let meaning = dialect.meaning(of: path)
    let canonical = meaning.canonical(in: type)
    let entry = paths.entries[path]
    var accepting = index.rules(accepting: entry.name)
    if let inner = entry.innerName { accepting.formUnion(index.rules(accepting: inner)) }
    accepting = accepting.intersection(holding)
    if !about.isEmpty || !notAbout.isEmpty {
      let subject = subject(of: path, canonical)
      for (wanted, rules) in about where wanted != subject { accepting.subtract(rules) }
      if let subject, let rules = notAbout[subject] { accepting.subtract(rules) }
    }
    let covering = canonical.map(index.rules(covering:)) ?? RuleSet()
    // A text rule applies anywhere in the canonical field or below the wire path that it names.
    var standing = index.rules(above: path)
    standing.formUnion(covering)
    standing.formUnion(index.anywhere)
    let text = accepting.intersection(index.text).intersection(standing)
    // A value rule applies to the field itself. Inside an object the key must say which member is meant.
    var selected = standing.intersection(index.keyed)
    if meaning.isOwn { selected.formUnion(covering) }
    selected.formUnion(index.rules(naming: path))
    selected.formUnion(index.anywhere)
    var fields: [Int] = []
    accepting.intersection(index.fields).intersection(selected).forEach { fields.append($0) }
    var secrets: [(clue: SecretClue, rule: Int)] = []
    var provenances: [(provenance: Provenance, rule: Int)] = []
    accepting.intersection(standing).forEach { number in
      if let clue = index.secrets[number] { secrets.append((clue, number)) }
      if let provenance = index.provenances[number] { provenances.append((provenance, number)) }
    }
    var bits: UInt64 = 0
    var valueFacts: [(bit: UInt64, fact: EventFact)] = []
    if meaning.isOwn, let canonical {
      for (bit, fact) in facts.enumerated() where Self.covers(fact.field, canonical) {
        if fact.asksForValue { valueFacts.append((1 << UInt64(bit), fact)) } else { bits |= 1 << UInt64(bit) }
      }
    }
    let context = RuleIndex.Context(
      canonical: canonical, text: text, fields: fields, secrets: secrets.map(\.rule), key: entry.key, name: entry.name)
    return Watch(
      name: entry.name, context: valueFacts.isEmpty ? index.number(of: context) : nil,
      canonical: canonical, text: text, unprompted: text.intersection(index.unprompted), whole: text.intersection(index.whole),
      fields: fields, secrets: secrets, provenances: provenances, facts: bits, valueFacts: valueFacts)
  }

  /// The subject of a field: what the nearest key says, or for a property the name of its event.
  private func subject(of path: Int, _ canonical: String?) -> Subjects.Subject? {
    var at = path
    var isField = true
    // Keys around the event's own properties and traits do not describe them.
    walk: while at > PathTable.root, at == path || isInside(at, canonical) {
      for key in PathTable.parts(of: paths.entries[at].key).reversed() {
        defer { isField = false }
        if isField || key == "*" { continue }
        switch subjects.verdict(of: String(key)) {
        case .about(let subject): return subject
        case .part: return nil
        // If nothing marks the event's own fields, the nearest key decides.
        case nil: if canonical == nil { break walk }
        }
      }
      at = paths.entries[at].parent
    }
    // `title` of a click is the title of what was clicked.
    if canonical == "page.title", eventSubject == .controls, isTitleOfElement(path) { return .controls }
    return canonical?.hasPrefix("properties.") ?? false && eventSubject != .controls ? eventSubject : nil
  }

  /// Whether a `title` stands among the event's own members, and not in what describes the page.
  private func isTitleOfElement(_ path: Int) -> Bool {
    let entry = paths.entries[path]
    return entry.name == "title" && !["page", "document", "view", "screen", "web", "context"].contains(paths.entries[entry.parent].name)
  }

  /// Whether a path is still inside the object of a canonical field.
  private func isInside(_ path: Int, _ canonical: String?) -> Bool {
    let meaning = dialect.meaning(of: path)
    return canonical == nil ? !meaning.isEvent : meaning.isOwn && !meaning.isEvent
  }

  /// Whether a canonical field, which may end in `.*`, covers another.
  package static func covers(_ place: String, _ canonical: String) -> Bool {
    place.hasSuffix(".*") ? canonical.hasPrefix(place.dropLast()) : canonical == place
  }
}

extension Rule.Conditions {
  /// Whether a rule's conditions hold for a destination, a type of event and a kind of capture; nil for any kind.
  package func hold(_ destination: Destination?, _ type: EventType?, _ kind: CaptureKind?) -> Bool {
    if let wanted = capture, let kind, wanted != kind { return false }
    if !categories.isEmpty, !categories.contains(destination?.category ?? "unknown") { return false }
    if recordsIP, !(destination?.recordsIP ?? false) { return false }
    return events.isEmpty || type.map(events.contains) ?? false
  }
}
