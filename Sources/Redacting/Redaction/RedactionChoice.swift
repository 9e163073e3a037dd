import Auditing
package import Detecting
package import Knowledge
package import Vocabulary

/// Which values are taken out. Credentials always are.
package struct RedactionChoice: Sendable {
  /// A word that names values: a category of rules, or what placeholders call them.
  package static func words(of book: RuleBook) -> [String] {
    Array(Set(book.rules.compactMap(\.placeholder?.rawValue) + categories.map(\.rawValue))).sorted()
  }

  /// The categories that are about values.
  package static let categories = Category.allCases.filter { $0.placeholder != nil }

  /// What stays.
  package var kept: Set<String> = []
  /// What goes; nil for everything.
  package var only: Set<String>?
  /// Fields that stay, by their canonical or wire names, but for credentials that rules find in them.
  package var fields: [Glob] = []
  /// Random-looking values that are known to identify and to open nothing.
  package var identifiers: [Glob] = []
  /// Whether UUIDs and account ids go too.
  package var isStrict = false
  /// Whether the bodies of responses are left out.
  package var dropsBodies = false

  package init() {}

  /// What a policy lets stay.
  package init(_ policy: Policy) {
    fields = policy.keptFields
    identifiers = policy.identifiers
  }

  /// Whether values of a kind are taken out.
  package func removes(_ category: Category, _ kind: PlaceholderKind) -> Bool {
    if category == .credential { return true }
    if !kept.isDisjoint(with: [category.rawValue, kind.rawValue]) { return false }
    return only.map { !$0.isDisjoint(with: [category.rawValue, kind.rawValue]) } ?? true
  }

  /// Whether what a rule finds is taken out.
  func removes(_ rule: Rule) -> Bool { rule.placeholder.map { removes(rule.category, $0) } ?? false }
}
