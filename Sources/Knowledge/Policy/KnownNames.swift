package import Vocabulary

/// The rules and destinations that a policy may name.
package struct KnownNames {
  private let rules: [String]
  private let categories: [String: Category]
  private let destinations: [String]

  /// The ids of all rules with their categories, and of all destinations.
  package init(rules: [(id: String, category: Category)], destinations: [String]) {
    self.rules = rules.map(\.id)
    categories = Dictionary(rules) { first, _ in first }
    self.destinations = destinations
  }

  func isCredential(rule: String) -> Bool { categories[rule] == .credential }

  /// The ids of the rules of a category, sorted.
  func rules(of category: Category) -> [String] { rules.filter { categories[$0] == category }.sorted() }

  func check(rule: String, _ reader: YAMLReader) throws(ConfigurationError) {
    guard !rules.contains(rule), !rule.hasPrefix("persona-") else { return }
    throw reader.error("there is no rule `\(rule)`" + YAMLReader.guess(rule, among: rules))
  }

  /// A destination is a vendor's ID, or an unknown host.
  func check(destination: String, _ reader: YAMLReader) throws(ConfigurationError) {
    guard !destinations.contains(destination.lowercased()) else { return }
    guard destination.contains("."), HostPattern(destination) != nil else {
      throw reader.error("there is no destination `\(destination)`" + YAMLReader.guess(destination, among: destinations))
    }
  }
}
