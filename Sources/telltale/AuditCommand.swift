import ArgumentParser
import Auditing
import Captures
import Detecting
import Remedies

/// `telltale audit CAPTURE…`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Find what leaks in captures, and how to stop it.",
    usage: "telltale audit <capture> ... [<options>]",
    discussion: """
      A capture is a HAR file of any browser or proxy, or an event log: a JSON
      array, one event per line (NDJSON), or batches as Segment and RudderStack send
      them. It is recognised by its content, not by its name. `-` is standard
      input.

      EXAMPLES:
        # Report every leak: where, to whom, why it matters, what to change
        telltale audit session.har

        # Gate a build: exit 1 if any capture in a folder leaks
        telltale audit captures/ --fail-on medium

        # Fail only on findings that are not in the baseline
        telltale audit captures/ --baseline telltale.baseline.json

        # Check that nothing is sent for a customer who opted out
        telltale audit opted-out.har --opted-out

        # Compare with what the app declares to Atlassian
        telltale audit session.har --manifest manifest.yml

        # Check events against the tracking plan
        telltale audit session.har --plan tracking-plan.yaml

        # Name the app's own hosts if the capture does not show them
        telltale audit session.har --first-party app.example

        # Write reports for people and programs; the extension selects the format
        telltale audit session.har --report report.html --report report.json

        # Read a compressed capture, an archive or standard input
        telltale audit playwright.har.zip
        kubectl logs tracker | telltale audit -

        # Check one event: one line per finding
        telltale audit - < event.json

        # Show only the credentials that reach Segment
        telltale audit session.har --category credential --destination segment

        # Stream every occurrence in a long log; the report itself holds examples
        telltale audit events.ndjson --examples all --report findings.ndjson

        # Audit a part of the captures, for `telltale merge`
        telltale audit logs-1/ --partial 1.telltale-part --sketch-key sketch.key

        # Search for a person's data, in every form and digest
        telltale audit session.har --persona "email=jane@acme.example,name=Jane Doe"

        # Add rules of your own
        telltale audit session.har --rules our-rules.yaml

      EXIT CODES:
        0   pass: no open finding at --fail-on or above
        1   the gate failed: a finding at --fail-on or above that is neither
            disclosed, waived nor in the baseline, or an expired waiver
        2   not everything could be examined (unreadable, truncated, a body that
            the capture leaves out); --allow-incomplete accepts gaps, though not
            a capture that cannot be read at all
        64  wrong usage, or a policy, a baseline, a manifest, a plan or rules that
            cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @OptionGroup
  var planning: PlanOptions

  @OptionGroup
  var sharing: PartOptions

  @Option(
    help: ArgumentHelp(
      "Write a partial result for `telltale merge` instead of a report. It holds no values. - is standard output. Needs --sketch-key.",
      valueName: "file"))
  var partial: String?

  @Option(
    name: .customLong("stdin-name"),
    help: ArgumentHelp("Name for standard input in reports.", valueName: "name"))
  var stdinName: String?

  @OptionGroup(title: "Gate options")
  var gate: GateOptions

  @OptionGroup(title: "Report options")
  var reporting: ReportOptions

  @OptionGroup(title: "Filter options (the verdict and the gate still count all findings)")
  var filtering: FilterOptions

  @Flag(help: "Show the values that were found, in text, HTML and JSON. Do not share such a report.")
  var showValues = false

  func validate() throws {
    if stdinName != nil, !reading.captures.contains("-") {
      throw ValidationError("--stdin-name names standard input, and no capture is `-`.")
    }
    guard partial != nil else { return }
    if sharing.sketchKey == nil { throw ValidationError("--partial needs --sketch-key: the parts share it, so that they add up.") }
    if showValues { throw ValidationError("--partial and --show-values exclude each other.") }
    if !reporting.files.isEmpty || gate.baseline != nil {
      throw ValidationError("--partial writes no report and knows no baseline: give --report and --baseline to `telltale merge`.")
    }
  }

  func run() throws {
    if let partial { return try write(partial) }
    let outputs = try reporting.outputs(sparing: reading.inputs)
    var (configuration, book) = try reading.session()
    try gate.apply(to: &configuration)
    try planning.apply(to: &configuration)
    let filter = try filtering.filter(book)
    configuration.showValues = showValues
    configuration.sketchKey = try sharing.key()
    // Parts must agree whatever they contain, so none may learn from its captures for others.
    if configuration.sketchKey != nil { configuration.learnsOnward = false }
    if reporting.showsSnippets { configuration.editing = Replay.trial(try RuleFiles.remedies()) }
    configuration.examples = reporting.keptExamples
    let spools = try reporting.spools(for: outputs)
    var report = try CaptureOptions.audit(configuration, book, from: store, spools: spools)
    report.evidence = try reading.sessionOptions.evidence(configuration)
    try reporting.deliver(report.filtered(by: filter), to: outputs, from: spools, isOneEvent: isOneEvent(report))
    throw ExitCode(gate.exitCode(of: report.verdict, configuration.policy))
  }

  /// Whether the input is one event on standard input.
  private func isOneEvent(_ report: AuditReport) -> Bool {
    reading.captures == ["-"] && report.captures.map(\.kind) == [.events] && report.captures[0].records == 1
  }

  /// Where the captures are read from.
  private var store: FileStore { FileStore(standardInput: stdinName ?? "-") }

  /// Writes a partial result.
  private func write(_ partial: String) throws {
    let file = partial == "-" ? nil : try OutputFile(partial, sparing: reading.inputs)
    var (configuration, book) = try reading.session()
    guard let key = try sharing.key() else { return }
    try planning.apply(to: &configuration)
    configuration.sketchKey = key
    configuration.inventory = true
    // One part does not know what another learns.
    configuration.learnsOnward = false
    configuration.examples = reporting.keptExamples
    // Reports with code are made from the whole, which then needs the changes that would remove each finding.
    configuration.editing = Replay.trial(try RuleFiles.remedies())
    let basis = try PartOptions.basis(
      configuration, reading.sessionOptions, manifest: reading.terms.manifestFile(configuration), key: key)
    let sum = try CaptureOptions.metered { [configuration] in try Audit.sum(configuration, book: book, from: store, progress: $0) }
    for capture in sum.captures { if let error = capture.error { Terminal.warn(error.description) } }
    let bytes = sum.part(basis).bytes
    if let file { try file.write(bytes) } else { try Terminal.print(bytes) }
  }
}
