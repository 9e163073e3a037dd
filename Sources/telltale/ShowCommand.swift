import ArgumentParser
import Auditing
import Captures
import Detecting
import Knowledge
import Redacting
import Reports
import Vocabulary

/// `telltale show CAPTURE#RECORD`
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one request, decoded, with its findings marked.",
    usage: """
      telltale show <capture>#<record> [<options>]
      telltale show <fingerprint> <capture> ... [<options>]
      """,
    discussion: """
      Prints who received a request or an event, and everything it sent, as a tree
      of keys and encodings, with the findings next to their values. Values are
      masked, and responses are not shown.

      Reports name records as `entry 5`; the first is 0. Given a fingerprint from
      a report, it shows the first record with that finding.

      EXAMPLES:
        telltale show session.har#5
        telltale show 3f2b8c1d9e4a7f60 captures/
        telltale show events.ndjson#17 --verbose

      EXIT CODES:
        0   shown
        2   the capture cannot be read
        64  wrong usage, no such record, or no such finding
      """)

  @Argument(
    help: ArgumentHelp("A record, such as session.har#5, or the fingerprint of a finding.", valueName: "capture#record"),
    completion: .file())
  var target: String

  @Argument(help: ArgumentHelp("The captures to search for a fingerprint.", valueName: "capture"), completion: .file())
  var captures: [String] = []

  @OptionGroup
  var sessionOptions: SessionOptions

  @OptionGroup
  var terms: TermsOptions

  @Flag(name: .shortAndLong, help: "Show every value of a large request.")
  var verbose = false

  func run() throws {
    if let reference = RecordReference(target) {
      guard captures.isEmpty else { throw Failure("a record is in one capture: leave out \(captures[0])", code: 64) }
      return try show(reference, in: [Self.file(of: reference.capture)])
    }
    guard target.count == 16, target.allSatisfy(\.isHexDigit) else {
      throw Failure("`\(target)` is neither a record, such as session.har#5, nor a fingerprint of 16 hex digits", code: 64)
    }
    guard !captures.isEmpty else { throw Failure("name the captures to search for the finding", code: 64) }
    if captures.contains("-") { throw Self.pipe }
    let (configuration, book) = try session(of: captures)
    let report = try CaptureOptions.audit(configuration, book)
    guard let finding = report.findings.first(where: { $0.fingerprint == target.lowercased() }), let place = finding.first else {
      throw Failure("no finding has the fingerprint \(target)", code: 64)
    }
    try show(RecordReference(capture: place.capture, record: place.record), in: captures)
  }

  private func show(_ reference: RecordReference, in paths: [String]) throws {
    if paths.contains("-") { throw Self.pipe }
    let (configuration, book) = try session(of: paths)
    let view: RecordView
    do {
      view = try CaptureOptions.metered {
        try RecordView.of(reference, verbose ? .long : .short, configuration, book: book, from: FileStore(), progress: $0)
      }
    } catch let missing as Missing {
      let isUnreadable = missing.captures.contains { $0.error != nil }
      throw Failure(missing.reason, code: isUnreadable ? 2 : 64)
    }
    try Terminal.print(RecordText.render(view, style: Terminal.style))
  }

  private func session(of paths: [String]) throws -> (configuration: Audit.Configuration, book: RuleBook) {
    var (configuration, book) = try sessionOptions.session(of: paths)
    try terms.apply(to: &configuration)
    return (configuration, book)
  }

  /// The file of a capture: itself, or the archive that it is in.
  private static func file(of capture: String) -> String {
    var path = capture
    while !path.isEmpty {
      if let status = FileStatus(path) { return status.isFolder ? capture : path }
      guard let slash = path.lastIndex(of: "/") else { break }
      path = String(path[..<slash])
    }
    return capture
  }

  /// A record is shown after everything was read, and a pipe can be read only once.
  private static let pipe = Failure("standard input can be read only once: save it to a file, and show a record of that", code: 64)
}
