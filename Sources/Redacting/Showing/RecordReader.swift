import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Finds a record in captures and makes a view of it.
struct RecordReader: ~Copyable {
  private let reference: RecordReference
  private let marks: [RecordView.Mark]
  private let extent: RecordView.Extent
  private let report: AuditReport
  private var scanner: RecordScanner
  private(set) var view: RecordView?

  /// Thrown when the record was found, to stop reading.
  private struct Found: Error {}

  /// The maximum number of headers in the list.
  private static let maximumHeaders = 100

  init(_ reference: RecordReference, _ marks: [RecordView.Mark], _ extent: RecordView.Extent, _ report: AuditReport, _ book: RuleBook) {
    self.reference = reference
    self.marks = marks
    self.extent = extent
    self.report = report
    scanner = RecordScanner(book)
  }

  /// Reads captures up to the record.
  mutating func read(_ paths: [String], from store: some CaptureStore) throws {
    do {
      for path in try paths.flatMap({ path throws(CaptureError) in try store.captures(at: path) }) {
        _ = try CaptureWalk.visit(path, in: store) { stop in
          guard stop.path == self.reference.capture else { return }
          let attachments = stop.attachments
          _ = try stop.read { record, bytes in
            guard record.index == self.reference.record, record.isPayload else { return }
            self.view(record, bytes, attachments)
            throw Found()
          }
        } unreadable: { _, _ in
        }
      }
    } catch is Found {}
  }

  private mutating func view(_ record: borrowing Record, _ bytes: Span<UInt8>, _ attachments: Attachments) {
    let received = scanner.destination(of: record, bytes, beside: attachments)
    let payload = scanner.unwrapper.payload
    let tree = RecordTree(
      payload, scanner.paths, marks, bytes, to: received.host, ofVendor: received.destination != nil, mostRows: extent.rows)
    var (method, headers): (String?, [(name: String, value: String)]) = (nil, [])
    if case .exchange(let exchange) = record.content {
      method = exchange.method.map { $0.text(in: bytes) } ?? "GET"
      headers = exchange.requestHeaders.prefix(Self.maximumHeaders).compactMap { header in
        let name = header.name.text(in: bytes)
        // A header in the tree is already shown.
        guard !tree.headers.contains(name.lowercased()) else { return nil }
        return (PathTable.label(of: name), Mask.excerpt(of: Array(header.value.text(in: bytes).utf8).span))
      }
    }
    view = RecordView(
      reference, line: record.origin.advanced(by: record.range.lowerBound, over: bytes).line, method: method, host: received.host,
      destination: received.id(in: scanner.book.destinations), headers: headers, tree: tree,
      marks: marks.filter { $0.occurrence.path.isEmpty }, gaps: payload.gaps, report: report)
  }
}
