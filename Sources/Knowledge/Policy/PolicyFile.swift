import Bytes
package import Vocabulary

/// Reads a policy from YAML (described in `Schemas/policy.schema.json`).
package enum PolicyFile {
  /// The name of the file, in the working directory or above it.
  package static let name = "telltale.yaml"

  // The keys of each mapping, also listed in `Schemas/policy.schema.json`.
  static let keys: Set = [
    "app", "first_party", "destinations", "disclosures", "waivers", "personas", "severity", "ignored_hosts", "opt_out", "redaction",
    "manifest",
    "plan",
    "gate", "expect",
  ]
  static let destinationKeys: Set = [
    "id", "purpose", "region", "through", "hosted", "role", "contract", "transfer", "retention", "safeguards",
  ]
  static let disclosureKeys: Set = ["field", "event", "destination", "rule", "reason", "link"]
  static let waiverKeys: Set = ["fingerprint", "rule", "path", "event", "destination", "reason", "owner", "expires"]
  static let redactionKeys: Set = ["keep", "identifiers"]
  static let gateKeys: Set = ["fail_on", "allow_incomplete"]

  /// The policy in `text`. Its rules and destinations must be in `names`, and waivers are compared with `today`.
  package static func policy(
    _ text: String, file: String, known names: KnownNames, today: Day
  ) throws(ConfigurationError) -> Policy {
    guard let document = try YAMLReader.document(text, file: file) else {
      var policy = Policy()
      policy.file = file
      return policy
    }
    return try policy(document, known: names, today: today)
  }

  /// The policy in a mapping.
  static func policy(_ document: YAMLReader, known names: KnownNames, today: Day) throws(ConfigurationError) -> Policy {
    var policy = Policy()
    policy.file = document.file
    let members = try document.members(keys)
    policy.personas = try members["personas"].map(personas) ?? []
    if let hosts = members["first_party"] { policy.firstParty = try Self.hosts(hosts).map(\.description) }
    policy.destinations = try members["destinations"].map { reader throws(ConfigurationError) in try Self.destinations(reader, names) }
    if let disclosures = members["disclosures"] {
      policy.disclosures = try list(disclosures) { element throws(ConfigurationError) in try disclosure(element, names) }
    }
    if let waivers = members["waivers"] {
      policy.waivers = try list(waivers) { element throws(ConfigurationError) in try waiver(element, names, today) }
    }
    if let severity = members["severity"] {
      for (rule, level) in try severity.orderedMembers() {
        try names.check(rule: rule, level)
        policy.severities[rule] = try level.severity()
      }
    }
    if let hosts = members["ignored_hosts"] { policy.ignoredHosts = try Self.hosts(hosts) }
    policy.optOut = try members["opt_out"].map(OptOut.read) ?? OptOut()
    policy.expected = try members["expect"].map { reader throws(ConfigurationError) in try Expected.read(reader, names) } ?? []
    if let redaction = try members["redaction"]?.members(redactionKeys) {
      policy.keptFields = try redaction["keep"]?.strings().map(Glob.init) ?? []
      policy.identifiers = try redaction["identifiers"]?.strings().map(Glob.init) ?? []
    }
    policy.app = try members["app"]?.string()
    policy.manifest = try members["manifest"]?.string()
    policy.plan = try members["plan"]?.strings() ?? []
    if let gate = try members["gate"]?.members(gateKeys) {
      policy.failOn = try gate["fail_on"]?.severity()
      policy.allowIncomplete = try gate["allow_incomplete"]?.boolean()
    }
    return policy
  }

  /// The destinations of a policy; their names are not checked if the known ones are not given.
  static func destinations(_ reader: YAMLReader) throws(ConfigurationError) -> [Policy.Destination] { try destinations(reader, nil) }

  private static func destinations(_ reader: YAMLReader, _ names: KnownNames?) throws(ConfigurationError) -> [Policy.Destination] {
    try list(reader) { element throws(ConfigurationError) in try destination(element, names) }
  }

  private static func destination(_ reader: YAMLReader, _ names: KnownNames?) throws(ConfigurationError) -> Policy.Destination {
    let members = try reader.members(destinationKeys)
    let id = try reader.required("id", in: members, of: "a destination")
    // A tool behind a data platform has the platform's name for it.
    if members["through"] == nil { try names?.check(destination: try id.string(), id) }
    if let through = members["through"] { try names?.check(destination: try through.string(), through) }
    if let hosted = members["hosted"], try hosted.string() != "self" { throw hosted.error("expected self, or nothing") }
    let name = try id.string().lowercased()
    var destination = Policy.Destination(
      id: name, purpose: try members["purpose"]?.string(), region: try members["region"]?.choice(Region.self),
      host: name.contains(".") ? HostPattern(name) : nil, through: try members["through"]?.string().lowercased(),
      isSelfHosted: members["hosted"] != nil)
    destination.terms = Policy.Terms(
      role: try members["role"]?.choice(Policy.Terms.Role.self), contract: try members["contract"]?.string(),
      transfer: try members["transfer"]?.string(), retention: try members["retention"]?.string(),
      safeguards: try members["safeguards"]?.strings() ?? [])
    return destination
  }

  private static func disclosure(_ reader: YAMLReader, _ names: KnownNames) throws(ConfigurationError) -> Policy.Disclosure {
    let members = try reader.members(disclosureKeys)
    if let rule = members["rule"] {
      try names.check(rule: try rule.string(), rule)
      if names.isCredential(rule: try rule.string()) { throw rule.error("a credential is never disclosed; a waiver accepts it for a time") }
    }
    return Policy.Disclosure(
      field: Glob(try reader.required("field", in: members, of: "a disclosure").string()),
      event: try members["event"]?.string().glob, destination: try members["destination"]?.string().glob,
      rule: try members["rule"]?.string(), reason: try reader.required("reason", in: members, of: "a disclosure").string(),
      link: try members["link"]?.string(), line: reader.line)
  }

  private static func waiver(_ reader: YAMLReader, _ names: KnownNames, _ today: Day) throws(ConfigurationError) -> Policy.Waiver {
    let members = try reader.members(waiverKeys)
    let expires = try reader.required("expires", in: members, of: "a waiver")
    guard let day = Day(try expires.string()) else { throw expires.error("expected a day, such as 2027-01-31") }
    return Policy.Waiver(
      subject: try subject(members, reader, names), event: try members["event"]?.string().glob,
      destination: try members["destination"]?.string().glob, reason: try reader.required("reason", in: members, of: "a waiver").string(),
      owner: try members["owner"]?.string(), expires: day, isOver: day < today, line: reader.line)
  }

  private static func subject(
    _ members: [String: YAMLReader], _ reader: YAMLReader, _ names: KnownNames
  ) throws(ConfigurationError) -> Policy.Waiver.Subject {
    switch (members["fingerprint"], members["rule"], members["path"]) {
    case (let fingerprint?, nil, nil):
      let digits = try fingerprint.string()
      guard digits.utf8.count == 16, digits.utf8.allSatisfy({ ByteClass.of($0).contains(.hex) }) else {
        throw fingerprint.error("a fingerprint is the 16 hex digits that reports name a finding by")
      }
      return .fingerprint(digits.lowercased())
    case (nil, let rule?, let path?):
      try names.check(rule: try rule.string(), rule)
      return .rule(try rule.string(), path: Glob(try path.string()))
    default: throw reader.error("a waiver names a `fingerprint`, or a `rule` and a `path` (`*` for any)")
    }
  }

  private static func personas(_ reader: YAMLReader) throws(ConfigurationError) -> [Persona] {
    try list(reader) { element throws(ConfigurationError) in
      var values: [(label: String, value: String)] = []
      for (label, value) in try element.orderedMembers() {
        guard Persona.isLabel(label) else {
          throw value.error("a persona's members are words in a-z, 0-9 and _, such as email and name")
        }
        let text = try value.string()
        guard text.count >= Persona.minimumLength else {
          throw value.error("a persona's \(label) has at least \(Persona.minimumLength) characters: a shorter one is found everywhere")
        }
        values.append((label, text))
      }
      return Persona(values: values)
    }
  }

  // MARK: Parts

  private static func list<Element>(
    _ reader: YAMLReader, _ body: (YAMLReader) throws(ConfigurationError) -> Element
  ) throws(ConfigurationError) -> [Element] {
    var list: [Element] = []
    for element in try reader.elements() { list.append(try body(element)) }
    return list
  }

  private static func hosts(_ reader: YAMLReader) throws(ConfigurationError) -> [HostPattern] {
    var hosts: [HostPattern] = []
    for element in try (reader.isList ? reader.elements() : [reader]) {
      guard let host = HostPattern(try element.string()) else {
        throw element.error("expected a host, such as app.example or *.app.example")
      }
      hosts.append(host)
    }
    return hosts
  }
}

extension String {
  fileprivate var glob: Glob { Glob(self) }
}
