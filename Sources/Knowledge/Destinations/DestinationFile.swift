internal import PCRE
package import Vocabulary

/// Reads a destination from YAML (described in `rules/README.md`).
package enum DestinationFile {
  package static func destination(_ text: String, file: String, isEmbedded: Bool = false) throws(ConfigurationError) -> Destination {
    guard let document = try YAMLReader.document(text, file: file) else {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the file is empty")
    }
    return try destination(document, isEmbedded: isEmbedded)
  }

  /// The destinations in the binary, without their examples.
  package static func embedded() throws(ConfigurationError) -> [Destination] {
    var destinations: [Destination] = []
    for document in YAMLReader.embedded(where: { $0.hasPrefix("destinations/") }) { destinations.append(try destination(document)) }
    return destinations
  }

  private static func destination(_ document: YAMLReader, isEmbedded: Bool = false) throws(ConfigurationError) -> Destination {
    let members = try document.members(known)
    func member(_ key: String) throws(ConfigurationError) -> YAMLReader {
      try document.required(key, in: members, of: "a destination")
    }
    return Destination(
      id: try member("id").string(),
      name: try member("name").string(),
      category: try category(try member("category")),
      hosts: try members["hosts"]?.strings().map { $0.lowercased() } ?? [],
      shapes: try members["shapes"].map(shapes) ?? [],
      events: try members["events"].map(wirePatterns) ?? [],
      recordsIP: try members["records_ip"]?.boolean() ?? false,
      onward: try members["onward"].map(onward),
      knownAs: try members["known_as"]?.strings() ?? [],
      companies: try members["company"]?.strings() ?? [],
      file: document.file,
      isEmbedded: isEmbedded || document.isEmbedded,
      details: try document.reading(details))
  }

  private static let known: Set = [
    "id", "name", "category", "hosts", "regions", "assets", "shapes", "events", "fields", "types", "records_ip", "takes", "controls",
    "examples", "sources", "paths", "known_as", "company", "checked", "unconfirmed", "onward", "own",
  ]

  private static func details(_ document: YAMLReader) throws(ConfigurationError) -> Destination.Details {
    let members = try document.members()
    return Destination.Details(
      regions: try members["regions"].map(regions) ?? [],
      assets: try members["assets"].map(patterns) ?? [],
      fields: try members["fields"].map(fields) ?? [],
      types: try members["types"].map(types) ?? [:],
      paths: try members["paths"].map(typesByPath) ?? [],
      controls: try members["controls"].map(controls) ?? [],
      takes: try members["takes"]?.strings() ?? [],
      examples: try members["examples"].map(examples) ?? [],
      sources: try members["sources"]?.strings() ?? [],
      checked: try members["checked"].map(day),
      unconfirmed: try members["unconfirmed"].map(unconfirmed) ?? [],
      own: try members["own"]?.strings().map(Glob.init) ?? [])
  }

  private static func category(_ reader: YAMLReader) throws(ConfigurationError) -> String {
    let category = try reader.string()
    guard Destination.categories.contains(category) else {
      throw reader.error("expected one of \(Destination.categories.joined(separator: ", "))")
    }
    return category
  }

  private static func regions(_ reader: YAMLReader) throws(ConfigurationError) -> [(region: Region, hosts: [HostPattern])] {
    var regions: [(region: Region, hosts: [HostPattern])] = []
    for (name, value) in try reader.orderedMembers() {
      guard let region = Region(rawValue: name) else {
        throw value.error("expected one of \(Region.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      regions.append((region, try value.strings().compactMap(HostPattern.init)))
    }
    return regions
  }

  package static func canonical(_ name: String, _ reader: YAMLReader) throws(ConfigurationError) -> String {
    guard CanonicalField.isKnown(name) else {
      throw reader.error("no canonical field `\(name)`; there are \(CanonicalField.all.joined(separator: ", "))")
    }
    return name
  }

  private static func patterns(_ reader: YAMLReader) throws(ConfigurationError) -> [Pattern] {
    var patterns: [Pattern] = []
    for element in try reader.elements() { patterns.append(try element.pattern()) }
    return patterns
  }

  private static func wirePattern(_ reader: YAMLReader) throws(ConfigurationError) -> WirePattern {
    guard let pattern = WirePattern(try reader.string()) else { throw reader.error("not a wire path, or no event type after @") }
    return pattern
  }

  private static func wirePatterns(_ reader: YAMLReader) throws(ConfigurationError) -> [WirePattern] {
    if reader.isText { return [try wirePattern(reader)] }
    var patterns: [WirePattern] = []
    for element in try reader.elements() { patterns.append(try wirePattern(element)) }
    return patterns
  }

  private static func fields(_ reader: YAMLReader) throws(ConfigurationError) -> [(canonical: String, pattern: WirePattern)] {
    var fields: [(canonical: String, pattern: WirePattern)] = []
    for (canonical, value) in try reader.orderedMembers() {
      let canonical = try Self.canonical(canonical, value)
      for pattern in try wirePatterns(value) { fields.append((canonical, pattern)) }
    }
    // A stable sort: equal elements keep the order of the file.
    let specificity = fields.map(\.pattern.specificity)
    let order = fields.indices.sorted { (specificity[$1], $0) < (specificity[$0], $1) }
    return order.map { fields[$0] }
  }

  private static func types(_ reader: YAMLReader) throws(ConfigurationError) -> [String: EventType] {
    var types: [String: EventType] = [:]
    for (wire, value) in try reader.members() { types[wire] = try value.choice(EventType.self) }
    return types
  }

  private static func typesByPath(_ reader: YAMLReader) throws(ConfigurationError) -> [(pattern: Pattern, type: EventType)] {
    var types: [(pattern: Pattern, type: EventType)] = []
    for (name, value) in try reader.orderedMembers() {
      guard let type = EventType(rawValue: name) else {
        throw value.error("expected one of \(EventType.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      for pattern in try patterns(value) { types.append((pattern, type)) }
    }
    return types
  }

  private static func onward(_ reader: YAMLReader) throws(ConfigurationError) -> Destination.Onward {
    let members = try reader.members(["names", "keys"])
    return Destination.Onward(names: try members["names"].map(wirePatterns) ?? [], keys: try members["keys"].map(wirePatterns) ?? [])
  }

  private static func day(_ reader: YAMLReader) throws(ConfigurationError) -> Day {
    guard let day = Day(try reader.string()) else { throw reader.error("expected a day, such as 2026-11-29") }
    return day
  }

  /// Parts of the description that may be unconfirmed, in addition to canonical fields.
  private static let parts: Set = ["hosts", "regions", "assets", "shapes", "events", "types", "records_ip", "takes", "controls"]

  private static func unconfirmed(_ reader: YAMLReader) throws(ConfigurationError) -> [String] {
    var names: [String] = []
    for name in try reader.strings() { names.append(parts.contains(name) ? name : try canonical(name, reader)) }
    return names
  }

  private static func controls(_ reader: YAMLReader) throws(ConfigurationError) -> [Destination.Control] {
    var controls: [Destination.Control] = []
    for element in try reader.elements() {
      let members = try element.members(["stops", "set", "note", "effect"])
      guard let stops = members["stops"], let set = members["set"] else { throw element.error("a control needs `stops` and `set`") }
      var control = Destination.Control(stops: [], set: try set.string(), note: try members["note"]?.string())
      for name in try stops.strings() { control.stops.append(try canonical(name, stops)) }
      if let effect = members["effect"] {
        guard try effect.string() == "none" else { throw effect.error("expected none; a control without `effect` has one") }
        control.isEffective = false
      }
      controls.append(control)
    }
    return controls
  }

  private static func shapes(_ reader: YAMLReader) throws(ConfigurationError) -> [Destination.Shape] {
    var shapes: [Destination.Shape] = []
    for element in try reader.elements() {
      let members = try element.members(["path", "query", "headers", "keys"])
      guard !members.isEmpty else { throw element.error("a shape needs at least one part") }
      shapes.append(
        Destination.Shape(
          path: try members["path"]?.pattern(),
          query: try members["query"]?.strings().map(shapeMember) ?? [],
          headers: try members["headers"]?.strings().map { $0.lowercased() } ?? [],
          keys: try members["keys"]?.strings().map(shapeMember) ?? []))
    }
    return shapes
  }

  /// `a|b` or `k=v|w`.
  private static func shapeMember(_ source: String) -> Destination.Shape.Member {
    let parts = source.split(separator: "=", maxSplits: 1).map(String.init)
    let values = parts.count == 2 ? parts[1].split(separator: "|").map(String.init) : []
    return Destination.Shape.Member(alternatives: parts.first?.split(separator: "|").map(String.init) ?? [], values: values)
  }
}
