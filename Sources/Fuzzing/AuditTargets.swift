import Auditing
import Captures
import Detecting
import Reports
import Vocabulary

extension FuzzTarget {
  /// The whole pipeline from bytes to reports: findings have a position in the file, and no report contains what a terminal would
  /// interpret.
  static let audit = FuzzTarget("audit", longest: 2_048) { input in
    var configuration = Audit.Configuration(paths: ["capture"])
    configuration.showValues = true
    let report = try Audit.run(configuration, book: book.get(), from: MemoryStore(["capture": input]))
    for (name, text) in [("text", TextReport.render(report, style: TextReport.Style())), ("JSON", JSONReport.render(report))] {
      if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }) { return "a control character in the \(name) report" }
    }
    guard let capture = report.captures.first else { return report.captures.isEmpty ? "no capture in the report" : nil }
    for occurrence in report.findings.flatMap(\.occurrences) where capture.error == nil && report.captures.count == 1 {
      guard 0 <= occurrence.start, occurrence.start <= occurrence.end, occurrence.end <= capture.bytes else {
        return "a finding at \(occurrence.start)..<\(occurrence.end) of \(capture.bytes) bytes"
      }
    }
    return nil
  }
}
