/// The rules and destinations of a run, read and made ready once.
package struct RuleBook: Sendable {
  package let rules: [Rule]
  package let destinations: DestinationBook
  let automaton: KeywordAutomaton
  /// The rules that look at events, and at exchanges as a whole.
  let eventRules: [Int]
  let exchangeRules: [Int]

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
      if case .text(_, _, let words) = rule.test { keywords += words.map { (number, $0) } }
    }
    automaton = KeywordAutomaton(keywords: keywords)
    eventRules = rules.indices.filter { if case .event = rules[$0].test { true } else { false } }
    exchangeRules = rules.indices.filter { if case .exchange = rules[$0].test { true } else { false } }
  }

  /// The rules and destinations in the binary, and those of further files of rules.
  package static func standard(adding files: [(path: String, text: String)] = []) throws(ConfigurationError) -> RuleBook {
    var rules: [Rule] = []
    var destinations: [Destination] = []
    for (path, text) in embeddedRules {
      if path.hasPrefix("destinations/") {
        destinations.append(try DestinationFile.destination(text, file: "rules/\(path)"))
      } else {
        rules += try RuleFile.rules(text, file: "rules/\(path)")
      }
    }
    for (path, text) in files { rules += try RuleFile.rules(text, file: path) }
    return try RuleBook(rules: rules, destinations: destinations)
  }

  /// The rules of some files alone.
  package static func of(_ files: [(path: String, text: String)]) throws(ConfigurationError) -> RuleBook {
    var rules: [Rule] = []
    for (path, text) in files { rules += try RuleFile.rules(text, file: path) }
    return try RuleBook(rules: rules, destinations: [])
  }
}
