import ArgumentParser
import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Reports
import Vocabulary

extension DiffFormat: ExpressibleByArgument {}

/// `telltale diff BEFORE AFTER`
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what a release sends that the previous one did not.",
    usage: "telltale diff <before> <after> [<options>]",
    discussion: """
      Compares captures, folders of captures, or inventories as `telltale
      inventory --format json` writes them. Lists new and removed destinations,
      events, fields and classes of data. The gate fails on a class of data that
      is new at a third party or in a field there, and on a new kind of it, such
      as a phone number.

      EXAMPLES:
        # Compare with the committed inventory
        telltale diff telltale.inventory.json session.har

        # Write a pull request comment
        telltale diff before.har after.har --format markdown

        # Fail on credentials only, or never
        telltale diff before.har after.har --fail-on credential
        telltale diff before.har after.har --fail-on none

      EXIT CODES:
        0   no class of data of --fail-on is new
        1   a class of data of --fail-on is new at a third party
        2   one of the two could not be read or completely examined;
            --allow-incomplete accepts gaps
        64  wrong usage, or a policy or rules that cannot be understood
      """)

  @Argument(help: ArgumentHelp("The previous captures: a file, a folder or an inventory.", valueName: "before"), completion: .file())
  var before: String

  @Argument(help: ArgumentHelp("The current ones; - for an inventory on standard input.", valueName: "after"), completion: .file())
  var after: String

  @OptionGroup
  var sessionOptions: SessionOptions

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Classes of data that fail when they are new: \(FieldClass.allCases.map(\.rawValue).joined(separator: ", ")), or none. Separated by commas, or repeated. (default: content,personal,credential)",
      valueName: "class"))
  var failOn: [String] = []

  @Option(help: ArgumentHelp("Format of the difference.", valueName: "format"))
  var format = DiffFormat.text

  @Flag(help: "Do not fail if some data could not be examined. The output still says so.")
  var allowIncomplete = false

  func validate() throws {
    if before == "-" && after == "-" { throw ValidationError("Standard input can be read only once.") }
    _ = try classes()
  }

  func run() throws {
    let (configuration, book) = try sessionOptions.session(of: [])
    let old = try inventory(at: before, configuration, book)
    let new = try inventory(at: after, configuration, book)
    let diff = InventoryDiff(before: old, after: new)
    let isAccepted = allowIncomplete || configuration.policy.allowIncomplete ?? false
    let gate = DiffGate(failOn: try classes(), allowsIncomplete: isAccepted)
    try Terminal.print(DiffReport(diff, gate), as: format)
    throw ExitCode(gate.exitCode(of: diff))
  }

  /// The classes that fail when they are new.
  private func classes() throws -> Set<FieldClass> {
    guard !failOn.isEmpty else { return FieldClass.severe }
    let names = failOn.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map(String.init)
    if names == ["none"] { return [] }
    return Set(
      try names.map { name in
        guard let dataClass = FieldClass(rawValue: name) else {
          throw ValidationError(
            "--fail-on takes \(FieldClass.allCases.map(\.rawValue).joined(separator: ", ")), or none alone, and not `\(Printable.line(name, limit: 40))`."
          )
        }
        return dataClass
      })
  }

  /// The inventory in a file, or that of the captures at a path.
  private func inventory(at path: String, _ configuration: Audit.Configuration, _ book: RuleBook) throws -> Inventory {
    do {
      if FileStatus(path)?.isFolder != true, let inventory = try InventoryFile.read(path: path) { return inventory }
    } catch let error as ConfigurationError {
      throw Failure(error.description, code: 2)
    } catch let error as CaptureError {
      throw Failure(error.description, code: 2)
    }
    guard path != "-", FileStatus(path).map({ $0.isFile || $0.isFolder }) ?? true else {
      throw Failure("\(path): holds no inventory, and a capture is read from a file", code: 64)
    }
    var configuration = configuration
    configuration.paths = [path]
    configuration.inventory = true
    let report = try CaptureOptions.audit(configuration, book)
    guard let inventory = report.inventory, report.captures.contains(where: { $0.error == nil }) else {
      throw Failure("\(path): nothing to compare could be read", code: 2)
    }
    return inventory
  }
}
