import Vocabulary

/// A tracking plan in the format of RudderStack's command line: YAML of several kinds, in one file or many, that refer to each
/// other.
///
/// Version `rudder/0.1` has the kind `tp` and references such as `#/properties/GROUP/ID`; `rudder/v1` has `tracking-plan` and
/// `#property:ID`. (www.rudderstack.com/docs, Data Catalog and Tracking Plans YAML reference)
struct RudderStackPlan {
  /// A definition of the catalog, with its position.
  private struct Definition {
    var value: JSONValue
    var pointer: String
    var document: PlanSource
  }

  private var properties: [String: Definition] = [:]
  private var events: [String: Definition] = [:]
  private var customTypes: [String: Definition] = [:]
  private var rules: [Definition] = []

  /// Adds a document of any kind.
  mutating func add(_ document: PlanSource) throws(ConfigurationError) {
    let spec = document.value["spec"]
    switch document.value["kind"]?.text {
    case "properties": properties.merge(try Self.definitions(spec, "properties", document)) { $1 }
    case "events": events.merge(try Self.definitions(spec, "events", document)) { $1 }
    case "custom-types": customTypes.merge(try Self.definitions(spec, "types", document)) { $1 }
    case "tp", "tracking-plan":
      for (at, rule) in (spec?["rules"]?.elements ?? []).enumerated() {
        rules.append(Definition(value: rule, pointer: "/spec/rules/\(at)", document: document))
      }
    // Categories and the like do not describe what is sent.
    default: break
    }
  }

  private static func definitions(_ spec: JSONValue?, _ key: String, _ document: PlanSource) throws(ConfigurationError)
    -> [String: Definition]
  {
    var definitions: [String: Definition] = [:]
    for (at, value) in (spec?[key]?.elements ?? []).enumerated() {
      let pointer = "/spec/\(key)/\(at)"
      guard let id = value["id"]?.text else { throw document.error("the definition needs `id`", at: pointer) }
      definitions[id] = Definition(value: value, pointer: pointer, document: document)
    }
    return definitions
  }

  // MARK: Events

  /// Adds the documents' events to a plan.
  func read(into plan: inout Plan) throws(ConfigurationError) {
    for rule in rules {
      guard let reference = Self.reference(rule.value["event"]) else {
        throw rule.document.error("the rule needs `event`", at: rule.pointer)
      }
      guard let event = events[reference] else {
        throw rule.document.error("no event `\(reference)`: give the file that defines it too", at: rule.pointer + "/event")
      }
      guard let type = EventType(rawValue: event.value["event_type"]?.text ?? "track") else {
        throw event.document.error(
          "expected one of \(EventType.allCases.map(\.rawValue).joined(separator: ", "))", at: event.pointer + "/event_type")
      }
      let isOpen = [rule.value["additional_properties"], rule.value["allow_unplanned"], rule.value["event"]?["allow_unplanned"]]
        .contains { $0?.boolean ?? false }
      var schema = try object(rule.value["properties"], rule.value["variants"], isOpen: isOpen, in: rule)
      var types: [JSONValue.Member] = []
      for (id, type) in customTypes.sorted(by: { $0.key < $1.key }) { types.append(.init(id, try self.schema(of: type))) }
      schema.set("$defs", .object(types))
      let compiled = try PlanFile.schema(schema, draft: .current, of: rule.document, base: rule.pointer)
      let name = type == .identify || type == .group || type == .alias ? nil : event.value["name"]?.text
      plan.add(Plan.Entry(type: type, name: name, subject: .fields, schema: compiled))
    }
  }

