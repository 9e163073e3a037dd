import Knowledge
import Payloads
import Vocabulary

/// Answers which rules look at a key, at a canonical field and at a wire path, with sets that are worked out once for each of them.
///
/// There are many paths and many rules; asking every rule about every path would take longer than reading the capture.
final class RuleIndex {
  /// Rules by what they are: those that read texts, of these those that need no keyword and those that judge URLs as a whole, and
  /// those that judge values.
  let text: RuleSet
  let unprompted: RuleSet
  let whole: RuleSet
  let fields: RuleSet
  /// Rules about secrets that words tell, with what each asks for.
  let secrets: [Int: SecretClue]
  /// Rules about what the app's own traffic says of a value, with what each asks for.
  let provenances: [Int: Provenance]
  /// Rules that look everywhere, and rules that ask for keys.
  let anywhere: RuleSet
  let keyed: RuleSet
  /// Rules by which a value is a credential because of its key alone.
  let namedSecrets: RuleSet

  /// All that the outcome of a search depends on besides the text, wherever the text stands.
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
  /// What the rules ask of keys.
  private let keys: KeyIndex
  /// Rules by the places they name: exactly so, or as the beginning of what is below.
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

  /// A number for a context. Of too many some get a new one, which says no more than that nothing is known of them yet.
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

  /// The rules that look at a canonical field, by its name or by one that covers it.
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

  /// The rules that name this wire path or one that it is below.
  func rules(above path: Int) -> RuleSet {
    if let known = numbers.known(path, in: paths) { return byPath[known] }
    var rules = path == PathTable.root ? RuleSet() : self.rules(above: paths.entries[path].parent)
    rules.formUnion(self.rules(naming: path))
    rules.formUnion(above[paths.entries[path].wire] ?? RuleSet())
    numbers.keep(rules, of: path, in: &byPath)
    return rules
  }
}
