import ArgumentParser
import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Redacting
import Reports
import SystemPackage
import Vocabulary

/// `telltale publish CAPTURE… -o DIR`
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write a Trust Center page: what is sent to whom, with redacted samples.",
    usage: "telltale publish <capture> ... --output <folder> [<options>]",
    discussion: """
      The page (index.html, index.md) lists who receives data and why, what is not
      sent, whether opt-out works, one redacted sample of each event at each
      destination, and every field. Purposes and disclosures come from the policy.
      Data that could not be examined is listed too.

      EXAMPLES:
        # From the captures of a release, with purposes from telltale.yaml
        telltale publish captures/ -o trust-center/

        # Without a policy
        telltale publish session.har -o trust-center/ --no-policy

      EXIT CODES:
        0   written, and everything was examined and redacted
        1   the captures fail their audit, and nothing was written
        2   written with gaps: something could not be examined or redacted; or
            nothing could be written
        64  wrong usage, or a policy or rules that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"), completion: .directory)
  var output: String

  @Flag(help: "Write the bundle although the captures fail their audit; its page says so at the top.")
  var allowFindings = false

  func validate() throws { try reading.validateFiles() }

  func run() throws {
    let folder = try BundleFolder(output, page: "index.html")
    var (configuration, book) = try reading.session()
    configuration.inventory = true
    configuration.failOn = configuration.policy.failOn ?? .high
    let paths: [String]
    do {
      paths = try CapturePaths.expand(reading.captures)
    } catch {
      throw Failure(error.description, code: 2)
    }
    let bundle = try self.bundle(of: paths, configuration, book)
    let staging = Staging(forEverybody: true)
    try folder.write(bundle.files, to: staging)
    try staging.commit()
    for gap in bundle.gaps { Terminal.warn(gap) }
    try Terminal.print(
      "\(Printable.line(output)): \(counted(bundle.samples.count, "sample")), \(counted(bundle.inventory.fieldCount, "field")), \(counted(bundle.destinations.count, "destination")), \(counted(bundle.gaps.count, "gap"))\n"
    )
    if bundle.isIncomplete { throw ExitCode(2) }
  }

  private func bundle(of paths: [String], _ configuration: Audit.Configuration, _ book: RuleBook) throws -> TrustCenterBundle {
    let report = try CaptureOptions.audit(configuration, book)
    if report.verdict.status == .fail, !allowFindings {
      let count = report.findings.count { $0.fails(at: report.verdict.failOn) }
      throw Failure(
        "the captures fail their audit with \(counted(count, "finding")) of \(report.verdict.failOn.name) or above, and nothing was written: `telltale audit` lists them, --allow-findings writes the bundle anyway",
        code: 1)
    }
    return try reading.bundle(of: paths, report, configuration, book)
  }
}
