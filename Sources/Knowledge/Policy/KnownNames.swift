import Vocabulary

/// The rules and destinations that a policy may name.
package struct KnownNames {
  private let rules: [String]
  private let credentials: Set<String>
  private let destinations: [String]

  /// The ids of all rules, of those about credentials, and of all destinations.
  package init(rules: [String], credentials: Set<String>, destinations: [String]) {
    self.rules = rules
    self.credentials = credentials
    self.destinations = destinations
  }

  func isCredential(rule: String) -> Bool { credentials.contains(rule) }

  func check(rule: String, _ reader: YAMLReader) throws(ConfigurationError) {
    guard !rules.contains(rule), !rule.hasPrefix("persona-") else { return }
    throw reader.error("there is no rule `\(rule)`" + YAMLReader.guess(rule, among: rules))
  }

  /// A destination is a vendor's id, or a host of somebody else.
  func check(destination: String, _ reader: YAMLReader) throws(ConfigurationError) {
    guard !destinations.contains(destination.lowercased()) else { return }
    guard destination.contains("."), HostPattern(destination) != nil else {
      throw reader.error("there is no destination `\(destination)`" + YAMLReader.guess(destination, among: destinations))
    }
  }
}
