package import Vocabulary

/// Reads a framework from YAML (described in `rules/README.md`).
package enum FrameworkFile {
  private static let keys: Set = [
    "id", "title", "short", "edition", "publisher", "source", "checked", "applies", "unconfirmed", "controls",
  ]
  private static let controlKeys: Set = [
    "id", "number", "title", "asks", "source", "against", "needs", "unseen", "decision", "examples",
  ]
  private static let exampleKeys: Set = ["requests", "policy", "opted_out", "manifest", "answers", "sub_processors"]

  /// The frameworks in the binary, without their examples, in the order of their IDs.
  package static func standard(_ names: KnownNames) throws(ConfigurationError) -> [Framework] {
    var frameworks: [Framework] = []
    for reader in YAMLReader.embedded(where: { $0.hasPrefix("frameworks/") }) { frameworks.append(try framework(reader, names)) }
    return frameworks
  }

  /// The framework in `text`, whose rules must be in `names`.
  package static func framework(_ text: String, file: String, known names: KnownNames) throws(ConfigurationError) -> Framework {
    guard let document = try YAMLReader.document(text, file: file) else {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the framework is empty")
    }
    return try framework(document, names)
  }

  /// Whether a YAML file contains a framework, not rules: it has a member `controls`.
  package static func isFramework(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("controls:") }
  }

  /// The frameworks in the binary, with their examples.
  package static func withExamples(_ names: KnownNames) throws(ConfigurationError) -> [Framework] {
    var frameworks: [Framework] = []
    for (path, text) in embeddedRules where path.hasPrefix("frameworks/") {
      frameworks.append(try framework(text, file: "rules/\(path)", known: names))
    }
    return frameworks
  }

  private static func framework(_ reader: YAMLReader, _ names: KnownNames) throws(ConfigurationError) -> Framework {
    let members = try reader.members(keys)
    func text(_ key: String) throws(ConfigurationError) -> String {
      try reader.required(key, in: members, of: "a framework").string()
    }
    let checked = try reader.required("checked", in: members, of: "a framework")
    guard let day = Day(try checked.string()) else { throw checked.error("expected a day, such as 2026-11-29") }
    let unconfirmed = Set(try members["unconfirmed"]?.strings() ?? [])
    var framework = Framework(
      id: try text("id"), title: try text("title"), short: try text("short"), edition: try text("edition"),
      publisher: try text("publisher"), source: try link(reader.required("source", in: members, of: "a framework")), checked: day,
      applies: try text("applies"), controls: [])
    for element in try reader.required("controls", in: members, of: "a framework").elements() {
      var control = try control(element, names, today: day)
      guard !framework.controls.contains(where: { $0.id == control.id }) else {
        throw element.error("the control `\(control.id)` appears twice")
      }
      control.isUnconfirmed = unconfirmed.contains(control.id)
      framework.controls.append(control)
    }
    if let unknown = unconfirmed.subtracting(framework.controls.map(\.id)).sorted().first, let list = members["unconfirmed"] {
      throw list.error("no control is called `\(unknown)`")
    }
    return framework
  }

  private static func control(
    _ reader: YAMLReader, _ names: KnownNames, today: Day
  ) throws(ConfigurationError) -> Framework.Control {
    let members = try reader.members(controlKeys)
    func text(_ key: String) throws(ConfigurationError) -> String {
      try reader.required(key, in: members, of: "a control").string()
    }
    var needs: [Framework.Fact] = []
    for element in try members["needs"]?.elements() ?? [] { needs.append(try element.choice(Framework.Fact.self)) }
    guard !needs.isEmpty else { throw reader.error("a control needs `needs`: the facts without which it is not assessed") }
    var control = Framework.Control(
      id: try text("id"), number: try text("number"), title: try text("title"), asks: try text("asks"),
      source: try link(reader.required("source", in: members, of: "a control")),
      against: try against(members["against"], names), needs: needs, unseen: try text("unseen"))
    control.decision = try members["decision"]?.string()
    for (result, list) in try members["examples"]?.orderedMembers() ?? [] {
      guard let result = Framework.Example.Result(rawValue: result) else {
        throw list.error("expected one of \(Framework.Example.Result.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      for element in try list.elements() { control.examples.append(try example(element, result, names, today: today)) }
    }
    return control
  }

  /// A URL that a report may link to.
  private static func link(_ reader: YAMLReader) throws(ConfigurationError) -> String {
    let link = try reader.string()
    guard link.hasPrefix("https://") || link.hasPrefix("http://") else {
      throw reader.error("expected a URL, such as https://acme.example/annex")
    }
    return link
  }

  /// The rules in a list: each by its ID, or all of a category as `category:user-content`.
  private static func against(_ list: YAMLReader?, _ names: KnownNames) throws(ConfigurationError) -> Set<String> {
    var rules: Set<String> = []
    for element in try list?.elements() ?? [] {
      let name = try element.string()
      guard name.hasPrefix("category:") else {
        try names.check(rule: name, element)
        rules.insert(name)
        continue
      }
      guard let category = Category(rawValue: String(name.dropFirst("category:".count))) else {
        throw element.error("expected one of \(Category.allCases.map { "category:\($0.rawValue)" }.joined(separator: ", "))")
      }
      rules.formUnion(names.rules(of: category))
    }
    return rules
  }

  private static func example(
    _ reader: YAMLReader, _ result: Framework.Example.Result, _ names: KnownNames, today: Day
  ) throws(ConfigurationError) -> Framework.Example {
    let members = try reader.members(exampleKeys)
    var requests: [Destination.Example.Request] = []
    for element in try reader.required("requests", in: members, of: "an example").elements() {
      requests.append(try DestinationFile.request(element))
    }
    var example = Framework.Example(
      result: result, requests: requests,
      policy: try members["policy"].map { policy throws(ConfigurationError) in try PolicyFile.policy(policy, known: names, today: today) },
      isOptedOut: try members["opted_out"]?.boolean() ?? false, line: reader.line)
    example.manifest = try members["manifest"].map { manifest throws(ConfigurationError) in try ManifestFile.manifest(manifest) }
    if let answers = members["answers"] { example.declarations.append(try DeclarationFile.answers(answers)) }
    if let list = members["sub_processors"] { example.declarations.append(try SubProcessorFile.declaration(list)) }
    return example
  }
}
