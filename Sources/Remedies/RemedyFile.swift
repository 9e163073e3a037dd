import Knowledge
import Vocabulary

/// Reads a remedy from YAML (described in `rules/README.md`).
enum RemedyFile {
  static func remedy(_ text: String, file: String) throws(ConfigurationError) -> Remedy {
    guard let document = try YAMLReader.document(text, file: file) else {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the file is empty")
    }
    return try remedy(document)
  }

  static func remedy(_ document: YAMLReader) throws(ConfigurationError) -> Remedy {
    let members = try document.members([
      "id", "checked", "sources", "destinations", "sender", "library", "place", "language", "unproved", "snippet", "steps", "remains",
      "bypasses",
    ])
    func member(_ key: String) throws(ConfigurationError) -> YAMLReader {
      try document.required(key, in: members, of: "a remedy")
    }
    let snippet = try member("snippet")
    let language = try member("language").choice(SnippetLanguage.self)
    let slots = Set(try snippet.string().split(separator: "\n").compactMap(Snippet.slot))
    let sources = try member("sources")
    guard try !sources.strings().isEmpty else { throw sources.error("a remedy needs at least one source") }
    return Remedy(
      id: try member("id").string(), destinations: try members["destinations"]?.strings() ?? [],
      sender: try members["sender"].map(sender), library: try member("library").string(), place: try member("place").string(),
      language: language, doubt: try members["unproved"]?.string(), template: try snippet.string(),
      steps: try steps(try member("steps"), slots: slots, language), limits: try members["remains"].map(limits) ?? [],
      bypasses: try members["bypasses"].map(bypasses) ?? [], checked: try date(try member("checked")), sources: try sources.strings(),
      file: document.file)
  }

  private static func date(_ reader: YAMLReader) throws(ConfigurationError) -> String {
    let text = try reader.string()
    guard text.wholeMatch(of: /20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/) != nil else {
      throw reader.error("expected a date like 2026-11-29")
    }
    return text
  }

  private static func sender(_ reader: YAMLReader) throws(ConfigurationError) -> Remedy.Sender {
    let members = try reader.members(["at", "is", "unnamed"])
    guard let at = members["at"], let names = members["is"] else { throw reader.error("expected `at` and `is`") }
    return Remedy.Sender(
      place: try plainPlace(at), names: try names.strings(), takesUnnamed: try members["unnamed"]?.boolean() ?? false)
  }

  private static func bypasses(_ reader: YAMLReader) throws(ConfigurationError) -> [Remedy.Bypass] {
    var bypasses: [Remedy.Bypass] = []
    for element in try reader.elements() {
      let members = try element.members(["what", "at", "is"])
      let what = try element.required("what", in: members, of: "something that passes the snippet by")
      guard (members["at"] == nil) == (members["is"] == nil) else { throw element.error("`at` and `is` go together") }
      var bypass = Remedy.Bypass(what: try what.string())
      if let at = members["at"], let values = members["is"] { bypass.mark = (try plainPlace(at), try values.strings()) }
      bypasses.append(bypass)
    }
    return bypasses
  }

  private static func plainPlace(_ reader: YAMLReader) throws(ConfigurationError) -> WirePattern {
    guard let place = WirePattern(try reader.string()), place.isPlain else { throw reader.error("not a wire path without *") }
    return place
  }

  private static func steps(
    _ reader: YAMLReader, slots: Set<String>, _ language: SnippetLanguage
  ) throws(ConfigurationError) -> [Remedy.Step] {
    var steps: [Remedy.Step] = []
    for element in try reader.elements() { steps.append(try step(element, slots: slots, language)) }
    return steps
  }

  private static func step(
    _ reader: YAMLReader, slots: Set<String>, _ language: SnippetLanguage
  ) throws(ConfigurationError) -> Remedy.Step {
    let members = try reader.members(["does", "value", "at", "keep", "only", "code"])
    guard let does = members["does"], let at = members["at"], let source = members["code"] else {
      throw reader.error("a step needs `does`, `at` and `code`")
    }
    let code = try code(source, slots: slots)
    let isNamed = code.values.contains(where: language.namesDropped)
    let places = try places(at)
    for place in places where (place.parts.last == .any) != isNamed {
      throw at.error(
        isNamed
          ? "the code names what it drops, so every place ends with .*"
          : "a place that ends with .* needs code with \(language.placeholder): only what was found is dropped")
    }
    let effect = try effect(does, members["value"])
    if case .set = effect, let place = places.first(where: { !$0.isPlain }) {
      throw at.error("what is set is set in one place, and `\(place.source)` is many")
    }
    if isNamed, effect != .drop { throw does.error("only drop names what it drops") }
    if let keep = members["keep"], !isNamed { throw keep.error("only a step with \(language.placeholder) can keep some") }
    return Remedy.Step(
      effect: effect, places: places, code: code, isNamed: isNamed, kept: Set(try members["keep"]?.strings() ?? []),
      only: Set(try members["only"]?.strings() ?? []))
  }

  private static func effect(_ reader: YAMLReader, _ value: YAMLReader?) throws(ConfigurationError) -> Remedy.Effect {
    switch (try reader.string(), value) {
    case ("drop", nil): return .drop
    case ("strip_query", nil): return .stripQuery
    case ("set", let value?): return .set(try value.string())
    case ("set", nil): throw reader.error("set needs `value`")
    case ("drop", let value?), ("strip_query", let value?): throw value.error("only set has a `value`")
    default: throw reader.error("expected one of drop, strip_query, set")
    }
  }

  /// One text for the slot `steps`, or texts by slot.
  private static func code(_ reader: YAMLReader, slots: Set<String>) throws(ConfigurationError) -> [String: String] {
    var code: [String: String] = [:]
    if reader.isMapping {
      for (slot, text) in try reader.members() { code[slot] = try text.string() }
    } else {
      code["steps"] = try reader.string()
    }
    for slot in code.keys.sorted() where !slots.contains(slot) { throw reader.error("the snippet has no line {\(slot)}") }
    return code
  }

  private static func places(_ reader: YAMLReader) throws(ConfigurationError) -> [WirePattern] {
    var places: [WirePattern] = []
    for element in try reader.elements() {
      guard let place = WirePattern(try element.string()), !place.parts.contains(.anyNumber) else {
        throw element.error("not a wire path, or no event type after @")
      }
      places.append(place)
    }
    return places
  }

  private static func limits(_ reader: YAMLReader) throws(ConfigurationError) -> [Remedy.Limit] {
    var limits: [Remedy.Limit] = []
    for element in try reader.elements() {
      let members = try element.members(["fields", "advice"])
      guard let fields = members["fields"], let advice = members["advice"] else { throw element.error("expected `fields` and `advice`") }
      var names: [String] = []
      for name in try fields.strings() { names.append(try DestinationFile.canonical(name, fields)) }
      limits.append(Remedy.Limit(fields: names, advice: try advice.string()))
    }
    return limits
  }
}

extension WirePattern {
  /// Whether it is a single path without wildcards.
  fileprivate var isPlain: Bool { parts.allSatisfy { if case .key = $0 { true } else { false } } }
}
