import Vocabulary

/// A self-describing schema, as in Iglu registries: a JSON Schema of the data of one event or entity, named by its `self`.
/// (docs.snowplow.io, Self-describing JSON schema)
enum SnowplowPlan {
  static func read(_ document: PlanSource, into plan: inout Plan) throws(ConfigurationError) {
    let naming = document.value["self"]
    let texts = ["vendor", "name", "format", "version"].map { naming?[$0]?.text }
    guard let vendor = texts[0], let name = texts[1], let version = texts[3],
      let schemaName = SchemaName(vendor: vendor, name: name, format: texts[2] ?? "jsonschema", version: version)
    else {
      throw document.error("`self` needs `vendor`, `name`, `format` and `version`, such as 1-0-0", at: "/self")
    }
    // The URL in `$schema` only describes `self`; the rest is draft 4, which draft 7 includes.
    let schema = try PlanFile.schema(document.value, draft: .seven, of: document)
    plan.add(Plan.Entry(type: .track, name: nil, subject: .data(schemaName), schema: schema))
  }
}
