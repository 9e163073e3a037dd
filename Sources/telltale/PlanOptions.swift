import ArgumentParser
import Auditing
import Plans

/// The tracking plan.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A tracking plan to check events against, or a folder of its files: a table (YAML, CSV), JSON Schema, a Segment tracking plan, RudderStack YAML or Snowplow schemas. May be repeated.",
      valueName: "path"), completion: .file())
  var plan: [String] = []

  /// Replaces the plan of the policy.
  func apply(to configuration: inout Audit.Configuration) throws {
    if !plan.isEmpty { configuration.plan = try Self.plan(plan) }
  }

  /// The plan of some files and folders.
  static func plan(_ paths: [String]) throws -> Plan {
    let files = try RuleFiles.files(paths, of: "plan", endings: [".yaml", ".yml", ".json", ".csv", ".tsv"])
    return try RuleFiles.understood { try PlanFile.plan(files) }
  }
}
