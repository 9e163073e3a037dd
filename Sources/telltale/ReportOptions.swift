import ArgumentParser
import Auditing
import Bytes
import Foundation
import Reports

extension ReportFormat: ExpressibleByArgument {}

/// How a report is told, and where to.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How to print the report.", valueName: "format"))
  var format = ReportFormat.text

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "A file to write a report to as well; its ending says the format: \(endings). May be repeated.", valueName: "file"))
  var files: [String] = []

  @Flag(name: .shortAndLong, help: "Print the verdict and no more.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print everything that was found: every field, event and reference.")
  var verbose = false

  private static let endings = ReportFormat.fileEndings.map(\.ending).joined(separator: ", ")

  func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    for (number, file) in files.enumerated() {
      guard ReportFormat(fileEnding: file) != nil else {
        throw ValidationError("--report tells the format by the ending (\(Self.endings)), and `\(Printable.line(file))` has none of these.")
      }
      if files[..<number].contains(file) { throw ValidationError("--report names `\(Printable.line(file))` twice.") }
    }
  }

  /// Whether any of the reports shows code.
  var showsSnippets: Bool { format.showsSnippets || files.contains { ReportFormat(fileEnding: $0)?.showsSnippets ?? false } }

  /// The files to write, none of which is one of `inputs`.
  func outputs(sparing inputs: [String]) throws -> [OutputFile] { try files.map { try OutputFile($0, sparing: inputs) } }

  /// Writes the files and prints the report. A file that cannot be written does not keep the report from being printed.
  func deliver(_ report: AuditReport, to outputs: [OutputFile]) throws {
    var failures: [Failure] = []
    for output in outputs {
      guard let format = ReportFormat(fileEnding: output.path) else { continue }
      do {
        try output.write(format.render(report))
      } catch let failure as Failure {
        failures.append(failure)
      }
    }
    // Where nothing could be read there is nothing to report to a person that the complaints have not said.
    if format != .text || report.captures.contains(where: { $0.error == nil }) {
      var style = Terminal.style
      style.detail = quiet ? .quiet : verbose ? .verbose : .normal
      try Terminal.print(format.render(report, style: style))
    }
    for failure in failures.dropLast() { Terminal.warn(failure.description) }
    if let last = failures.last { throw last }
  }
}
