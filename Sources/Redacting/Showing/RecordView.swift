package import Auditing
import Bytes
package import Captures
package import Detecting
import Knowledge
import Payloads
import Vocabulary

/// One record for a person: its destination, and everything that it sent, below its layers, with its findings.
///
/// It contains no value: texts are masked as in every report, and only harmless ones are shown (a boolean, a short number, the type
/// of an event, the host of a destination).
package struct RecordView: Sendable {
  /// A finding at a place of the record, with its occurrence there.
  package struct Mark: Sendable {
    package let finding: Finding
    package let occurrence: Finding.Occurrence
  }

  /// One line of the tree.
  package struct Row: Sendable {
    package let depth: Int
    /// The keys and layers of the line, such as `url «url»`.
    package let label: String
    /// The displayed value; nil for a line that only has parts.
    package let value: String?
    package let marks: [Mark]
  }

  /// The record, as reports name it.
  package let reference: RecordReference
  /// The line of the file that it begins on.
  package let line: Int
  /// The method of a request; nil for an event of a log.
  package let method: String?
  package let host: String
  /// The ID of the destination.
  package let destination: String
  /// The request's headers that are not in the tree: their names, and masked values.
  package let headers: [(name: String, value: String)]
  package let rows: [Row]
  /// How many lines of the tree are left out.
  package let omitted: Int
  /// Findings about the record as a whole.
  package let marks: [Mark]
  /// What could not be examined.
  package let gaps: [Gap]
  /// The audit of its captures.
  package let report: AuditReport

  /// How many lines of the tree are shown.
  package enum Extent: Sendable {
    case short, long

    var rows: Int { self == .short ? 120 : 20_000 }
  }

  /// Audits the captures of a configuration, and shows one of their records.
  /// - Throws: ``CaptureError`` for a folder that cannot be walked, ``Missing`` if there is no such record.
  package static func of(
    _ reference: RecordReference, _ extent: Extent, _ configuration: Audit.Configuration, book: RuleBook, from store: some CaptureStore,
    progress: @escaping (Audit.Progress) -> Void = { _ in }
  ) throws -> RecordView {
    var streamed: [FindingCollector.StreamedOccurrence] = []
    let keep: Audit.OccurrenceHandler = { one in
      guard one.occurrence.capture == reference.capture, one.occurrence.record == reference.record else { return }
      if streamed.count < maximumMarks { streamed.append(one) }
    }
    let report = try Audit.run(configuration, book: book, from: store, occurrences: keep, progress: progress)
    let findings = Dictionary(report.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
    let marks = streamed.compactMap { one in
      one.fingerprints.lazy.compactMap { findings[$0] }.first.map { Mark(finding: $0, occurrence: one.occurrence) }
    }
    var reader = RecordReader(reference, marks, extent, report, book)
    try reader.read(configuration.paths, from: store)
    guard let view = reader.view else { throw Missing(reference: reference, captures: report.captures) }
    return view
  }

  /// The maximum number of findings that are marked in one record.
  private static let maximumMarks = 5_000

  init(
    _ reference: RecordReference, line: Int, method: String?, host: String, destination: String, headers: [(name: String, value: String)],
    tree: RecordTree, marks: [Mark], gaps: [Gap], report: AuditReport
  ) {
    self.reference = reference
    self.line = line
    self.method = method
    self.host = host
    self.destination = destination
    self.headers = headers
    (rows, omitted) = (tree.rows, tree.omitted)
    self.marks = marks
    self.gaps = gaps
    self.report = report
  }
}

/// A record as reports name it: its capture and its number there.
package struct RecordReference: Equatable, Sendable {
  package let capture: String
  package let record: Int

  package init(capture: String, record: Int) {
    self.capture = capture
    self.record = record
  }

  /// Reads `capture#record`; nil for another text.
  package init?(_ text: String) {
    guard let mark = text.lastIndex(of: "#"), mark > text.startIndex, let record = Int(text[text.index(after: mark)...]), record >= 0 else {
      return nil
    }
    self.init(capture: String(text[..<mark]), record: record)
  }
}

/// No capture has the record.
package struct Missing: Error {
  package let reference: RecordReference
  package let captures: [AuditedCapture]

  /// Why, in a sentence.
  package var reason: String {
    guard let capture = captures.first(where: { $0.path == reference.capture }) else {
      let names = captures.prefix(5).map(\.path).joined(separator: ", ")
      return "there is no capture \(reference.capture)" + (names.isEmpty ? "" : "; there are \(names)")
    }
    if let error = capture.error { return error.description }
    return "\(reference.capture) has no record \(reference.record): it has \(counted(capture.records, "record")), the first of which is 0"
  }
}
