import Knowledge

/// Tells which rules accept a key. Literal keys are looked up in a table; each pattern with `*` is tested once, however many rules use it.
struct KeyIndex: Sendable {
  /// The rules without a condition on keys.
  private var unasking = RuleSet()
  private var wanted = Listing()
  private var unwanted = Listing()

  init(_ rules: [Rule]) {
    for (number, rule) in rules.enumerated() {
      if rule.keys.isEmpty { unasking.insert(number) }
      for key in rule.keys { wanted.add(key, of: number) }
      for key in rule.notKeys { unwanted.add(key, of: number) }
    }
  }

  /// The rules that accept a key, in the form of ``PathTable/Entry/name``.
  func rules(accepting name: String) -> RuleSet {
    let bytes = Array(name.utf8)
    var rules = unasking
    rules.formUnion(wanted.rules(naming: name, bytes))
    rules.subtract(unwanted.rules(naming: name, bytes))
    return rules
  }

  /// Keys, with the rules that name them.
  private struct Listing {
    private var exact: [String: RuleSet] = [:]
    private var open: [(pattern: KeyPattern, rules: RuleSet)] = []
    private var numbers: [String: Int] = [:]

    mutating func add(_ key: KeyPattern, of rule: Int) {
      guard key.isOpen else {
        exact[key.example, default: RuleSet()].insert(rule)
        return
      }
      if let known = numbers[key.source] {
        open[known].rules.insert(rule)
      } else {
        numbers[key.source] = open.count
        open.append((key, RuleSet()))
        open[open.count - 1].rules.insert(rule)
      }
    }

    func rules(naming name: String, _ bytes: [UInt8]) -> RuleSet {
      var rules = exact[name] ?? RuleSet()
      for (pattern, more) in open where pattern.accepts(bytes) { rules.formUnion(more) }
      return rules
    }
  }
}