  /// The ID in a reference: `#/properties/GROUP/ID`, `#property:ID`, or an object with `$ref`.
  private static func reference(_ value: JSONValue?) -> String? {
    let text = value?.text ?? value?["$ref"]?.text
    guard let text, text.hasPrefix("#") else { return nil }
    return text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init)
  }

  // MARK: Schemas

  /// The schema of an object: its properties, and variants that depend on the value of one of them.
  private func object(_ listed: JSONValue?, _ variants: JSONValue?, isOpen: Bool, in rule: Definition) throws(ConfigurationError)
    -> JSONValue
  {
    var schema = try members(listed?.elements ?? [], in: rule)
    schema.set("type", .string("object"))
    var conditions: [JSONValue] = []
    for variant in variants?.elements ?? [] {
      guard let reference = Self.reference(variant["discriminator"]) ?? variant["discriminator"]?.text else { continue }
      let name = properties[reference]?.value["name"]?.text ?? reference
      var all: [JSONValue] = []
      for choice in variant["cases"]?.elements ?? [] {
        let matches = choice["match"]?.elements ?? []
        all += matches
        conditions.append(
          .object([.init("if", Self.says(name, matches)), .init("then", try members(choice["properties"]?.elements ?? [], in: rule))]))
      }
      let others = variant["default"].map { $0["properties"]?.elements ?? $0.elements } ?? []
      if !others.isEmpty {
        conditions.append(.object([.init("if", Self.says(name, all)), .init("else", try members(others, in: rule))]))
      }
    }
    if !conditions.isEmpty { schema.set("allOf", .array(conditions)) }
    schema.set("unevaluatedProperties", .boolean(isOpen))
    return schema
  }

  /// Whether a property has one of some values.
  private static func says(_ name: String, _ values: [JSONValue]) -> JSONValue {
    .object([
      .init("properties", .object([.init(name, .object([.init("enum", .array(values))]))])), .init("required", .array([.string(name)])),
    ])
  }

  /// The properties that a list refers to, and which of them are required.
  private func members(_ listed: [JSONValue], in rule: Definition) throws(ConfigurationError) -> JSONValue {
    var (named, required): ([JSONValue.Member], [JSONValue]) = ([], [])
    for element in listed {
      guard let reference = Self.reference(element["property"]) ?? Self.reference(element) else {
        throw rule.document.error("a property needs a reference", at: rule.pointer + "/properties")
      }
      guard let definition = properties[reference] else {
        throw rule.document.error("no property `\(reference)`: give the file that defines it too", at: rule.pointer + "/properties")
      }
      let name = definition.value["name"]?.text ?? reference
      var schema = try self.schema(of: definition)
      if let nested = element["properties"] {
        let inside = try object(nested, nil, isOpen: element["additional_properties"]?.boolean ?? false, in: rule)
        for keyword in inside.members where keyword.key != "type" { schema.set(keyword.key, keyword.value) }
      }
      named.append(.init(name, schema))
      if element["required"]?.boolean ?? false { required.append(.string(name)) }
    }
    var schema = JSONValue.object([.init("properties", .object(named))])
    if !required.isEmpty { schema.set("required", .array(required)) }
    return schema
  }

  /// The schema of a property or a custom type.
  private func schema(of definition: Definition) throws(ConfigurationError) -> JSONValue {
    let value = definition.value
    let config = value["config"] ?? value["propConfig"]
    let names =
      value["types"]?.elements.compactMap(\.text)
      ?? (value["type"]?.text ?? "").split(separator: ",").map { String($0.trimming(\.isWhitespace)) }
    var schema = try types(names, in: definition)
    for member in config?.members ?? [] {
      let keyword = Self.camelCase(member.key)
      if keyword != "itemTypes" { schema.set(keyword, member.value) }
    }
    if PersonalMark.isSet(in: value) { schema.set("x-personal", .boolean(true)) }
    let items =
      [value["item_type"]].compactMap { $0?.text }
      + [value["item_types"], config?["itemTypes"], config?["item_types"]]
      .flatMap { $0?.elements.compactMap(\.text) ?? [] }
    if !items.isEmpty { schema.set("items", try types(items, in: definition)) }
    guard value["properties"] != nil || value["variants"] != nil else { return schema }
    let inside = try object(
      value["properties"], value["variants"],
      isOpen: value["additional_properties"]?.boolean ?? config?["additionalProperties"]?.boolean ?? false,
      in: definition)
    for keyword in inside.members { schema.set(keyword.key, keyword.value) }
    return schema
  }

  /// The schema of some types, each a type of JSON Schema or a reference to a custom type.
  private func types(_ names: [String], in definition: Definition) throws(ConfigurationError) -> JSONValue {
    var (known, references): ([String], [JSONValue]) = ([], [])
    for name in names where !name.isEmpty {
      guard let reference = Self.reference(.string(name)) else {
        guard JSONSchema.Types(name) != nil else {
          throw definition.document.error(
            "no type `\(name)`; there are \(JSONSchema.Types.names.map(\.name).joined(separator: ", "))", at: definition.pointer + "/type")
        }
        known.append(name)
        continue
      }
      guard
        let id = customTypes[reference] != nil ? reference : customTypes.first(where: { $0.value.value["name"]?.text == reference })?.key
      else {
        throw definition.document.error(
          "no custom type `\(reference)`: give the file that defines it too", at: definition.pointer + "/type")
      }
      references.append(.object([.init("$ref", .string("#/$defs" + JSONValue.step(id)))]))
    }
    if references.isEmpty { return known.isEmpty ? .object([]) : .object([.init("type", .array(known.map(JSONValue.string)))]) }
    if references.count == 1, known.isEmpty { return references[0] }
    let plain = known.map { JSONValue.object([.init("type", .string($0))]) }
    return .object([.init("anyOf", .array(references + plain))])
  }

  /// A keyword as JSON Schema writes it: `minLength` for `min_length`.
  private static func camelCase(_ key: String) -> String {
    let words = key.split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
