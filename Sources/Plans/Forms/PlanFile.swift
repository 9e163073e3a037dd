import Bytes
import Knowledge
package import Vocabulary

/// Reads plans, and recognises the format of each file by its content.
package enum PlanFile {
  /// The formats of a document.
  private enum Form {
    case table, segment, rudderStack, snowplow, jsonSchema
  }

  /// The plan of some files together.
  /// - Throws: ``ConfigurationError`` for an invalid file, and if none of the files plans an event.
  package static func plan(_ files: [(path: String, text: String)]) throws(ConfigurationError) -> Plan {
    var plan = Plan()
    var catalog = RudderStackPlan()
    for (path, text) in files {
      if path.lowercased().hasSuffix(".csv") || TableCSV.isTable(text) {
        try TablePlan.read(TableCSV.document(text, file: path), into: &plan)
        continue
      }
      for document in try PlanSource.documents(text, file: path) {
        switch try form(of: document) {
        case .table: try TablePlan.read(document, into: &plan)
        case .segment: try SegmentPlan.read(document, into: &plan)
        case .rudderStack: try catalog.add(document)
        case .snowplow: try SnowplowPlan.read(document, into: &plan)
        case .jsonSchema: try JSONSchemaPlan.read(document, into: &plan)
        }
      }
    }
    try catalog.read(into: &plan)
    guard !plan.isEmpty else {
      throw ConfigurationError(file: files.first?.path ?? "", line: 1, column: 1, message: "the plan holds no event")
    }
    var hash = RunningDigest()
    for file in files { hash.update((Array(file.text.utf8) + [0]).span) }
    plan.digest = hash.hex()
    return plan
  }

  private static func form(of document: PlanSource) throws(ConfigurationError) -> Form {
    let value = document.value
    if value["plan"] != nil { return .table }
    if value["kind"]?.text != nil, value["version"]?.text?.hasPrefix("rudder/") ?? false { return .rudderStack }
    if value["self"]?["vendor"] != nil { return .snowplow }
    if SegmentPlan.rules(in: document) != nil { return .segment }
    let marks = [
      "$schema", "$defs", "definitions", "$id", "title", "properties", "required", "type", "$ref", "allOf", "anyOf", "oneOf", "not",
      "additionalProperties", "patternProperties",
    ]
    if value.isObject, marks.contains(where: { value[$0] != nil }) { return .jsonSchema }
    throw document.error(
      "no plan of a known form: expected a table (`plan: 1`), JSON Schema, a Segment tracking plan, RudderStack YAML or a self-describing schema"
    )
  }

  /// Compiles a schema of a document. Errors have their position in it; `base` is the pointer to the compiled value.
  static func schema(
    _ value: JSONValue, draft: JSONSchema.Draft, roots: [String] = [""], of document: PlanSource, base: String = ""
  ) throws(ConfigurationError) -> JSONSchema {
    do throws(SchemaError) {
      return try JSONSchema(value, draft: draft, roots: roots)
    } catch {
      throw document.error(error.message, at: base + error.pointer)
    }
  }
}
