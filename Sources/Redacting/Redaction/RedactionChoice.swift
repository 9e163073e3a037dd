import Auditing
package import Detecting
package import Knowledge
package import Vocabulary

/// Which values are removed. Credentials always are.
package struct RedactionChoice: Sendable {
  /// The words that name values: categories of rules, and words of placeholders.
  package static func words(of book: RuleBook) -> [String] {
    Array(Set(book.rules.compactMap(\.placeholder?.rawValue) + categories.map(\.rawValue))).sorted()
  }

  /// The categories that are about values.
  package static let categories = Category.allCases.filter { $0.placeholder != nil }

  /// What is kept.
  package var kept: Set<String> = []
  /// What is removed; nil for everything.
  package var only: Set<String>?
  /// Fields that are kept, by their canonical or wire names, except for credentials that rules find in them.
  package var fields: [Glob] = []
  /// Random-looking values that are identifiers and grant no access.
  package var identifiers: [Glob] = []
  /// Whether to remove UUIDs and account IDs too.
  package var isStrict = false
  /// Whether the bodies of responses are left out.
  package var dropsBodies = false

  package init() {}

  /// The choice in a policy.
  package init(_ policy: Policy) {
    fields = policy.keptFields
    identifiers = policy.identifiers
  }

  /// Whether values of a kind are removed.
  package func removes(_ category: Category, _ kind: PlaceholderKind) -> Bool {
    if category == .credential { return true }
    if !kept.isDisjoint(with: [category.rawValue, kind.rawValue]) { return false }
    return only.map { !$0.isDisjoint(with: [category.rawValue, kind.rawValue]) } ?? true
  }

  /// Whether what a rule finds is removed.
  func removes(_ rule: Rule) -> Bool { rule.placeholder.map { removes(rule.category, $0) } ?? false }
}
