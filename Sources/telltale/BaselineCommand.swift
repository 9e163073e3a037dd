import ArgumentParser
import Auditing
import Detecting

/// `telltale baseline CAPTURE…`
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Record today's findings, so that only new ones fail the gate.",
    usage: "telltale baseline <capture> ... [--output <file>]",
    discussion: """
      A baseline holds a fingerprint for each finding, made of its rule,
      destination, event and field. It holds no values and no file names, so it
      can be committed, and it stays valid for new recordings, orders and file
      names. It leaves out what the policy discloses or waives, and expired
      waivers.

      EXAMPLES:
        # Write it, then fail only on new findings:
        telltale baseline captures/ -o telltale.baseline.json

      EXIT CODES:
        0   written
        2   not everything could be examined, and nothing was written;
            --allow-incomplete writes it anyway
        64  wrong usage, or a policy or rules that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("File to write (default: standard output).", valueName: "file"))
  var output: String?

  @Flag(help: "Write the file even if some data could not be examined.")
  var allowIncomplete = false

  func run() throws {
    let file = try output.map { try OutputFile($0, sparing: reading.inputs) }
    let (configuration, book) = try reading.session()
    let report = try CaptureOptions.audit(configuration, book)
    guard allowIncomplete || report.captures.allSatisfy(\.complete), !report.verdict.isUnreadable else {
      throw Failure("not everything could be examined, so no baseline was written; `telltale audit` lists the gaps", code: 2)
    }
    let text = Baseline.render(report.findings)
    if let file { try file.write(text) } else { try Terminal.print(text) }
  }
}
