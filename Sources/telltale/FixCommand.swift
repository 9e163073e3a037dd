import ArgumentParser
import Auditing
import Detecting
import Remedies
import Reports

extension FixFormat: ExpressibleByArgument {}

/// `telltale fix CAPTURE…`
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Print the smallest change that stops what was found, and prove it.",
    usage: "telltale fix <capture> ... [<options>]",
    discussion: """
      For each library that leaks it prints a snippet of the steps that are needed
      and no others. Then it audits the same captures as they would be after that,
      and says what goes away, what remains, and what to do about the rest.

      EXAMPLES:
        # What to change, and what that is good for
        telltale fix session.har

        # For programs
        telltale fix session.har --format json > fix.json

      EXIT CODES:
        0   after the change nothing would remain at --fail-on or above
        1   something would remain, which no snippet takes away
        2   not everything could be examined; --allow-incomplete accepts gaps
        64  wrong usage, or a rule file that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @OptionGroup(title: "Gate options")
  var gate: GateOptions

  @Option(help: ArgumentHelp("How to print the change.", valueName: "format"))
  var format = FixFormat.text

  func validate() throws {
    if reading.captures.contains("-") {
      throw ValidationError("The captures are read twice, so standard input will not do: write it to a file.")
    }
  }

  func run() throws {
    var (configuration, book) = try reading.session()
    try gate.apply(to: &configuration)
    let remedies = try RuleFiles.remedies()
    let fix = try CaptureOptions.metered { [configuration] in
      try Fix.run(configuration, book: book, remedies: remedies, progress: $0)
    }
    CaptureOptions.warnAboutUnreadable(in: fix.before)
    // If nothing could be read there is nothing to say to a person that the complaints have not said.
    if format != .text || fix.before.captures.contains(where: { $0.error == nil }) { try Terminal.print(fix, as: format) }
    throw ExitCode(gate.exitCode(of: fix.after.verdict, configuration.policy))
  }
}
