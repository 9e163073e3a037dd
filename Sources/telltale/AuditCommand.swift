import ArgumentParser
import Foundation
import TelltaleKit

/// `telltale audit CAPTURE…`
struct AuditCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Audit captures: HAR files and JSON event logs.",
    discussion: """
      Examples:
        telltale audit session.har                          everything that leaks, and how to stop it
        telltale audit captures/ --fail-on medium           every capture of a folder, as a gate
        telltale audit --format json session.har > report.json
        zcat events.ndjson.gz | telltale audit -            standard input

      Exit codes: 0 clean, 1 a finding at or above --fail-on, 2 not everything could be examined, 64 wrong usage.
      """)

  @Argument(help: "HAR files, event logs, folders of them, or - for standard input.")
  var captures: [String]

  @Option(name: .customLong("first-party"), help: "A host of the app itself; everything below its domain is too. May be repeated.")
  var firstParty: [String] = []

  @Option(help: "A file or folder of further rules. May be repeated.")
  var rules: [String] = []

  @Option(help: "The least severity that fails: info, low, medium, high or critical.")
  var failOn = Severity.high

  @Option(help: "How to print the report: text or json.")
  var format = Format.text

  @Flag(help: "Let a capture pass although not everything in it could be examined.")
  var allowIncomplete = false

  @Flag(help: "Show the values that were found. The report then holds what it warns about.")
  var showValues = false

  func run() throws {
    let book = try RuleFiles.book(adding: rules)
    var configuration = Audit.Configuration(paths: captures)
    configuration.firstParty = firstParty
    configuration.failOn = failOn
    configuration.showValues = showValues
    let meter = ProgressMeter()
    let report: AuditReport
    do {
      report = try Audit.run(configuration, book: book, progress: meter.show)
    } catch let error as CaptureError {
      meter.clear()
      throw Failure(error.description, code: 2)
    }
    meter.clear()
    for capture in report.captures {
      if let error = capture.error, format != .text { Terminal.complain(error.description) }
    }
    switch format {
    case .text: Terminal.print(TextReport.render(report, style: Terminal.style))
    case .json: Terminal.print(JSONReport.render(report))
    }
    throw ExitCode(report.verdict.exitCode(allowIncomplete: allowIncomplete))
  }
}

extension Severity: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }

  public var defaultValueDescription: String { name }

  public static var allValueStrings: [String] { allCases.map(\.name) }
}
