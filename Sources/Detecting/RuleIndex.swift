import Knowledge
import Payloads
import Vocabulary

/// Answers which rules look at a key, at a canonical field and at a wire path. Each set is worked out once.
///
/// There are many paths and many rules: testing every rule on every path would take longer than reading the capture.
final class RuleIndex {
  /// Rules by kind: those that read texts, with the subsets that need no keyword and that judge whole URLs; and those that judge values.
  let text: RuleSet
  let unprompted: RuleSet
  let whole: RuleSet
  let fields: RuleSet
  /// Rules about secrets that are recognised by words, with their clues.
  let secrets: [Int: SecretClue]
  /// Rules about what the app's own traffic revealed, with the kind of evidence.
  let provenances: [Int: Provenance]
  /// Rules without places, and rules with keys.
  let anywhere: RuleSet
  let keyed: RuleSet
  /// Rules that call a value a credential because of its key alone.
  let namedSecrets: RuleSet

  /// Everything besides the text that the result of a search depends on.
  struct Context: Hashable {
    var canonical: String?
    var text: RuleSet
    var fields: [Int]
    var secrets: [Int]
    var key: String
    var name: String
  }

  private var contexts: [Context: Int] = [:]
  private var contextCount = 0

  private let paths: PathTable
  /// The rules by their keys.
  private let keys: KeyIndex
  /// Rules by place: those that name exactly this place, and those that name everything below it.
  private var exact: [String: RuleSet] = [:]
  private var above: [String: RuleSet] = [:]
  private var byName: [String: RuleSet] = [:]
  private var byCanonical: [String: RuleSet] = [:]
  private var byPath: [RuleSet] = []
  private var numbers = PathNumbers()

  init(_ book: RuleBook, paths: PathTable) {
    self.paths = paths
    keys = book.keys
    var (text, unprompted, whole, fields) = (RuleSet(), RuleSet(), RuleSet(), RuleSet())
    var (anywhere, keyed) = (RuleSet(), RuleSet())
    var secrets: [Int: SecretClue] = [:]
    var provenances: [Int: Provenance] = [:]
    var namedSecrets = RuleSet()
    for (number, rule) in book.rules.enumerated() {
      switch rule.test {
      case .text(_, let keywords, let judgesWhole):
        text.insert(number)
        if keywords.isEmpty { unprompted.insert(number) }
        if judgesWhole { whole.insert(number) }
      case .field:
        fields.insert(number)
        if rule.category == .credential { namedSecrets.insert(number) }
      case .secret(let clue): secrets[number] = clue
      case .provenance(let provenance): provenances[number] = provenance
      case .event, .exchange, .plan, .spec: break
      }
      if rule.places.isEmpty { anywhere.insert(number) }
      if !rule.keys.isEmpty { keyed.insert(number) }
      for place in rule.places {
        if place.hasSuffix(".*") {
          above[String(place.dropLast(2)), default: RuleSet()].insert(number)
        } else {
          exact[place, default: RuleSet()].insert(number)
        }
      }
    }
    self.text = text
    self.unprompted = unprompted
    self.whole = whole
    self.fields = fields
    self.secrets = secrets
    self.provenances = provenances
    self.namedSecrets = namedSecrets
    self.anywhere = anywhere
    self.keyed = keyed
  }

  /// A number for a context. If there are too many contexts, numbering starts again: a new number only means that nothing is known yet.
  func number(of context: Context) -> Int {
    if let known = contexts[context] { return known }
    if contexts.count > PathTable.capacity { contexts.removeAll() }
    contexts[context] = contextCount
    contextCount += 1
    return contextCount - 1
  }

  /// The rules whose keys accept a key, in the form of ``PathTable/Entry/name``.
  func rules(accepting name: String) -> RuleSet {
    if let known = byName[name] { return known }
    let rules = keys.rules(accepting: name)
    if byName.count > PathTable.capacity { byName.removeAll() }
    byName[name] = rules
    return rules
  }

  /// The rules that look at a canonical field, by its own name or by one that covers it.
  func rules(covering canonical: String) -> RuleSet {
    if let known = byCanonical[canonical] { return known }
    var rules = exact[canonical] ?? RuleSet()
    for (place, below) in above where canonical.hasPrefix(place + ".") { rules.formUnion(below) }
    if byCanonical.count > PathTable.capacity { byCanonical.removeAll() }
    byCanonical[canonical] = rules
    return rules
  }

  /// The rules that name exactly this wire path.
  func rules(naming path: Int) -> RuleSet { exact[paths.entries[path].wire] ?? RuleSet() }

  /// The rules that name this wire path or one above it.
  func rules(above path: Int) -> RuleSet {
    if let known = numbers.known(path, in: paths) { return byPath[known] }
    var rules = path == PathTable.root ? RuleSet() : self.rules(above: paths.entries[path].parent)
    rules.formUnion(self.rules(naming: path))
    rules.formUnion(above[paths.entries[path].wire] ?? RuleSet())
    numbers.keep(rules, of: path, in: &byPath)
    return rules
  }
}
