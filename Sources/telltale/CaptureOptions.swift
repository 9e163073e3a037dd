import ArgumentParser
import Auditing
import Captures
import Foundation
import Knowledge

/// Which captures a command reads, and what it goes by.
struct CaptureOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("HAR files, event logs, folders of them, or - for standard input.", valueName: "capture"), completion: .file())
  var captures: [String]

  @OptionGroup
  var sessionOptions: SessionOptions

  @Option(
    help: ArgumentHelp("A Forge manifest: what it does not declare is a finding.", valueName: "file"))
  var manifest: String?

  @Flag(help: "The captures are of customers who opted out: whoever is told anything is a finding.")
  var optedOut = false

  func validate() throws {
    if captures.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read only once.") }
  }

  /// What the options say, with what the policy adds to it, and the rules to go by.
  func session() throws -> (configuration: Audit.Configuration, book: RuleBook) {
    var (configuration, book) = try sessionOptions.session(of: captures)
    configuration.isOptedOut = optedOut
    if let file = manifest ?? configuration.policy.manifest.map({ PolicyFiles.path($0, beside: configuration.policy.file) }) {
      configuration.manifest = try RuleFiles.understood { try ManifestFile.manifest(RuleFiles.text(file), file: file) }
    }
    return (configuration, book)
  }

  /// Audits the captures, with a meter for whoever waits and a word for each that cannot be read.
  static func audit(_ configuration: Audit.Configuration, _ book: RuleBook) throws -> AuditReport {
    let report = try metered { try Audit.run(configuration, book: book, progress: $0) }
    warnAboutUnreadable(in: report)
    return report
  }

  /// Shows how far something has come that reads the captures. A folder that cannot be walked ends the run.
  static func metered<Result>(_ body: (@escaping (Audit.Progress) -> Void) throws -> Result) throws -> Result {
    let meter = ProgressMeter()
    defer { meter.clear() }
    do {
      return try body(meter.show)
    } catch let error as CaptureError {
      throw Failure(error.description, code: 2)
    }
  }

  /// Names each capture that could not be read.
  static func warnAboutUnreadable(in report: AuditReport) {
    for capture in report.captures {
      if let error = capture.error { Terminal.warn(error.description) }
    }
  }

  /// The files that are read, which nothing is to be written over. A folder that cannot be walked is told of by the audit.
  var inputs: [String] { (try? CapturePaths.expand(captures)) ?? captures }
}
