@testable import TelltaleKit

/// The line that ``Audit`` walks, kept warm: what paths mean is worked out once and not again for each of thousands of captures.
struct AuditLine: ~Copyable {
  private let book: RuleBook
  private let paths = PathTable()
  private var unwrapper: Unwrapper
  private var scanners: [CaptureKind: Scanner] = [:]

  init(_ book: RuleBook) {
    self.book = book
    unwrapper = Unwrapper(paths: paths)
    for kind in [CaptureKind.har, .events] { scanners[kind] = Scanner(book, capture: kind, paths: paths) }
  }

  /// Everything from bytes to a report, in memory.
  mutating func audit(_ bytes: [UInt8]) throws -> AuditReport {
    var findings = FindingCollector(book, paths: paths, showValues: false)
    var recipients = RecipientCollector(book)
    var parties = Parties(firstParty: [])
    var gaps: [Gap] = []
    let (book, scanners) = (book, scanners)
    var capture = AuditReport.Capture(path: "capture", kind: nil, records: 0, bytes: 0, gaps: [], error: nil)
    do {
      let summary = try CaptureReader(ByteSource(name: "capture", bytes: bytes)).read { record, bytes in
        unwrapper.unwrap(record, bytes)
        var host: String?
        var kind = CaptureKind.events
        if case .exchange(let exchange) = record.content {
          let navigation = Navigation(exchange, bytes)
          parties.note(navigation) { book.destinations.isVendor(host: $0) }
          host = navigation.host ?? ""
          kind = .har
        }
        guard let found = scanners[kind]?.scan(unwrapper.payload, host: host, record: bytes) else { return }
        findings.add(found, in: unwrapper.payload, of: record, bytes, capture: "capture")
        recipients.add(found)
        gaps += unwrapper.payload.gaps
      }
      capture.kind = summary.kind
      capture.records = summary.records
      capture.bytes = summary.bytes
      capture.gaps = summary.gaps + gaps
    } catch let error as CaptureError {
      capture.error = error
    }
    let domains = parties.firstPartyDomains { book.destinations.isPlatform(host: $0) }
    var judgement = Judgement(Policy(), baseline: nil)
    let (judged, values) = findings.findings(firstParty: domains, &judgement)
    return AuditReport(
      rules: book.rules, captures: [capture], recipients: recipients.recipients(firstParty: domains), findings: judged,
      causes: CauseFinder.causes(of: judged, values: values),
      verdict: Verdict(judged, failOn: .high, captures: [capture]), notes: [], showsValues: false)
  }
}
