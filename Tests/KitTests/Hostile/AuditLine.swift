@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Payloads
@testable import Vocabulary

/// The pipeline of ``Audit``, reused for thousands of captures so that the meaning of paths is computed once.
struct AuditLine: ~Copyable {
  private let book: RuleBook
  private var scanner: RecordScanner

  init(_ book: RuleBook) {
    self.book = book
    scanner = RecordScanner(book)
  }

  /// Everything from bytes to a report, in memory.
  mutating func audit(_ bytes: [UInt8]) throws -> AuditReport {
    var findings = FindingCollector(book, paths: scanner.paths, showValues: false)
    var traffic = TrafficCollector(book)
    var gaps: [Gap] = []
    var ordinal = 0
    var capture = AuditedCapture(path: "capture", kind: nil, records: 0, bytes: 0, gaps: [], error: nil)
    scanner.begin()
    do {
      let summary = try CaptureReader(ByteSource(name: "capture", bytes: bytes), coverage: .recordsAndDamage).read { record, bytes in
        let found = scanner.detections(in: record, bytes)
        findings.add(
          found, in: scanner.unwrapper.payload, of: record, bytes, at: RecordPlace(capture: 0, path: "capture", ordinal: ordinal))
        ordinal += 1
        traffic.add(found, accounts: [])
        gaps += scanner.unwrapper.payload.gaps
      }
      capture.kind = summary.kind
      capture.records = summary.records
      capture.bytes = summary.bytes
      capture.gaps = summary.gaps + gaps
    } catch let error as CaptureError {
      capture.error = error
    }
    let domains = Set(scanner.witness.parties.ownDomains { book.destinations.isPlatform(host: $0) }.map(\.domain))
    var judgement = Judgement(Policy(), baseline: nil)
    let (judged, traces) = findings.findings(firstParty: domains, &judgement)
    return AuditReport(
      rules: book.rules, captures: [capture], traffic: traffic.traffic(firstParty: domains), findings: judged,
      causes: CauseFinder.causes(of: judged, traces: traces),
      verdict: Verdict(judged, failOn: .high, captures: [capture]), notes: [], showsValues: false)
  }
}
