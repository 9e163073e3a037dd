import Bytes
import Captures
import Detecting
import Knowledge

/// Some records of one capture, with a copy of their bytes, on the way to whichever worker takes them.
///
/// Whoever fills it hands it over and keeps no hold of it, so one thread at a time touches it.
final class RecordBatch: @unchecked Sendable {
  struct Task {
    var record: Record
    /// The record's bytes in those of the batch.
    var range: Range<Int>
    var ordinal: Int
    /// The number by which the witness knows the record.
    var number: Int
    /// Who received the events of a list, for what stands beside it.
    var eventDestination: RecordDestination?
  }

  let capture: AuditWorker.Capture
  private(set) var bytes: [UInt8] = []
  private(set) var tasks: [Task] = []
  /// What the captures said of themselves up to its last record.
  var witness: Witness?
  /// What was found, where all places are wanted.
  var told: [FindingCollector.Told] = []

  init(of capture: AuditWorker.Capture) {
    self.capture = capture
  }

  /// The last record that is an event and not something beside events.
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
