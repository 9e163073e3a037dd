import Foundation

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Reports

/// The rules and destinations in the binary, read once for all tests.
enum Standard {
  static let read = Result { try RuleBook.standard(withExamples: true) }

  static var book: RuleBook { get throws { try read.get() } }
}

/// A capture that was audited, from a file to a verdict.
struct Audited {
  var report: AuditReport

  init(
    _ bytes: [UInt8], book: RuleBook? = nil, name: String = "capture", _ change: (inout Audit.Configuration) -> Void = { _ in }
  ) throws {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(filePath: path))
    var configuration = Audit.Configuration(paths: [path])
    configuration.examples = nil
    change(&configuration)
    report = try Audit.run(configuration, book: book ?? Standard.book)
  }

  init(_ text: String, book: RuleBook? = nil, _ change: (inout Audit.Configuration) -> Void = { _ in }) throws {
    try self.init(Array(text.utf8), book: book, change)
  }

  var findings: [Finding] { report.findings }

  func findings(_ rule: String) -> [Finding] { findings.filter { $0.rule.id == rule } }

  var occurrences: [Finding.Occurrence] { findings.flatMap(\.occurrences) }

  /// `rule severity destination field`, in order.
  var lines: [String] {
    findings.map { finding in
      "\(finding.rule.id) \(finding.severity) \(finding.destination) \(finding.occurrences.first?.field ?? "")"
    }
  }

  var text: String { TextReport.render(report, style: TextReport.Style()) }

  /// The report with `--verbose`.
  var fullText: String { TextReport.render(report, style: TextReport.Style(detail: .verbose)) }

  var json: String { JSONReport.render(report) }
}

extension Audited {
  /// One of the samples of the repository.
  init(contentsOf sample: String, _ change: (inout Audit.Configuration) -> Void = { _ in }) throws {
    try self.init(Samples.bytes(sample), name: sample, change)
  }
}

/// The captures in `samples/`.
enum Samples {
  static let names = [
    "atlassian-platform.har", "connect-segment-clean.har", "connect-segment-leaky.har", "encodings.har", "optout-broken.har",
    "rudderstack-events.ndjson",
  ]

  static func url(_ name: String) -> URL { URL(filePath: #filePath).appending(path: "../../../samples/\(name)").standardizedFileURL }

  static func bytes(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: url(name))) }
}
