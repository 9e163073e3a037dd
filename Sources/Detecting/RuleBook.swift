import Bytes
package import Knowledge
import Known
internal import PCRE
package import Vocabulary

/// The rules and destinations of a run, read and prepared once.
package struct RuleBook: Sendable {
  package let rules: [Rule]
  package let destinations: DestinationBook
  let automaton: KeywordAutomaton
  let keys: KeyIndex
  let subjects: Subjects
  /// Common words that are also names.
  let plainWords: PlainWords
  let ownTrafficWords: OwnTrafficWords
  /// Which countries regions are in.
  package let countries: Countries
  /// The traits that the Segment spec reserves.
  package let reservedTraits: ReservedTraits
  /// The words that mark secrets; nil if no rule needs them.
  let secretNames: SecretNames?
  /// Reads signals of consent; nil if no rule needs them.
  let consentReader: ConsentReader?
  /// The rules that use signals of consent.
  let signalRules: [Rule.ExchangeTest: Int]
  /// The part of each rule that scanning needs for every value.
  package let probes: [Probe]
  /// The rules about events, and those about exchanges as a whole.
  let eventRules: [Int]
  let exchangeRules: [Int]
  /// The rules that check against a tracking plan, and those that check against the Segment spec.
  package let planRules: [Rule.PlanTest: [Int]]
  package let specRules: [Rule.SpecTest: [Int]]

  package init(rules: [Rule], destinations: [Destination]) throws(ConfigurationError) {
    if let last = rules.last, rules.count > RuleSet.capacity {
      throw ConfigurationError(file: last.file, line: 1, column: 1, message: "there are more than \(RuleSet.capacity) rules")
    }
    var known: [String: String] = [:]
    for rule in rules {
      if let other = known.updateValue(rule.file, forKey: rule.id) {
        throw ConfigurationError(file: rule.file, line: 1, column: 1, message: "the rule `\(rule.id)` is also in \(other)")
      }
    }
    self.rules = rules
    self.destinations = DestinationBook(destinations)
    var keywords: [(rule: Int, keyword: String)] = []
    for (number, rule) in rules.enumerated() {
      if case .text(_, let words, _) = rule.test { keywords += words.map { (number, $0) } }
    }
    guard let automaton = KeywordAutomaton(keywords: keywords) else {
      throw ConfigurationError(file: rules.last?.file ?? "", line: 1, column: 1, message: "the rules have too many keywords")
    }
    self.automaton = automaton
    keys = KeyIndex(rules)
    subjects = try Subjects.embedded()
    plainWords = try PlainWords.embedded()
    ownTrafficWords = try OwnTrafficWords.embedded()
    countries = try Countries.embedded()
    reservedTraits = try ReservedTraits.embedded()
    let asksForSecrets = rules.contains { if case .secret = $0.test { true } else { false } }
    secretNames = asksForSecrets ? try SecretNamesFile.standard().names : nil
    var signalRules: [Rule.ExchangeTest: Int] = [:]
    for (number, rule) in rules.enumerated() {
      if case .exchange(let test) = rule.test, test.isOfSignals { signalRules[test] = number }
    }
    self.signalRules = signalRules
    consentReader = signalRules.isEmpty ? nil : ConsentReader(try ConsentCookies.embedded())
    probes = Self.probes(of: rules)
    eventRules = rules.indices.filter { if case .event = rules[$0].test { true } else { false } }
    exchangeRules = rules.indices.filter { if case .exchange = rules[$0].test { true } else { false } }
    planRules = rules.indices.reduce(into: [:]) { if case .plan(let test) = rules[$1].test { $0[test, default: []].append($1) } }
    specRules = rules.indices.reduce(into: [:]) { if case .spec(let test) = rules[$1].test { $0[test, default: []].append($1) } }
  }

  /// The probes of the rules. Rules with the same expression share one pattern, which is compiled once.
  private static func probes(of rules: [Rule]) -> [Probe] {
    var patterns: [String: Pattern] = [:]
    var uses: [String: Int] = [:]
    let sources = rules.map { rule in
      guard case .text(let pattern, _, _) = rule.test else { return "" }
      let source = pattern.identity
      patterns[source] = patterns[source] ?? pattern
      uses[source, default: 0] += 1
      return source
    }
    return zip(rules, sources).map { Probe($0, pattern: patterns[$1], isShared: uses[$1, default: 0] > 1) }
  }

  /// The rules and destinations in the binary, those of further rule files, and rules that search for personas of an option. Adding the personas
  /// later would prepare all rules twice.
  ///
  /// The build checked what is in the binary, so examples are read only if the caller needs them.
  package static func standard(
    adding files: [(path: String, text: String)] = [], personas: [Persona] = [], withExamples: Bool = false
  ) throws(ConfigurationError) -> RuleBook {
    var rules = try withExamples ? embeddedWithExamples() : RuleFile.embedded()
    rules += try self.rules(of: files)
    rules += try Persona.rules(personas, file: Persona.option)
    return try RuleBook(rules: rules, destinations: embeddedDestinations(withExamples: withExamples))
  }

  /// The digest of all rule files of a run: path and text of each, those in the binary first.
  package static func digest(adding files: [(path: String, text: String)]) -> String {
    var hash = RunningDigest()
    for (path, text) in embeddedRules.map({ (path: $0.path, text: $0.text) }) + files {
      for part in [path, text] { hash.update((Array(part.utf8) + [0]).span) }
    }
    return hash.hex()
  }

  /// These rules and destinations, and rules that search for the given personas. `file` is where they are declared.
  package func adding(_ personas: [Persona], file: String) throws(ConfigurationError) -> RuleBook {
    guard !personas.isEmpty else { return self }
    return try RuleBook(
      rules: rules + Persona.rules(personas, file: file),
      destinations: destinations.destinations + (destinations.generic.map { [$0] } ?? []))
  }

  /// The destinations in the binary, and those of further files, which replace others with the same id.
  package static func destinations(adding files: [(path: String, text: String)]) throws(ConfigurationError) -> DestinationBook {
    var destinations = try embeddedDestinations(withExamples: true)
    for (path, text) in files {
      let destination = try DestinationFile.destination(text, file: path)
      destinations.removeAll { $0.id == destination.id }
      destinations.append(destination)
    }
    return DestinationBook(destinations)
  }

  private static func embeddedDestinations(withExamples: Bool) throws(ConfigurationError) -> [Destination] {
    guard withExamples else { return try DestinationFile.embedded() }
    var destinations: [Destination] = []
    for (path, text) in embeddedRules where path.hasPrefix("destinations/") {
      destinations.append(try DestinationFile.destination(text, file: "rules/\(path)", isEmbedded: true))
    }
    return destinations
  }

  /// The rules of some files, without those in the binary.
  package static func of(_ files: [(path: String, text: String)]) throws(ConfigurationError) -> RuleBook {
    try RuleBook(rules: rules(of: files), destinations: [])
  }

  private static func embeddedWithExamples() throws(ConfigurationError) -> [Rule] {
    var rules: [Rule] = []
    for (path, text) in embeddedRules where !path.contains("/") {
      rules += try RuleFile.rules(text, file: "rules/\(path)", isEmbedded: true)
    }
    return rules
  }

  private static func rules(of files: [(path: String, text: String)]) throws(ConfigurationError) -> [Rule] {
    var rules: [Rule] = []
    for (path, text) in files { rules += try RuleFile.rules(text, file: path) }
    return rules
  }
}

