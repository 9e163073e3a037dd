package import Auditing
import Bytes
import Knowledge
import Vocabulary

/// The occurrences of findings, one JSON object per line: the finding, and where it was found.
package struct OccurrenceLines {
  private var writer = JSONWriter(isCompact: true)
  private let findings: [String: Finding]

  package init(_ report: AuditReport) {
    findings = Dictionary(report.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
  }

  /// The occurrences listed in a report, in the order of its findings.
  static func render(_ report: AuditReport) -> String {
    var lines = OccurrenceLines(report)
    var text = ""
    for finding in report.findings {
      for occurrence in finding.occurrences { text += String(decoding: lines.line(of: finding, Self.members(occurrence)), as: UTF8.self) }
    }
    return text + String(decoding: lastLine(of: report), as: UTF8.self)
  }

  /// The line that ends a filtered report; empty without a filter.
  package static func lastLine(of report: AuditReport) -> [UInt8] {
    guard let filtering = report.filtering else { return [] }
    var writer = JSONWriter(isCompact: true)
    writer.object { $0.member("filter") { JSONReport.write(filtering, &$0) } }
    return Array(writer.bytes) + [UInt8(ascii: "\n")]
  }

  // MARK: Streaming

  /// An occurrence that waits until it is known whether its finding is reported.
  package static func waiting(_ streamed: FindingCollector.StreamedOccurrence) -> [UInt8] {
    streamed.fingerprints.flatMap { Array($0.utf8) } + members(streamed.occurrence) + [UInt8(ascii: "\n")]
  }

  /// The line of a waiting occurrence; nil if its finding is not reported.
  package mutating func line(waiting line: ArraySlice<UInt8>) -> [UInt8]? {
    var rest = line
    var finding: Finding?
    // The first fingerprint that is reported: folded findings are not reported separately.
    while let first = rest.first, first != UInt8(ascii: "\"") {
      finding = finding ?? findings[String(decoding: rest.prefix(Self.fingerprintLength), as: UTF8.self)]
      rest = rest.dropFirst(Self.fingerprintLength)
    }
    return finding.map { self.line(of: $0, Array(rest)) }
  }

  private static let fingerprintLength = 16

  // MARK: Lines

  private mutating func line(of finding: Finding, _ members: [UInt8]) -> [UInt8] {
    writer.removeAll()
    writer.object { writer in
      writer.member("fingerprint", finding.fingerprint)
      writer.member("rule", finding.rule.id)
      writer.member("severity", finding.severity.name)
      writer.member("status", finding.disposition.name)
      writer.member("destination", finding.destination)
      writer.member("party", finding.party.rawValue)
      writer.member("event", finding.event)
    }
    // The members of the occurrence follow those of the finding.
    return writer.bytes.dropLast() + [UInt8(ascii: ",")] + members + [UInt8(ascii: "\n")]
  }

  /// The members of an occurrence and the brace that closes its line.
  private static func members(_ occurrence: Finding.Occurrence) -> [UInt8] {
    var writer = JSONWriter(isCompact: true)
    JSONReport.write(occurrence, &writer)
    return Array(writer.bytes.dropFirst())
  }
}
