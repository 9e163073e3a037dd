import Vocabulary

/// A tracking plan as Segment's APIs export it.
///
/// The Public API lists rules with a `type`, a `key` and a `jsonSchema`, in `data.rules`, `rules` or a bare list; the older Config
/// API has `rules.events`, each with a `name` and its `rules`, next to `rules.identify`, `rules.group` and `rules.global`. Both
/// describe the event as in the spec. (docs.segmentapis.com, Tracking Plans; reference.segmentapis.com, Config API)
enum SegmentPlan {
  /// The pointer to the rules of a document; nil if it is not a Segment plan.
  static func rules(in document: PlanSource) -> String? {
    for pointer in ["", "/data/trackingPlan/rules", "/data/rules", "/rules", "/trackingPlan/rules"] {
      guard let value = document.value.value(at: pointer) else { continue }
      if value.elements.contains(where: { $0["jsonSchema"] != nil && $0["type"] != nil }) { return pointer }
      if value["events"]?.elements.contains(where: { $0["name"] != nil }) ?? false { return pointer }
    }
    return nil
  }

  static func read(_ document: PlanSource, into plan: inout Plan) throws(ConfigurationError) {
    guard let pointer = rules(in: document), let rules = document.value.value(at: pointer) else { return }
    if !rules.elements.isEmpty {
      for at in rules.elements.indices { try read(rules.elements[at], at: "\(pointer)/\(at)", document, &plan) }
      return
    }
    let events = rules["events"]?.elements ?? []
    for at in events.indices {
      let place = "\(pointer)/events/\(at)"
      guard let name = events[at]["name"]?.text else { throw document.error("an event needs `name`", at: place) }
      try add(events[at]["rules"], at: place + "/rules", type: .track, name: name, document, &plan)
    }
    for (key, type) in [("identify", EventType.identify), ("group", .group), ("page", .page), ("screen", .screen)] {
      guard let schema = rules[key], !schema.members.isEmpty else { continue }
      try add(schema, at: "\(pointer)/\(key)", type: type, name: nil, document, &plan)
    }
    for (key, type) in [("identify_traits", EventType.identify), ("group_traits", .group)] {
      try addTraits(rules[key]?.elements ?? [], at: "\(pointer)/\(key)", type, document, &plan)
    }
    if let global = rules["global"], !global.members.isEmpty { try addCommon(global, at: "\(pointer)/global", document, &plan) }
  }

  /// A rule of the Public API.
  private static func read(_ rule: JSONValue, at pointer: String, _ document: PlanSource, _ plan: inout Plan) throws(ConfigurationError) {
    guard let word = rule["type"]?.text else { throw document.error("a rule needs `type`", at: pointer) }
    let schema = rule["jsonSchema"]
    if word.uppercased() == "COMMON" { return try addCommon(schema ?? .object([]), at: pointer + "/jsonSchema", document, &plan) }
    guard let type = EventType(rawValue: word.lowercased()) else {
      throw document.error("no rule type `\(word)`; there are COMMON, GROUP, IDENTIFY, PAGE, SCREEN, TRACK", at: pointer + "/type")
    }
    let name = rule["key"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    guard type != .track || name != nil else { throw document.error("a TRACK rule needs `key`, the event's name", at: pointer) }
    try add(schema, at: pointer + "/jsonSchema", type: type, name: type == .identify || type == .group ? nil : name, document, &plan)
  }

  private static func add(
    _ schema: JSONValue?, at pointer: String, type: EventType, name: String?, _ document: PlanSource, _ plan: inout Plan
  ) throws(ConfigurationError) {
    let compiled = try PlanFile.schema(schema ?? .object([]), draft: .seven, of: document, base: pointer)
    plan.add(Plan.Entry(type: type, name: name, subject: .message, schema: compiled))
  }

  private static func addCommon(_ schema: JSONValue, at pointer: String, _ document: PlanSource, _ plan: inout Plan)
    throws(ConfigurationError)
  {
    let compiled = try PlanFile.schema(schema, draft: .seven, of: document, base: pointer)
    plan.add(common: Plan.Entry(type: nil, name: nil, subject: .message, schema: compiled))
  }

  /// The traits in the oldest exports, each `{name, rules}`.
  private static func addTraits(
    _ traits: [JSONValue], at pointer: String, _ type: EventType, _ document: PlanSource, _ plan: inout Plan
  ) throws(ConfigurationError) {
    guard !traits.isEmpty else { return }
    var properties: [JSONValue.Member] = []
    for at in traits.indices {
      guard let name = traits[at]["name"]?.text else { throw document.error("a trait needs `name`", at: "\(pointer)/\(at)") }
      properties.append(JSONValue.Member(name, traits[at]["rules"] ?? traits[at]["jsonSchema"] ?? .object([])))
    }
    let schema = JSONValue.object([.init("type", .string("object")), .init("properties", .object(properties))])
    plan.add(
      Plan.Entry(type: type, name: nil, subject: .fields, schema: try PlanFile.schema(schema, draft: .seven, of: document, base: pointer)))
  }
}
