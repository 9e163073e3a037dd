package import Vocabulary

/// The traits that the Segment spec reserves, each with its type (`rules/words/reserved-traits.yaml`).
package struct ReservedTraits: Sendable {
  /// The type of a trait in the spec.
  package enum Kind: String, CaseIterable, Sendable {
    case string, number, date, object
  }

  private let user: [String: Kind]
  private let group: [String: Kind]

  /// The list in the binary.
  package static func embedded() throws(ConfigurationError) -> ReservedTraits {
    guard let document = YAMLReader.embedded("words/reserved-traits.yaml") else { return ReservedTraits(user: [:], group: [:]) }
    let members = try document.members(["user", "group"])
    return ReservedTraits(user: try kinds(members["user"]), group: try kinds(members["group"]))
  }

  private static func kinds(_ reader: YAMLReader?) throws(ConfigurationError) -> [String: Kind] {
    var kinds: [String: Kind] = [:]
    for (word, names) in try reader?.orderedMembers() ?? [] {
      guard let kind = Kind(rawValue: word) else { throw names.error("expected one of string, number, date, object") }
      for name in try names.strings() { kinds[name] = kind }
    }
    return kinds
  }

  /// The type of a canonical field that is a reserved trait; nil for any other field.
  package func kind(of canonical: String) -> Kind? {
    if canonical.hasPrefix("user.traits.") { return user[String(canonical.dropFirst("user.traits.".count))] }
    if canonical.hasPrefix("group.traits.") { return group[String(canonical.dropFirst("group.traits.".count))] }
    return nil
  }
}
