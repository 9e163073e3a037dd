import Vocabulary

/// A plan of our own: a row for each property of each event, in YAML or CSV.
///
///     plan: 1
///     naming: {events: Title Case, properties: camelCase}
///     events:
///       Form Created:
///         formId: {type: string, required: true}
///         theme: {values: [light, dark]}
///         form.fields: integer
///       identify:
///         email: {type: string, personal: true}
///       '*':
///         appVersion: string
enum TablePlan {
  /// The name that means every event.
  private static let everyEvent = "*"

  static func read(_ document: PlanSource, into plan: inout Plan) throws(ConfigurationError) {
    for member in document.value.members where !["plan", "naming", "events", "description", "name"].contains(member.key) {
      throw document.error("unknown key `\(member.key)`", at: JSONValue.step(member.key))
    }
    guard document.value["plan"] == .number(JSONNumber(1)) else { throw document.error("expected `plan: 1`", at: "/plan") }
    if let naming = document.value["naming"] { plan.add(try self.naming(naming, at: "/naming", document)) }
    guard let events = document.value["events"], events.isObject else {
      throw document.error("expected `events`, a mapping", at: "/events")
    }
    plan.close()
    let common = try rows(events[everyEvent] ?? .null, at: "/events/" + everyEvent, document)
    for event in events.members where event.key != everyEvent {
      let pointer = "/events" + JSONValue.step(event.key)
      guard let planned = PlannedName(event.key) else { throw document.error("expected the name of an event", at: pointer) }
      var tree = TableTree()
      // Properties of every event are not traits.
      let hasTraits = planned.type == .identify || planned.type == .group
      for (row, place) in (hasTraits ? [] : common) + (try rows(event.value, at: pointer, document)) {
        try tree.add(row, at: place, document)
      }
      let schema = try PlanFile.schema(tree.schema, draft: .current, of: document)
      plan.add(Plan.Entry(type: planned.type, name: planned.name, subject: .fields, schema: schema))
    }
  }

  /// The rows of an event, each with its place.
  private static func rows(_ event: JSONValue, at pointer: String, _ document: PlanSource) throws(ConfigurationError)
    -> [(TableRow, String)]
  {
    if case .null = event { return [] }
    guard event.isObject else { throw document.error("expected a property in each line", at: pointer) }
    var rows: [(TableRow, String)] = []
    for member in event.members {
      let place = pointer + JSONValue.step(member.key)
      rows.append((try TableRow(member.key, member.value, at: place, document), place))
    }
    return rows
  }

  static func naming(_ value: JSONValue, at pointer: String, _ document: PlanSource) throws(ConfigurationError) -> Plan.Naming {
    var naming = Plan.Naming()
    for member in value.members {
      let place = pointer + JSONValue.step(member.key)
      guard let convention = member.value.text.flatMap({ NamingConvention($0) }) else {
        throw document.error("expected one of \(NamingConvention.allCases.map(\.rawValue).joined(separator: ", "))", at: place)
      }
      switch member.key {
      case "events": naming.events = convention
      case "properties": naming.properties = convention
      default: throw document.error("unknown key `\(member.key)`; naming is of `events` and `properties`", at: place)
      }
    }
    return naming
  }
}
