import Vocabulary

/// What a good recording holds, as the policy says under `expect`: without it a capture is not whole, and the gate is not green because a
/// recording broke.
package struct Expected: Sendable {
  /// The captures that hold it, each by itself; nil for all captures together.
  package var captures: Glob?
  /// How many records there are at least.
  package var records: Int?
  /// The ids of vendors, or hosts, that received something.
  package var destinations: [String] = []
  /// The names of events that were sent.
  package var events: [Glob] = []
  /// The line of the policy.
  package var line: Int

  package init(line: Int) { self.line = line }
}

extension Expected {
  static let keys: Set = ["captures", "records", "destinations", "events"]

  /// Reads `expect` of a policy: a mapping, or a list of such.
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
