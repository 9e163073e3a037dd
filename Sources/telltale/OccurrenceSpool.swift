import Auditing
import Captures
import FoundationEssentials
import Reports
import SystemPackage

/// The occurrences of an audit on their way to a report, in a file beside it.
///
/// Which findings are reported is known when everything has been read; until then their occurrences wait here and not in memory. It holds
/// no more of a value than the report will, and is gone when the run ends.
final class OccurrenceSpool {
  private let place: FilePath
  private let output: FileOutput
  private let target: OutputFile

  init(for target: OutputFile) throws {
    self.target = target
    place = target.beside
    output = try FileOutput(creating: place)
  }

  deinit { try? FileManager.default.removeItem(atPath: place.string) }

  func take(_ told: FindingCollector.Told) throws { try output.write(OccurrenceLines.waiting(told).span) }

  /// Writes the report: what waited and belongs to a finding of it.
  func deliver(_ report: AuditReport) throws {
    try output.finish()
    var lines = OccurrenceLines(report)
    try target.write { target in
      try FileLines.forEach(of: self.place) { line in
        if let line = lines.line(waiting: line) { try target.write(line.span) }
      }
      try target.write(OccurrenceLines.lastLine(of: report).span)
    }
  }
}
