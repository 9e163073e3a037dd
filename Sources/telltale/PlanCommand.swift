import ArgumentParser
import Auditing
import Detecting
import Reports
import Vocabulary

/// `telltale plan`
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Write a tracking plan from captures.",
    discussion: """
      A plan lists the events of an app and the properties of each. `telltale
      audit --plan` checks events against it, at every destination.
      """,
    subcommands: [PlanInitCommand.self])
}

/// `telltale plan init CAPTURE…`
struct PlanInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a plan from the events in captures.",
    usage: "telltale plan init <capture> ... [<options>]",
    discussion: """
      The plan lists each event with its properties: their types, whether they are
      required, the values of enumerations, and which of them hold personal data.
      An audit of the same captures with this plan has no finding about the plan.

      EXAMPLES:
        # Print it
        telltale plan init session.har

        # Write it, review it, and check the next recording against it
        telltale plan init captures/ -o tracking-plan.yaml
        telltale audit new.har --plan tracking-plan.yaml

      EXIT CODES:
        0   written
        2   not everything could be examined; --allow-incomplete accepts gaps.
            Then, or if the file exists, nothing is written
        64  wrong usage, or a policy or rules that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("File to write (default: standard output).", valueName: "file"))
  var output: String?

  @Flag(help: "Write the plan even if some data could not be examined.")
  var allowIncomplete = false

  func run() throws {
    let file = try output.map { try OutputFile($0, sparing: reading.inputs) }
    if let file, file.exists {
      throw Failure("\(output ?? ""): the file exists and was left unchanged; choose another with -o", code: 2)
    }
    var (configuration, book) = try reading.session()
    configuration.sketchesPlan = true
    let report = try CaptureOptions.audit(configuration, book)
    guard let sketch = report.planSketch, !report.verdict.isUnreadable, allowIncomplete || report.captures.allSatisfy({ $0.gaps.isEmpty })
    else { throw Failure("not everything could be examined, so nothing was written; `telltale audit` lists the gaps", code: 2) }
    let text = PlanDraft.text(of: sketch)
    guard let file else { return try Terminal.print(text) }
    try file.write(text)
    try Terminal.print("\(output ?? ""): written, with \(counted(sketch.events.count, "kind of event", "kinds of events"))\n")
  }
}
