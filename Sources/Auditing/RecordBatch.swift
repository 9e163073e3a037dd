import Bytes
import Captures
import Detecting
import Knowledge

/// Some records of one capture, with a copy of their bytes, for any worker.
///
/// The reader fills it, submits it and does not keep it, so only one thread at a time uses it.
final class RecordBatch: @unchecked Sendable {
  struct Task {
    var record: Record
    /// The record's range in the bytes of the batch.
    var range: Range<Int>
    var ordinal: Int
    /// The record's number for the witness.
    var number: Int
    /// The destination of the events of a list, for members next to it.
    var eventDestination: RecordDestination?
  }

  let capture: AuditWorker.Capture
  private(set) var bytes: [UInt8] = []
  private(set) var tasks: [Task] = []
  /// What the captures showed up to its last record.
  var witness: Witness?
  /// The occurrences, if all are wanted.
  var streamed: [FindingCollector.StreamedOccurrence] = []

  init(of capture: AuditWorker.Capture) {
    self.capture = capture
  }

  /// The last record that is an event, not a member next to events.
  var lastEvent: (record: Record, bytes: [UInt8])? {
    guard let task = tasks.last(where: { $0.record.member == nil }), case .event = task.record.content else { return nil }
    return (task.record, Array(bytes[task.range]))
  }

  func append(_ record: Record, _ bytes: Span<UInt8>, ordinal: Int, number: Int, eventDestination: RecordDestination?) {
    let start = self.bytes.count
    self.bytes.append(copying: bytes)
    tasks.append(
      Task(
        record: record, range: start..<self.bytes.count, ordinal: ordinal, number: number, eventDestination: eventDestination))
  }
}
