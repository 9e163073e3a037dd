import ArgumentParser
import Reports

/// `telltale schema NAME`
struct SchemaCommand: ParsableCommand {
  /// The schemas that exist.
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case policy, report, fix, inventory, diff, certificate, compliance
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of the policy or of a command's output.",
    discussion: """
      Editors use the schema of the policy to complete and check telltale.yaml.
      The others describe the JSON of `audit`, `fix`, `inventory`, `diff`,
      `compliance` and the certificate of `redact` (JSON Schema 2020-12).

      EXAMPLES:
        # An editor with YAML support reads this comment at the top of the policy:
        # yaml-language-server: $schema=telltale.schema.json
        telltale schema policy > telltale.schema.json

        telltale schema report
      """)

  @Argument(help: ArgumentHelp("The schema to print.", valueName: "name"))
  var name: Name

  func run() throws {
    guard let schema = embeddedSchemas.first(where: { $0.path == "\(name.rawValue).schema.json" }) else {
      throw Failure("the schema \(name.rawValue) is not in this build", code: 2)
    }
    try Terminal.print(schema.text + "\n")
  }
}
