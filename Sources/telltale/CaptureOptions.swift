import ArgumentParser
import Auditing
import Captures
import Detecting
import FoundationEssentials
import Knowledge

/// The captures that a command reads, and the settings for it.
struct CaptureOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("HAR files, event logs, or folders of them.", valueName: "capture"), completion: .file())
  var captures: [String]

  @OptionGroup
  var sessionOptions: SessionOptions

  @OptionGroup
  var terms: TermsOptions

  @Option(
    help: ArgumentHelp("Number of cores to use (default: all). The result is the same for every number.", valueName: "number"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...Self.mostJobs ~= jobs) { throw ValidationError("--jobs takes a number from 1 to \(Self.mostJobs).") }
    if captures.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read only once.") }
  }

  /// Refuses standard input, for a command that reads the captures more than once.
  func validateFiles() throws {
    if captures.contains("-") {
      throw ValidationError("The captures are read more than once, so standard input is not supported. Save it to a file first.")
    }
  }

  private static let mostJobs = 256

  /// The settings of the options and the policy, and the rules.
  func session() throws -> (configuration: Audit.Configuration, book: RuleBook) {
    var (configuration, book) = try sessionOptions.session(of: captures)
    try terms.apply(to: &configuration)
    configuration.jobs = jobs ?? min(Self.mostJobs, ProcessInfo.processInfo.activeProcessorCount)
    return (configuration, book)
  }

  /// Audits the captures, with a progress meter and a warning for each that cannot be read.
  static func audit(
    _ configuration: Audit.Configuration, _ book: RuleBook, from store: FileStore = FileStore(), spools: [OccurrenceSpool] = []
  ) throws -> AuditReport {
    let handler: Audit.OccurrenceHandler = { occurrence in
      for spool in spools { try spool.take(occurrence) }
    }
    let report = try metered {
      try Audit.run(configuration, book: book, from: store, occurrences: spools.isEmpty ? nil : handler, progress: $0)
    }
    warnAboutUnreadable(in: report)
    return report
  }

  /// Shows the progress of reading captures. A folder that cannot be walked ends the run.
  static func metered<Result>(_ body: (@escaping (Audit.Progress) -> Void) throws -> Result) throws -> Result {
    let meter = ProgressMeter()
    defer { ProgressMeter.clear() }
    do {
      return try body(meter.show)
    } catch let error as CaptureError {
      throw Failure(error.description, code: 2)
    }
  }

  /// Warns about each capture that could not be read.
  static func warnAboutUnreadable(in report: AuditReport) {
    for capture in report.captures {
      if let error = capture.error { Terminal.warn(error.description) }
    }
  }

  /// The input files, which no output may replace. The audit reports a folder that cannot be walked.
  var inputs: [String] { (try? CapturePaths.expand(captures)) ?? captures }
}
