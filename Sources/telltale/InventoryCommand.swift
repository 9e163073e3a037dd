import ArgumentParser
import Auditing
import Detecting
import Reports

extension InventoryFormat: ExpressibleByArgument {}

/// `telltale inventory CAPTURE…`
struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "List every field that was sent, by destination and event.",
    usage: "telltale inventory <capture> ... [<options>]",
    discussion: """
      Lists each field's path on the wire, canonical name and types, how many
      events have it, and its class: enumeration (with its values), number,
      identifier, text, content, personal or credential. Examples are masked.

      EXAMPLES:
        # List what is sent to whom
        telltale inventory session.har

        # Commit it, so that `telltale diff` shows what a release adds
        telltale inventory captures/ --format json -o telltale.inventory.json

        # For a spreadsheet, a page, and a JSON Schema of each event
        telltale inventory session.har --format csv -o fields.csv
        telltale inventory session.har --format markdown
        telltale inventory session.har --format schema

      EXIT CODES:
        0   everything is listed
        2   not everything could be examined; the list is printed, but no file is
            written unless --allow-incomplete
        64  wrong usage, or a policy or rules that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @Option(help: ArgumentHelp("How to print it.", valueName: "format"))
  var format = InventoryFormat.table

  @Option(name: .shortAndLong, help: ArgumentHelp("File to write (default: standard output).", valueName: "file"))
  var output: String?

  @Flag(help: "Accept that something could not be examined; the inventory says so.")
  var allowIncomplete = false

  func run() throws {
    let file = try output.map { try OutputFile($0, sparing: reading.inputs) }
    var (configuration, book) = try reading.session()
    configuration.inventory = true
    // Inventories of parts add up to that of the whole.
    configuration.learnsOnward = false
    let report = try CaptureOptions.audit(configuration, book)
    guard let inventory = report.inventory else { return }
    let isAccepted = (inventory.isComplete || allowIncomplete) && !report.verdict.isUnreadable
    if let file {
      guard isAccepted else { throw Self.incomplete(inventory, ", so nothing was written") }
      try file.write(format.render(inventory))
    } else {
      try Terminal.print(inventory, as: format)
      if !isAccepted { throw Self.incomplete(inventory, "") }
    }
  }

  private static func incomplete(_ inventory: Inventory, _ consequence: String) -> Failure {
    Failure("\(inventory.incompleteness ?? "a capture could not be read")\(consequence); `telltale audit` lists the gaps", code: 2)
  }
}
