import ArgumentParser
import Auditing
import Bytes
import FoundationEssentials
import Reports

extension ReportFormat: ExpressibleByArgument {}

/// The formats of a report, and where to write it.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Format of the report.", valueName: "format"))
  var format = ReportFormat.text

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "File to write a report to. Its extension selects the format: \(endings). May be repeated.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Number of occurrences to list for each finding, or all. Counts are always exact. For long logs, write all occurrences to an .ndjson file, which needs no memory.",
      valueName: "number|all"))
  var examples = ExampleCount.some(FindingCollector.defaultExamples)

  @Option(
    name: .customLong("docs-url"),
    help: ArgumentHelp(
      "Link rules in SARIF to this URL of the `docs` folder of telltale, such as https://git.example/telltale/blob/main/docs.",
      valueName: "url"))
  var documents: String?

  @Flag(name: .shortAndLong, help: "Print only the verdict.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print every finding with its fields, events and references.")
  var verbose = false

  private static let endings = ReportFormat.fileEndings.map(\.ending).joined(separator: ", ")

  func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    if let documents, documentsURL == nil {
      throw ValidationError(
        "--docs-url needs a URL such as https://git.example/telltale/blob/main/docs, not `\(Printable.line(documents))`.")
    }
    for (number, file) in files.enumerated() {
      guard ReportFormat(fileEnding: file) != nil else {
        throw ValidationError(
          "--report takes the format from the extension (\(Self.endings)), and `\(Printable.line(file))` has none of these.")
      }
      if files[..<number].contains(file) { throw ValidationError("--report names `\(Printable.line(file))` twice.") }
    }
  }

  /// The URL of the documents without a slash at its end; nil if it is missing or cannot be used in a link.
  private var documentsURL: String? {
    guard let documents, let url = URLComponents(string: documents), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host?.isEmpty == false, url.query == nil, url.fragment == nil
    else { return nil }
    return documents.hasSuffix("/") ? String(documents.dropLast()) : documents
  }

  /// How many occurrences of each finding the audit keeps: all only if a report that is not streamed lists them.
  var keptExamples: Int? {
    let lists = { (format: ReportFormat) in format != .text && format != .ndjson }
    switch examples {
    case .some(let number): return number
    case .all:
      let isListed = lists(format) || format == .ndjson || files.contains { ReportFormat(fileEnding: $0).map(lists) ?? false }
      return isListed ? nil : FindingCollector.defaultExamples
    }
  }

  /// Spools for the reports that list all occurrences, one per line.
  func spools(for outputs: [OutputFile]) throws -> [OccurrenceSpool] {
    guard examples == .all else { return [] }
    return try outputs.filter { ReportFormat(fileEnding: $0.path) == .ndjson }.map(OccurrenceSpool.init)
  }

  /// Whether any of the reports shows code.
  var showsSnippets: Bool { format.showsSnippets || files.contains { ReportFormat(fileEnding: $0)?.showsSnippets ?? false } }

  /// The files to write, none of which may be one of `inputs`.
  func outputs(sparing inputs: [String]) throws -> [OutputFile] { try files.map { try OutputFile($0, sparing: inputs) } }

  /// Writes all files or none, together with what is already in `staging`, and prints the report. The report is printed even if a
  /// file cannot be written.
  ///
  /// `isOneEvent` prints one line for each finding of a single event.
  func deliver(
    _ report: AuditReport, to outputs: [OutputFile], from spools: [OccurrenceSpool], with staging: Staging = Staging(),
    isOneEvent: Bool = false
  ) throws {
    var report = report
    report.documents = documentsURL
    var failure: Failure?
    do {
      try write(report, to: outputs, from: spools, staging)
    } catch let error as Failure {
      failure = error
    }
    // If nothing could be read, the warnings have already said everything.
    if format != .text || report.captures.contains(where: { $0.error == nil }) {
      var style = Terminal.style
      style.detail = quiet ? .quiet : verbose ? .verbose : isOneEvent ? .lines : .normal
      try Terminal.print(format.render(report, style: style))
    }
    if let failure { throw failure }
  }

  private func write(_ report: AuditReport, to outputs: [OutputFile], from spools: [OccurrenceSpool], _ staging: Staging) throws {
    for spool in spools { try spool.deliver(report, to: staging) }
    for output in outputs {
      guard let format = ReportFormat(fileEnding: output.path), spools.isEmpty || format != .ndjson else { continue }
      try output.write(Array(format.render(report).utf8), to: staging)
    }
    try staging.commit()
  }
}
