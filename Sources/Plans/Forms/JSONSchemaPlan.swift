import Vocabulary

/// JSON Schema per event: a schema of one event, or a document with a definition for each.
enum JSONSchemaPlan {
  /// Keys that occur only in a schema of the whole event, not in one of its properties.
  private static let messageKeys = ["properties", "traits", "event", "type", "context", "userId", "anonymousId", "messageId"]

  static func read(_ document: PlanSource, into plan: inout Plan) throws(ConfigurationError) {
    let keyword = document.value["$defs"] != nil ? "$defs" : "definitions"
    let definitions = document.value[keyword]?.members ?? []
    let describesItself = document.value["properties"] != nil || document.value["allOf"] != nil || document.value["$ref"] != nil
    if let text = document.value["x-telltale-naming"] { plan.add(try TablePlan.naming(text, at: "/x-telltale-naming", document)) }
    guard !definitions.isEmpty, !describesItself else {
      let schema = try PlanFile.schema(document.value, draft: .current, of: document)
      guard let event = event(of: document.value, named: document.value["title"]?.text) else {
        throw document.error("the schema says of no event: name it in `title`, or by `properties.event.const`")
      }
      return plan.add(Plan.Entry(type: event.type, name: event.name, subject: subject(of: document.value), schema: schema))
    }
    let isInventory = document.value["title"]?.text == inventoryTitle
    let roots = definitions.map { "/\(keyword)" + JSONValue.step($0.key) }
    let schema = try PlanFile.schema(isInventory ? lenient(document.value) : document.value, draft: .current, roots: roots, of: document)
    for (number, definition) in definitions.enumerated() {
      if isInventory {
        guard let entry = wireEntry(definition.key, schema, number) else { continue }
        plan.add(entry)
      } else if let event = event(of: definition.value, named: definition.key) {
        plan.add(
          Plan.Entry(type: event.type, name: event.name, subject: subject(of: definition.value), schema: schema, root: number))
      }
    }
  }

  // MARK: Which event

  /// The event of a schema: what `properties.event` and `properties.type` fix, or else the schema's name: `Form Created`,
  /// `track/Form Created`, `identify`.
  private static func event(of schema: JSONValue, named name: String?) -> (type: EventType, name: String?)? {
    let fixed = { (key: String) in
      let value = schema["properties"]?[key]
      return value?["const"]?.text ?? (value?["enum"]?.elements.count == 1 ? value?["enum"]?.elements[0].text : nil)
    }
    let type = fixed("type").flatMap { EventType(rawValue: $0.lowercased()) }
    if let event = fixed("event") ?? (type == .page || type == .screen ? fixed("name") : nil) { return (type ?? .track, event) }
    if let type, type != .track { return (type, nil) }
    return name.flatMap(PlannedName.init).map { ($0.type, $0.name) }
  }

  private static func subject(of schema: JSONValue) -> Plan.Entry.Subject {
    let properties = schema["properties"]
    let isMessage =
      properties?["properties"]?.isObject ?? false || properties?["traits"]?.isObject ?? false
      || properties?.members.contains { messageKeys.contains($0.key) && $0.value["const"] != nil } ?? false
    return isMessage ? .message : .fields
  }

  // MARK: Inventories

  /// The title of the schema that `telltale inventory --format schema` prints.
  package static let inventoryTitle = "Events by destination"

  /// The entry for a definition named `segment/track/Form Created`; nil for one about fields outside all events.
  private static func wireEntry(_ key: String, _ schema: JSONSchema, _ number: Int) -> Plan.Entry? {
    let parts = key.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, parts[1] != "request" else { return nil }
    return Plan.Entry(
      type: EventType(rawValue: parts[1]), name: parts.count == 3 ? parts[2] : nil, subject: .wire(destination: parts[0]), schema: schema,
      root: number)
  }

  /// The same schema, except that a text with decoded content may also be a list or an object: an inventory does not distinguish
  /// them.
  private static func lenient(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(lenient))
    case .object(var members):
      let isText = value["x-telltale-inside"] != nil
      members.removeAll { isText && $0.key == "type" }
      return .object(members.map { JSONValue.Member($0.key, lenient($0.value)) })
    default: return value
    }
  }
}

/// The name of an event in a plan: `Form Created`, `track/Form Created`, `page/Forms`, `identify`.
struct PlannedName {
  let type: EventType
  let name: String?

  init?(_ text: String) {
    if let type = EventType(rawValue: text) {
      (self.type, name) = (type, nil)
      return
    }
    if let slash = text.firstIndex(of: "/"), let type = EventType(rawValue: String(text[..<slash])) {
      let rest = String(text[text.index(after: slash)...])
      guard !rest.isEmpty else { return nil }
      (self.type, name) = (type, rest)
      return
    }
    guard !text.isEmpty else { return nil }
    (type, name) = (.track, text)
  }
}
