import Vocabulary

/// A row of a plan in telltale's own format, about one property.
struct TableRow {
  /// The path to the property: `form.fields`, `tags[]`; a dot in a name is written `\.`.
  let steps: [String]
  let schema: JSONValue
  let isRequired: Bool
  let isPersonal: Bool
  let isForbidden: Bool

  /// The names of types, and their JSON Schema.
  private static let types: [(word: String, schema: [JSONValue.Member])] =
    JSONSchema.Types.names.map { ($0.name, [.init("type", .string($0.name))]) } + [
      ("any", []), ("date", [.init("type", .string("string")), .init("format", .string("date"))]),
      ("date-time", [.init("type", .string("string")), .init("format", .string("date-time"))]),
    ]

  private static let members = [
    "type", "required", "personal", "forbidden", "values", "pattern", "format", "minimum", "maximum", "description",
  ]

  /// Reads a row: the name of a type, or a mapping.
  init(_ name: String, _ value: JSONValue, at pointer: String, _ document: PlanSource) throws(ConfigurationError) {
    steps = Self.steps(name)
    guard !steps.contains("") else { throw document.error("expected the name of a property", at: pointer) }
    switch value {
    case .null: (schema, isRequired, isPersonal, isForbidden) = (.object([]), false, false, false)
    case .string("forbidden"): (schema, isRequired, isPersonal, isForbidden) = (.object([]), false, false, true)
    case .string:
      (schema, isRequired, isPersonal, isForbidden) = (.object(try Self.type(value, at: pointer, document)), false, false, false)
    case .object(let members):
      for member in members where !Self.members.contains(member.key) {
        let guess = Suggestion.names(like: member.key, among: Self.members, limit: 1).first.map { "; did you mean `\($0)`?" } ?? ""
        throw document.error("unknown key `\(member.key)`\(guess)", at: pointer + JSONValue.step(member.key))
      }
      var keywords = try value["type"].map { type throws(ConfigurationError) in try Self.type(type, at: pointer + "/type", document) } ?? []
      if let values = value["values"] {
        guard !values.elements.isEmpty else { throw document.error("expected a list of values", at: pointer + "/values") }
        keywords.append(.init("enum", values))
      }
      for key in ["pattern", "format", "minimum", "maximum"] { if let bound = value[key] { keywords.append(.init(key, bound)) } }
      func flag(_ key: String) throws(ConfigurationError) -> Bool {
        guard let value = value[key] else { return false }
        guard let flag = value.boolean else { throw document.error("expected true or false", at: "\(pointer)/\(key)") }
        return flag
      }
      (schema, isRequired) = (.object(keywords), try flag("required"))
      (isPersonal, isForbidden) = (try flag("personal"), try flag("forbidden"))
    default: throw document.error("expected a type, or a mapping of what the plan says of the property", at: pointer)
    }
  }

  /// The keywords of a type: a name, a list of names, or names separated by `|`.
  private static func type(_ value: JSONValue, at pointer: String, _ document: PlanSource) throws(ConfigurationError) -> [JSONValue.Member]
  {
    let words =
      value.text.map { $0.split(separator: "|").map { $0.filter { $0 != " " } } }
      ?? value.elements.map { if case .null = $0 { "null" } else { $0.text ?? "" } }
    var known: [[JSONValue.Member]] = []
    for word in words {
      guard let type = types.first(where: { $0.word == word }) else {
        let all = types.map(\.word).joined(separator: ", ")
        throw document.error("no type `\(word)`; there are \(all)", at: pointer)
      }
      known.append(type.schema)
    }
    if known.count == 1 { return known[0] }
    if known.contains(where: \.isEmpty) || known.isEmpty { return [] }
    guard known.contains(where: { $0.count > 1 }) else { return [.init("type", .array(words.map(JSONValue.string)))] }
    return [.init("anyOf", .array(known.map(JSONValue.object)))]
  }

  /// The keys in a name; `[]` stands for the elements of a list.
  private static func steps(_ name: String) -> [String] {
    var steps = [""]
    var isEscaped = false
    for character in name {
      switch character {
      case "\\" where !isEscaped: isEscaped = true
      case "." where !isEscaped: steps.append("")
      default:
        steps[steps.count - 1].append(character)
        isEscaped = false
      }
    }
    return steps.flatMap { step -> [String] in
      var (step, lists) = (step, 0)
      while step.hasSuffix("[]") {
        step.removeLast(2)
        lists += 1
      }
      return [step] + [String](repeating: "[]", count: lists)
    }
  }
}

/// The name of a property in a row.
package enum PlanRow {
  /// A key with the characters escaped that have a meaning in a path.
  package static func escaped(_ key: String) -> String { key.replacing("\\", with: "\\\\").replacing(".", with: "\\.") }
}

/// The rows of an event as a tree.
struct TableTree {
  private var row: TableRow?
  private var members: [(key: String, tree: TableTree)] = []
  /// The trees of elements, if it is a list.
  private var element: [TableTree] = []

  mutating func add(_ row: TableRow, at place: String, _ document: PlanSource) throws(ConfigurationError) {
    guard add(row, row.steps[...]) else { throw document.error("the property appears twice", at: place) }
  }

  private mutating func add(_ row: TableRow, _ steps: ArraySlice<String>) -> Bool {
    guard let step = steps.first else {
      guard self.row == nil else { return false }
      self.row = row
      return true
    }
    if step == "[]" {
      if element.isEmpty { element.append(TableTree()) }
      return element[0].add(row, steps.dropFirst())
    }
    let at = members.firstIndex { $0.key.isExactly(step) } ?? members.count
    if at == members.count { members.append((step, TableTree())) }
    return members[at].tree.add(row, steps.dropFirst())
  }

  /// The schema of all properties, which allows no others.
  var schema: JSONValue { object() }

  private func object() -> JSONValue {
    var keywords: [JSONValue.Member] = [.init("type", .string("object"))]
    let named = members.filter { $0.key != "*" }
    if !named.isEmpty { keywords.append(.init("properties", .object(named.map { .init($0.key, $0.tree.value()) }))) }
    let required = named.filter { $0.tree.row?.isRequired ?? false }.map { JSONValue.string($0.key) }
    if !required.isEmpty { keywords.append(.init("required", .array(required))) }
    // The key `*` stands for keys that are identifiers.
    keywords.append(.init("additionalProperties", members.first { $0.key == "*" }?.tree.value() ?? .boolean(false)))
    return .object(keywords)
  }

  private func value() -> JSONValue {
    if row?.isForbidden ?? false { return .boolean(false) }
    var schema = row?.schema ?? .object([])
    if row?.isPersonal ?? false { schema.set("x-personal", .boolean(true)) }
    var containers: [JSONValue] = []
    if let element = element.first {
      containers.append(.string("array"))
      schema.set("items", element.value())
    }
    if !members.isEmpty {
      containers.append(.string("object"))
      for keyword in object().members where keyword.key != "type" { schema.set(keyword.key, keyword.value) }
    }
    // A separate row may also allow another type, such as null; one without a type allows any.
    let types = schema["type"].map { $0.text == nil ? $0.elements : [$0] } ?? []
    if !containers.isEmpty, row == nil || !types.isEmpty {
      schema.set("type", .array(types + containers.filter { !types.contains($0) }))
    }
    return schema
  }
}
