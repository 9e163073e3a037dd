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
    abstract: "Print the smallest change that stops the leaks, and prove it.",
    usage: "telltale fix <capture> ... [<options>]",
    discussion: """
      Prints a snippet for each library that leaks, with only the steps that are
      needed. Then audits the same captures as if the change were in place, and
      shows what it stops, what remains, and what to do about the rest.

      EXAMPLES:
        # Print what to change, and what it stops
        telltale fix session.har

        # For programs
        telltale fix session.har --format json > fix.json

      EXIT CODES:
        0   after the change, nothing remains at --fail-on or above
        1   something remains that no snippet stops
        2   not everything could be examined; --allow-incomplete accepts gaps
        64  wrong usage, or a rule file that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @OptionGroup(title: "Gate options")
  var gate: GateOptions

  @Option(help: ArgumentHelp("How to print the change.", valueName: "format"))
  var format = FixFormat.text

  func validate() throws { try reading.validateFiles() }

  func run() throws {
    var (configuration, book) = try reading.session()
    try gate.apply(to: &configuration)
    let remedies = try RuleFiles.remedies()
    let fix = try CaptureOptions.metered { [configuration] in
      try Fix.run(configuration, book: book, remedies: remedies, progress: $0)
    }
    CaptureOptions.warnAboutUnreadable(in: fix.before)
    // If nothing could be read, the warnings have already said everything.
    if format != .text || fix.before.captures.contains(where: { $0.error == nil }) { try Terminal.print(fix, as: format) }
    throw ExitCode(gate.exitCode(of: fix.after.verdict, configuration.policy))
  }
}
