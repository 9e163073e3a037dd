import Auditing
import Captures
import Reports
import SystemPackage

/// Keeps the occurrences of an audit for a report, in a file next to it.
///
/// Which findings are reported is known at the end; until then their occurrences wait here and not in memory. The file contains no
/// more of a value than the report will, and is deleted when the run ends.
final class OccurrenceSpool {
  private let file: HiddenFile
  private let target: OutputFile

  init(for target: OutputFile) throws {
    self.target = target
    file = try HiddenFile(beside: target.place, for: target.path)
  }

  func take(_ streamed: FindingCollector.StreamedOccurrence) throws { try file.output.write(OccurrenceLines.waiting(streamed).span) }

  /// Writes the report: the waiting occurrences of its findings.
  func deliver(_ report: AuditReport, to staging: Staging) throws {
    try file.output.finish()
    var lines = OccurrenceLines(report)
    try target.write(to: staging) { target in
      try FileLines.forEach(of: self.file.path) { line in
        if let line = lines.line(waiting: line) { try target.write(line.span) }
      }
      try target.write(OccurrenceLines.lastLine(of: report).span)
    }
  }
}
