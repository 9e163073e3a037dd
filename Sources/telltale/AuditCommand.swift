import ArgumentParser
import Auditing
import Remedies

/// `telltale audit CAPTURE…`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Find what leaks in captures, and say how to stop it.",
    usage: "telltale audit <capture> ... [<options>]",
    discussion: """
      A capture is a HAR file of any browser or proxy, or an event log: a JSON
      array, one event a line (NDJSON), or batches as Segment and RudderStack send
      them. Its content tells which; the name does not matter.

      EXAMPLES:
        # Everything that leaks: where, to whom, why it matters, what to change
        telltale audit session.har

        # A gate in CI: exits 1 if any capture of a folder leaks
        telltale audit captures/ --fail-on medium

        # Only what is new since `telltale baseline` wrote its file fails
        telltale audit captures/ --baseline telltale.baseline.json

        # A customer who opted out: nobody may be told anything
        telltale audit opted-out.har --opted-out

        # Against what the app declares to Atlassian
        telltale audit session.har --manifest manifest.yml

        # The app's own hosts, where the capture does not make them plain
        telltale audit session.har --first-party app.example

        # Reports to look at and for programs; the ending says the format
        telltale audit session.har --report report.html --report report.json

        # Compressed, packed with the bodies attached to it, or on standard input
        telltale audit playwright.har.zip
        kubectl logs tracker | telltale audit -

        # Rules of your own, beside those in the binary
        telltale audit session.har --rules our-rules.yaml

      EXIT CODES:
        0   clean: no finding at --fail-on or above that counts
        1   the gate failed: a finding at --fail-on or above that is neither
            disclosed, waived nor in the baseline, or a waiver that is over
        2   not everything could be examined (unreadable, truncated, a body that
            the capture leaves out); --allow-incomplete accepts gaps, though not
            a capture that cannot be read at all
        64  wrong usage, or a policy, a baseline, a manifest or rules that cannot
            be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @OptionGroup(title: "Gate options")
  var gate: GateOptions

  @OptionGroup(title: "Report options")
  var reporting: ReportOptions

  @Flag(help: "Show the values that were found, in text, HTML and JSON. The report then holds what it warns about: do not publish it.")
  var showValues = false

  func run() throws {
    let outputs = try reporting.outputs(sparing: reading.inputs)
    var (configuration, book) = try reading.session()
    try gate.apply(to: &configuration)
    configuration.showValues = showValues
    if reporting.showsSnippets { configuration.editing = Replay.trial(try RuleFiles.remedies()) }
    var report = try CaptureOptions.audit(configuration, book)
    report.evidence = try reading.sessionOptions.evidence(configuration.policy)
    try reporting.deliver(report, to: outputs)
    throw ExitCode(gate.exitCode(of: report.verdict, configuration.policy))
  }
}
