import Payloads
import Vocabulary

/// Who opted out, according to the policy: whole captures, customers by their group IDs, people by their user IDs, or anyone with a
/// trait that says so.
package struct OptOut: Sendable {
  /// IDs in the policy or in a separate file.
  package struct Listing: Sendable {
    package var ids: Set<String> = []
    /// The path of a file with one ID per line, relative to the policy's folder.
    package var file: String?

    package init() {}
  }

  /// A trait of users or groups, and the value that means that they opted out.
  package struct Trait: Equatable, Sendable {
    /// The key, in the form that rules compare.
    package var name: String
    package var value: String
  }

  /// Captures of customers who opted out.
  package var captures: [Glob] = []
  package var groups = Listing()
  package var users = Listing()
  package var trait: Trait?

  package init() {}

  /// Whether it lists anyone who is identified by events.
  package var namesAnybody: Bool { !groups.ids.isEmpty || !users.ids.isEmpty || trait != nil }
}

extension OptOut {
  static let keys: Set = ["captures", "groups", "users", "trait"]

  /// Reads `opt_out` of a policy: a list of captures, or a mapping.
  static func read(_ reader: YAMLReader) throws(ConfigurationError) -> OptOut {
    var optOut = OptOut()
    guard reader.isMapping else {
      optOut.captures = try reader.strings().map(Glob.init)
      return optOut
    }
    let members = try reader.members(keys)
    optOut.captures = try members["captures"]?.strings().map(Glob.init) ?? []
    optOut.groups = try members["groups"].map(listing) ?? Listing()
    optOut.users = try members["users"].map(listing) ?? Listing()
    optOut.trait = try members["trait"].map(trait)
    return optOut
  }

  private static func listing(_ reader: YAMLReader) throws(ConfigurationError) -> Listing {
    var listing = Listing()
    if reader.isList { listing.ids = Set(try reader.strings()) } else { listing.file = try reader.string() }
    return listing
  }

  /// The name of a trait, for the value `true`, or a name with another value.
  private static func trait(_ reader: YAMLReader) throws(ConfigurationError) -> Trait {
    guard reader.isMapping else { return Trait(name: PathTable.name(of: try reader.string()), value: "true") }
    guard let (name, value) = try reader.orderedMembers().first, try reader.orderedMembers().count == 1 else {
      throw reader.error("expected one trait with its value, such as analytics: denied")
    }
    return Trait(name: PathTable.name(of: name), value: try value.string())
  }
}
