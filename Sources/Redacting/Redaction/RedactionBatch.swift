import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Vocabulary

/// Some records of one capture, with a copy of their bytes, for any worker, and then their results.
///
/// Its owner passes it on and does not keep it, so only one thread at a time uses it.
final class RedactionBatch: @unchecked Sendable {
  struct Task {
    var record: Record
    /// The record's range in the bytes of the batch.
    var range: Range<Int>
    /// The record's number for the witness; nil if the worker informs the witness itself.
    var number: Int?
    /// The destination of the events of a list, for members next to it.
    var eventDestination: RecordDestination?
    /// What is remembered of the record.
    var places: ArraySlice<Recollection.Place>?
  }

  /// What to do with the records.
  enum Work {
    case collect
    case redact(RedactionPlan)
  }

  /// The result of a record.
  enum Result {
    case sighting(Sighting)
    case outcome(Redactor.Outcome)
    case failure(any Error)
  }

  let work: Work
  let attachments: Attachments
  private(set) var bytes: [UInt8] = []
  private(set) var tasks: [Task] = []
  /// What the captures showed up to its last record; nil if the worker has its own witness.
  var witness: Witness?
  /// One for each record.
  var results: [Result] = []
  /// The numbers of the placeholders in its texts.
  var taken: ValueBook.Taken = [:]
  /// Which digests its texts may contain.
  var traces = DigestTraces.none

  init(_ work: Work, beside attachments: Attachments) {
    self.work = work
    self.attachments = attachments
  }

  /// The offset of its first record in the capture.
  var offset: Int { tasks.first?.record.origin.offset ?? 0 }

  /// The last record that is an event, not a member next to events.
  var lastEvent: (record: Record, bytes: [UInt8])? {
    guard let task = tasks.last(where: { $0.record.member == nil }), case .event = task.record.content else { return nil }
    return (task.record, Array(bytes[task.range]))
  }

  func append(
    _ record: Record, _ bytes: Span<UInt8>, number: Int?, eventDestination: RecordDestination?, _ places: ArraySlice<Recollection.Place>?
  ) {
    let start = self.bytes.count
    self.bytes.append(copying: bytes)
    tasks.append(Task(record: record, range: start..<self.bytes.count, number: number, eventDestination: eventDestination, places: places))
  }
}

extension Redactor {
  /// Does the work of a batch.
  mutating func run(_ batch: RedactionBatch) {
    if let witness = batch.witness { scanner.witness = witness }
    if case .redact(let plan) = batch.work, plan.edition != self.plan.edition, !takesValues { self.plan = plan }
    let bytes = batch.bytes
    batch.results.reserveCapacity(batch.tasks.count)
    for task in batch.tasks {
      if batch.witness != nil { scanner.eventDestination = task.eventDestination }
      let text = bytes.span.extracting(task.range)
      do {
        switch batch.work {
        case .collect:
          batch.results.append(.sighting(sighting(in: task.record, text, beside: batch.attachments, number: task.number)))
          note(text, in: batch)
        case .redact:
          batch.results.append(.outcome(try redact(task.record, text, beside: batch.attachments, number: task.number, task.places)))
        }
      } catch { batch.results.append(.failure(error)) }
    }
    // Release the copy: otherwise learning more would copy it.
    if batch.witness != nil { scanner.witness = scanner.witness.emptied }
  }
}
