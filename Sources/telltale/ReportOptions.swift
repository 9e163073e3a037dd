import ArgumentParser
import Auditing
import Bytes
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

  @Option(
    help: ArgumentHelp(
      "How many places of a finding to list, or all. Counts are exact in any case. All places of long logs are best written to an .ndjson file, which takes no memory.",
      valueName: "number|all"))
  var examples = ExampleCount.some(FindingCollector.defaultExamples)

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

  /// How many places of each finding the audit keeps: all only where a report other than one that is streamed lists them.
  var keptExamples: Int? {
    let lists = { (format: ReportFormat) in format != .text && format != .ndjson }
    switch examples {
    case .some(let number): return number
    case .all:
      let isListed = lists(format) || format == .ndjson || files.contains { ReportFormat(fileEnding: $0).map(lists) ?? false }
      return isListed ? nil : FindingCollector.defaultExamples
    }
  }

  /// What takes every place for the reports that list them all, a line each.
  func spools(for outputs: [OutputFile]) throws -> [OccurrenceSpool] {
    guard examples == .all else { return [] }
    return try outputs.filter { ReportFormat(fileEnding: $0.path) == .ndjson }.map(OccurrenceSpool.init)
  }

  /// Whether any of the reports shows code.
  var showsSnippets: Bool { format.showsSnippets || files.contains { ReportFormat(fileEnding: $0)?.showsSnippets ?? false } }

  /// The files to write, none of which is one of `inputs`.
  func outputs(sparing inputs: [String]) throws -> [OutputFile] { try files.map { try OutputFile($0, sparing: inputs) } }

  /// Writes the files and prints the report. A file that cannot be written does not keep the report from being printed.
  ///
  /// `isOneEvent` says that somebody asks about one event, and is answered in a line for each finding.
  func deliver(_ report: AuditReport, to outputs: [OutputFile], from spools: [OccurrenceSpool], isOneEvent: Bool = false) throws {
    var failures: [Failure] = []
    for spool in spools {
      do { try spool.deliver(report) } catch let failure as Failure { failures.append(failure) }
    }
    for output in outputs {
      guard let format = ReportFormat(fileEnding: output.path), spools.isEmpty || format != .ndjson else { continue }
      do {
        try output.write(format.render(report))
      } catch let failure as Failure {
        failures.append(failure)
      }
    }
    // Where nothing could be read there is nothing to report to a person that the complaints have not said.
    if format != .text || report.captures.contains(where: { $0.error == nil }) {
      var style = Terminal.style
      style.detail = quiet ? .quiet : verbose ? .verbose : isOneEvent ? .lines : .normal
      try Terminal.print(format.render(report, style: style))
    }
    for failure in failures.dropLast() { Terminal.warn(failure.description) }
    if let last = failures.last { throw last }
  }
}
