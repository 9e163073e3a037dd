import Foundation
import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// The audit of each sample, row by row, compared with `samples/NAME.expected.json`, and its redaction, compared with
/// `samples/redacted/`.
///
/// `UPDATE_SAMPLES=1 swift test --filter SampleTests` records the files again; their diff shows the effect of a change.
@Suite struct SampleTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "samples")

  private static let captures: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".har") || $0.hasSuffix(".ndjson") }.sorted()
  }()

  private static let isRecording = ProcessInfo.processInfo.environment["UPDATE_SAMPLES"] == "1"

  private func audit(_ name: String) throws -> AuditReport {
    try Audit.run(Audit.Configuration(paths: [Self.folder.appending(path: name).path]), book: RuleBook.standard())
  }

  @Test(arguments: captures)
  func `an audit finds what is expected`(name: String) throws {
    let file = Self.folder.appending(path: "\(name.prefix { $0 != "." }).expected.json")
    let found = ExpectedRow.rows(of: try audit(name))
    if Self.isRecording { try ExpectedRow.text(of: found).write(to: file, atomically: true, encoding: .utf8) }
    let expected = try JSONDecoder().decode([ExpectedRow].self, from: Data(contentsOf: file))
    let differences = found.difference(from: expected).map { change in
      switch change {
      case .insert(_, let row, _): "+ \(row.line)"
      case .remove(_, let row, _): "- \(row.line)"
      }
    }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test(arguments: captures)
  func `a redaction writes what is expected`(name: String) throws {
    let file = Self.folder.appending(path: "redacted/\(name)")
    let redacted = try Redacted(files: [(name, Array(Data(contentsOf: Self.folder.appending(path: name))))]).outputs[0]
    if Self.isRecording { try Data(redacted).write(to: file) }
    #expect(try Array(Data(contentsOf: file)) == redacted)
  }

  @Test func `the clean sample passes the gate`() throws {
    let report = try audit("connect-segment-clean.har")
    #expect(report.findings.filter { $0.severity >= .high }.map(\.message).isEmpty)
    #expect(report.verdict.exitCode(allowIncomplete: false) == 0)
  }

  @Test func `Atlassian's own traffic is not attributed to an app`() throws {
    #expect(try audit("atlassian-platform.har").findings.isEmpty)
  }
}

/// One recorded occurrence: where and what, and never a value.
private struct ExpectedRow: Codable, Equatable {
  var record: Int
  var rule: String
  var severity: String
  var destination: String
  var path: String

  /// The rows of a report in the order of the capture.
  static func rows(of report: AuditReport) -> [ExpectedRow] {
    report.findings.flatMap { finding in
      finding.occurrences.map { occurrence in
        ExpectedRow(
          record: occurrence.record, rule: finding.rule.id, severity: finding.severity.name, destination: finding.destination,
          path: occurrence.path)
      }
    }
    .sorted { ($0.record, $0.path, $0.rule, $0.destination) < ($1.record, $1.path, $1.rule, $1.destination) }
  }

  /// One row per line, so that a diff shows rows.
  static func text(of rows: [ExpectedRow]) -> String {
    rows.isEmpty ? "[]\n" : "[\n" + rows.map { "  \($0.line)" }.joined(separator: ",\n") + "\n]\n"
  }

  var line: String {
    """
    {"record": \(record), "rule": \(quoted(rule)), "severity": \(quoted(severity)), "destination": \(quoted(destination)), \
    "path": \(quoted(path))}
    """
  }

  private func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
