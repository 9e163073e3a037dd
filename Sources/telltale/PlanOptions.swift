import ArgumentParser
import Auditing
import Bytes
import Plans

/// What the app's makers mean to send.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A tracking plan to hold events against, or a folder of its files: a table (YAML, CSV), JSON Schema, a Segment tracking plan, RudderStack YAML or Snowplow schemas. May be repeated.",
      valueName: "path"), completion: .file())
  var plan: [String] = []

  /// Adds the plan to what a run goes by.
  func apply(to configuration: inout Audit.Configuration) throws {
    guard !plan.isEmpty else { return }
    let files = try files()
    configuration.plan = try RuleFiles.understood { try PlanFile.plan(files) }
  }

  /// The digest of the plan's files, whatever they are called; nil where there is none.
  func digest() throws -> String? {
    guard !plan.isEmpty else { return nil }
    var hash = RunningDigest()
    for file in try files() { hash.update((Array(file.text.utf8) + [0]).span) }
    return hash.hex()
  }

  private func files() throws -> [(path: String, text: String)] {
    try RuleFiles.files(plan, of: "plan", endings: [".yaml", ".yml", ".json", ".csv", ".tsv"])
  }
}
