import ArgumentParser
import Auditing
import Detecting

/// `telltale baseline CAPTURE…`
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write down what is found today, so that a gate fails on what is new.",
    usage: "telltale baseline <capture> ... [--output <file>]",
    discussion: """
      A baseline holds a fingerprint for each finding, made of its rule, destination,
      event and field. It holds no value and no capture's name, so it may be
      committed, and it outlives another recording, another order and another name.
      What policy discloses or waives is not in it, nor is a waiver that is over.

      EXAMPLES:
        # Write it; `telltale audit captures/ --baseline telltale.baseline.json`
        # fails on what is new from then on
        telltale baseline captures/ -o telltale.baseline.json

      EXIT CODES:
        0   written
        2   not everything could be examined, and nothing was written;
            --allow-incomplete writes what was found all the same
        64  wrong usage, or a policy or rules that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "file"))
  var output: String?

  @Flag(help: "Write it although something could not be examined.")
  var allowIncomplete = false

  func run() throws {
    let file = try output.map { try OutputFile($0, sparing: reading.inputs) }
    let (configuration, book) = try reading.session()
    let report = try CaptureOptions.audit(configuration, book)
    guard allowIncomplete || report.captures.allSatisfy(\.complete), !report.verdict.isUnreadable else {
      throw Failure("not everything could be examined, so no baseline was written; `telltale audit` tells what", code: 2)
    }
    let text = Baseline.render(report.findings)
    if let file { try file.write(text) } else { try Terminal.print(text) }
  }
}
