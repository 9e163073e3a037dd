import Foundation

/// The parts of a JSON report that the workbench reads.
struct Report: Decodable {
  struct Capture: Decodable {
    var kind: String
    var records: Int
    var complete: Bool
    var gaps: [Gap]
  }

  struct Gap: Decodable {}

  struct Destination: Decodable {
    var id: String
    var party: String
  }

  struct Finding: Decodable {
    var rule: String
    var severity: String
    var destination: String?
    var count: Int
    var occurrences: [Occurrence]
  }

  struct Occurrence: Decodable {
    var record: Int
    var path: String
    /// Only with `--show-values`.
    var value: String?
  }

  var captures: [Capture]
  var destinations: [Destination]
  var findings: [Finding]
}

/// Runs audits with a built `telltale`.
struct Auditor {
  /// The path of the executable.
  var telltale: String

  /// An audit that ended without a report.
  struct Failure: Error, CustomStringConvertible {
    var status: Int32
    var message: String

    var description: String { "exit \(status): \(message)" }
  }

  /// Audits one capture; a failed gate is also a report.
  func audit(_ capture: URL, options: [String] = []) throws -> Report {
    try withTemporaryDirectory { folder in
      let output = folder.appending(path: "report.json")
      let errors = folder.appending(path: "errors.txt")
      let child = try Child.run(
        [telltale, "audit", capture.path, "--format", "json"] + options, output: output.path, errors: errors.path)
      guard child.status == 0 || child.status == 1 else {
        throw Failure(status: child.status, message: String(decoding: try Data(contentsOf: errors).prefix(500), as: UTF8.self))
      }
      return try JSONDecoder().decode(Report.self, from: Data(contentsOf: output))
    }
  }
}
