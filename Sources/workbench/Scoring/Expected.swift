import Foundation

/// The expected audit of a sample: `NAME.expected.json`, an array with one row per occurrence.
///
/// Other members of a row (`event`, `field`, …) are for readers and the test suite, which records the file.
struct Expected: Decodable, Hashable, Comparable, CustomStringConvertible {
  var record: Int
  var rule: String
  var severity: String
  var destination: String?
  var path: String

  var description: String { "\(record) · \(severity) · \(rule) · \(destination ?? "-") · \(path)" }

  static func < (left: Expected, right: Expected) -> Bool {
    (left.record, left.description) < (right.record, right.description)
  }

  /// The rows of a report.
  static func rows(of report: Report) -> Set<Expected> {
    var rows: Set<Expected> = []
    for finding in report.findings {
      for occurrence in finding.occurrences {
        rows.insert(
          Expected(
            record: occurrence.record, rule: finding.rule, severity: finding.severity, destination: finding.destination,
            path: occurrence.path))
      }
    }
    return rows
  }

  /// The rows that are missing from a report, and the additional ones.
  static func differences(of report: Report, from file: URL) throws -> [String] {
    let expected = Set(try JSONDecoder().decode([Expected].self, from: Data(contentsOf: file)))
    let actual = rows(of: report)
    return expected.subtracting(actual).sorted().map { "- \($0)" } + actual.subtracting(expected).sorted().map { "+ \($0)" }
  }
}