/// A rule as the scanner uses it. Every value needs it, so it is an object: passing it on costs one reference.
package final class Probe: Sendable {
  let pattern: Pattern?
  /// Whether other rules have the same expression.
  let isShared: Bool
  let validators: [Validator]
  package let category: Category
  let isAboutThings: Bool
  /// Whether it is reported once per destination, whatever the event.
  package let isToldOnce: Bool
  /// Whether it is about the visitor.
  let isAboutVisitor: Bool
  /// Whether it ignores what goes through the app's own server.
  package let isDirect: Bool
  /// Whether it is about names of things.
  let namesThings: Bool
  /// Whether what it finds identifies a person.
  package let namesPerson: Bool
  /// Whether it is reported beside other rules for the same text.
  let isAlongside: Bool
  /// Whether it relies on the app's own traffic.
  let isProof: Bool
  /// Whether it finds titles.
  let isAboutTitle: Bool
  /// Whether it reads the consent that an event states itself.
  let readsConsent: Bool
  /// Its severity at a third party; info if it has none.
  let severity: Severity
  /// Decides between rules that find the same text: the highest rank is reported. Severity comes first, then narrowness.
  let rank: Int

  /// The number of the capture group that is the value.
  var group: Int { pattern?.group ?? 0 }

  init(_ rule: Rule, pattern: Pattern?, isShared: Bool) {
    self.pattern = pattern
    self.isShared = isShared
    validators = rule.validators
    category = rule.category
    (isToldOnce, isDirect, isAboutVisitor) = (rule.isToldOnce, rule.conditions.direct, rule.isAboutVisitor)
    namesThings = rule.category == .userContent && rule.placeholder == .title
    isAboutThings = rule.conditions.subject == .madeThings || rule.conditions.subject == .templates
    isAlongside = rule.isAlongside
    namesPerson = rule.category == .personalData && [.email, .name, .picture].contains(rule.placeholder)
    isProof = if case .provenance = rule.test { true } else { false }
    isAboutTitle = rule.placeholder == .title
    readsConsent = rule.category == .consent && !rule.places.isEmpty
    severity = rule.severity[.third] ?? .info
    rank = (rule.severity[.third]?.rawValue ?? -1) * 8 + rule.narrowness
  }
}

extension RuleBook {
  /// The names that a policy may use.
  package var names: KnownNames {
    KnownNames(rules: rules.map { ($0.id, $0.category) }, destinations: destinations.destinations.map(\.id))
  }
}
