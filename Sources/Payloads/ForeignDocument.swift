/// A JSON document that is sometimes passed as a capture, but contains nothing that was sent.
package struct ForeignDocument: Equatable, Sendable {
  /// What it is, and what to use instead.
  package let reason: String

  package init(reason: String) {
    self.reason = reason
  }

  private static let known: [(keys: Set<String>, reason: String)] = [
    (["openapi", "paths"], "an OpenAPI description, not a capture: record a HAR of the app itself"),
    (["swagger", "paths"], "a Swagger description, not a capture: record a HAR of the app itself"),
    (["info", "item"], "a Postman collection, not a capture: send the requests through a proxy that writes a HAR"),
    (["_type", "resources"], "an Insomnia export, not a capture: record a HAR of the app itself"),
    (["dependencies", "name"], "a package manifest, not a capture: record a HAR of the app itself"),
    (["runs", "version"], "a SARIF report, not a capture"),
    (["lighthouseVersion"], "a Lighthouse report, not a capture: record a HAR of the page"),
    (["traceEvents"], "a performance trace, not a capture: save the network panel as HAR"),
    (["baseUrl", "modules"], "a descriptor of a Connect app, not a capture: record a HAR of the app itself"),
    (["findings", "schemaVersion"], "a report of telltale, not a capture"),
    (["disclosures"], "a policy, not a capture: give it with --policy"),
  ]

  private static let plan = "a tracking plan, not a capture: give it with --plan"

  /// Members that occur together only in a plan, whatever else it contains.
  private static let plans: [Set<String>] = [
    ["$schema", "properties"], ["$schema", "$defs"], ["$schema", "definitions"], ["self", "properties"], ["jsonSchema", "key"],
    ["data.trackingPlan"], ["data.rules"], ["rules.events"], ["rules", "display_name"], ["plan", "events"],
  ]

  /// The document in a log's first record; nil if the record may be an event.
  package init?(_ payload: borrowing Payload, _ paths: PathTable) {
    var keys: Set<String> = []
    for node in payload.nodes where node.step == .member {
      guard node.parent >= 0, payload.nodes[node.parent].parent >= 0 else { continue }
      let key = paths.entries[node.path].key
      if payload.nodes[payload.nodes[node.parent].parent].parent < 0 {
        keys.insert(key)
      } else if ["data", "rules"].contains(paths.entries[payload.nodes[node.parent].path].key) {
        keys.insert("\(paths.entries[payload.nodes[node.parent].path].key).\(key)")
      }
    }
    if Self.plans.contains(where: { $0.isSubset(of: keys) }), keys.isDisjoint(with: ["event", "userId", "anonymousId"]) {
      reason = Self.plan
      return
    }
    guard let match = Self.known.first(where: { $0.keys.isSubset(of: keys) }), !keys.contains("event"), !keys.contains("type") else {
      return nil
    }
    reason = match.reason
  }
}
