import Vocabulary

/// What a good recording contains, from `expect` in the policy: otherwise a capture is incomplete, so that the gate does not pass
/// because a recording broke.
package struct Expected: Sendable {
  /// The captures that must contain it, each separately; nil for all captures together.
  package var captures: Glob?
  /// The minimum number of records.
  package var records: Int?
  /// The IDs of vendors, or hosts, that must receive something.
  package var destinations: [String] = []
  /// The names of events that must be sent.
  package var events: [Glob] = []
  /// The line of the policy.
  package var line: Int

  package init(line: Int) { self.line = line }
}

extension Expected {
  static let keys: Set = ["captures", "records", "destinations", "events"]

  /// Reads `expect` of a policy: a mapping, or a list of mappings.
  static func read(_ reader: YAMLReader, _ names: KnownNames) throws(ConfigurationError) -> [Expected] {
    var list: [Expected] = []
    for element in reader.isList ? try reader.elements() : [reader] { list.append(try one(element, names)) }
    return list
  }

  private static func one(_ reader: YAMLReader, _ names: KnownNames) throws(ConfigurationError) -> Expected {
    let members = try reader.members(keys)
    var expected = Expected(line: reader.line)
    expected.captures = try members["captures"].map { value throws(ConfigurationError) in Glob(try value.string()) }
    if let records = members["records"] {
      guard let count = Int(try records.string()), count > 0 else { throw records.error("expected how many records there are at least") }
      expected.records = count
    }
    if let destinations = members["destinations"] {
      for destination in destinations.isList ? try destinations.elements() : [destinations] {
        let name = try destination.string()
        try names.check(destination: name, destination)
        expected.destinations.append(name.lowercased())
      }
    }
    expected.events = try members["events"]?.strings().map(Glob.init) ?? []
    guard expected.records != nil || !expected.destinations.isEmpty || !expected.events.isEmpty else {
      throw reader.error("say what is expected: `records`, `destinations` or `events`")
    }
    return expected
  }
}
