import ArgumentParser
import Foundation
import TelltaleKit

/// `telltale audit CAPTURE…`
struct AuditCommand: ParsableCommand {
  /// A severity as it is written on the command line.
  enum Level: String, CaseIterable, ExpressibleByArgument {
    case info, low, medium, high, critical

    var severity: Severity {
      switch self {
      case .info: .info
      case .low: .low
      case .medium: .medium
      case .high: .high
      case .critical: .critical
      }
    }
  }

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

        # The app's own hosts, where the capture does not make them plain
        telltale audit session.har --first-party app.example

        # For programs, beside the report for people; the ending says the format
        telltale audit session.har --report report.json

        # Compressed, packed with the bodies attached to it, or on standard input
        telltale audit playwright.har.zip
        kubectl logs tracker | telltale audit -

        # Rules of your own, beside those in the binary
        telltale audit session.har --rules our-rules.yaml

      EXIT CODES:
        0   clean: no finding at --fail-on or above
        1   the gate failed: a finding at --fail-on or above
        2   not everything could be examined (unreadable, truncated, a body that
            the capture leaves out); --allow-incomplete accepts gaps, though not
            a capture that cannot be read at all
        64  wrong usage, or a rule file that cannot be understood
      """)

  @Argument(help: ArgumentHelp("HAR files, event logs, folders of them, or - for standard input.", valueName: "capture"))
  var captures: [String]

  @Option(
    name: .customLong("first-party"),
    help: ArgumentHelp(
      "A host of the app itself; all hosts of its domain are the app's too. Without it the documents that the capture opened tell. May be repeated.",
      valueName: "host"))
  var firstParty: [String] = []

  @Option(help: ArgumentHelp("A file or folder of further rules. May be repeated.", valueName: "path"))
  var rules: [String] = []

  @Option(help: ArgumentHelp("The least severity that fails.", valueName: "severity"))
  var failOn = Level.high

  @OptionGroup(title: "Report options")
  var reporting: ReportOptions

  @Flag(help: "Do not fail because something could not be examined; the report still names it.")
  var allowIncomplete = false

  @Flag(help: "Show the values that were found. The report then holds what it warns about: do not publish it.")
  var showValues = false

  func validate() throws {
    if captures.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read only once.") }
    let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: ".-_"))
    for host in firstParty where host.isEmpty || !host.unicodeScalars.allSatisfy(allowed.contains) {
      throw ValidationError("--first-party takes a host, such as app.example, and not `\(Printable.line(host))`.")
    }
  }

  func run() throws {
    // A folder that cannot be walked is told of by the audit.
    let outputs = try reporting.outputs(sparing: (try? CapturePaths.expand(captures)) ?? captures)
    let book = try RuleFiles.book(adding: rules)
    var configuration = Audit.Configuration(paths: captures)
    configuration.firstParty = firstParty
    configuration.failOn = failOn.severity
    configuration.showValues = showValues
    let report = try audit(configuration, book)
    for capture in report.captures {
      if let error = capture.error { Terminal.complain(error.description) }
    }
    try reporting.deliver(report, to: outputs)
    throw ExitCode(report.verdict.exitCode(allowIncomplete: allowIncomplete))
  }

  private func audit(_ configuration: Audit.Configuration, _ book: RuleBook) throws -> AuditReport {
    let meter = ProgressMeter()
    defer { meter.clear() }
    do {
      return try Audit.run(configuration, book: book, progress: meter.show)
    } catch let error as CaptureError {
      throw Failure(error.description, code: 2)
    }
  }
}
