import ArgumentParser
import Auditing
import Bytes
import Detecting
import FoundationEssentials
import Remedies
import Reports
import Vocabulary

/// `telltale merge PART…`
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge partial results into one report and one verdict.",
    usage: "telltale merge <part> ... [<options>]",
    discussion: """
      `telltale audit --partial FILE` writes a partial result for some of the
      captures, on another machine or for another day. It holds no values. Merged
      in any order, the parts give the same report as one audit of all captures,
      byte for byte. First-party hosts, causes, consent and the gate are decided
      here, so give the same --rules, --policy, --first-party, --manifest and
      --plan.

      EXAMPLES:
        # Audit a share of the logs on each machine
        head -c 32 /dev/urandom > sketch.key
        telltale audit logs-1/ --partial 1.telltale-part --sketch-key sketch.key
        telltale audit logs-2/ --partial 2.telltale-part --sketch-key sketch.key

        # Write one report, and apply the gate
        telltale merge 1.telltale-part 2.telltale-part --report report.html

        # Merge some parts into a larger one
        telltale merge 1.telltale-part 2.telltale-part --partial both.telltale-part

      EXIT CODES:
        0, 1, 2   as `telltale audit` on all captures
        64        wrong usage, or parts that do not add up: of another version, or
                  with other rules, policy or sketch key
      """)

  @Argument(help: ArgumentHelp("Partial results from `telltale audit --partial`.", valueName: "part"), completion: .file())
  var parts: [String]

  @OptionGroup
  var session: SessionOptions

  @OptionGroup
  var terms: TermsOptions

  @OptionGroup
  var planning: PlanOptions

  @OptionGroup
  var sharing: PartOptions

  @OptionGroup(title: "Gate options")
  var gate: GateOptions

  @OptionGroup(title: "Report options")
  var reporting: ReportOptions

  @OptionGroup(title: "Filter options (the verdict and the gate still count all findings)")
  var filtering: FilterOptions

  @Option(help: ArgumentHelp("Write a partial result of all parts instead of a report. - is standard output.", valueName: "file"))
  var partial: String?

  @Option(
    help: ArgumentHelp(
      "A file to write the inventory to, as `telltale inventory --format json` does. Needs --sketch-key.", valueName: "file"))
  var inventory: String?

  func validate() throws {
    if inventory != nil && sharing.sketchKey == nil {
      throw ValidationError("--inventory needs --sketch-key, to know which words rules matched.")
    }
    if reporting.examples == .all { throw ValidationError("Partial results hold examples only; --examples all is for `telltale audit`.") }
  }

  func run() throws {
    let outputs = try reporting.outputs(sparing: parts)
    let inventoryFile = try inventory.map { try OutputFile($0, sparing: parts) }
    let partFile = try partial.flatMap { $0 == "-" ? nil : try OutputFile($0, sparing: parts) }
    var (configuration, book) = try session.session(of: [])
    try terms.apply(to: &configuration)
    try gate.apply(to: &configuration)
    try planning.apply(to: &configuration)
    let filter = try filtering.filter(book)
    configuration.sketchKey = try sharing.key()
    configuration.inventory = true
    let read = try parts.map(Self.part)
    let basis = try basis(of: read, configuration)
    configuration.examples = basis.examples
    if reporting.showsSnippets { configuration.editing = Replay.trial(try RuleFiles.remedies()) }
    let sum: AuditSum
    do throws(PartError) {
      sum = try AuditSum(of: read, configuration, book)
    } catch {
      throw Failure(error.reason, code: 64)
    }
    if partial != nil {
      let bytes = sum.part(basis).bytes
      return try partFile?.write(bytes) ?? Terminal.print(bytes)
    }
    var report = sum.report(configuration, book)
    CaptureOptions.warnAboutUnreadable(in: report)
    let staging = Staging()
    if let inventoryFile, let inventory = report.inventory {
      try inventoryFile.write(Array(InventoryJSON.render(inventory).utf8), to: staging)
    }
    report.evidence = try session.evidence(configuration)
    try reporting.deliver(report.filtered(by: filter), to: outputs, from: [], with: staging)
    throw ExitCode(gate.exitCode(of: report.verdict, configuration.policy))
  }

  private static func part(_ path: String) throws -> AuditPart {
    let bytes = try RuleFiles.bytes(of: path)
    do throws(PartError) {
      return try AuditPart(bytes, file: path)
    } catch {
      throw Failure("\(path): \(error.reason)", code: 64)
    }
  }

  /// The common basis of all parts, which must match this run's settings.
  private func basis(of parts: [AuditPart], _ configuration: Audit.Configuration) throws -> AuditPart.Basis {
    guard let first = parts.first else { throw Failure("there is nothing to merge", code: 64) }
    for part in parts {
      if let difference = part.basis.difference(from: first.basis) {
        throw Failure("\(part.file): \(difference) than \(first.file)", code: 64)
      }
    }
    var asked = configuration
    asked.examples = first.basis.examples
    var wanted = try PartOptions.basis(
      asked, session, manifest: terms.manifestFile(configuration), key: configuration.sketchKey ?? SketchKey(secret: []))
    if configuration.sketchKey == nil { wanted.key = first.basis.key }
    if let difference = first.basis.difference(from: wanted) {
      throw Failure("\(first.file): \(difference) than this run: give the options that the parts were written with", code: 64)
    }
    return first.basis
  }
}
