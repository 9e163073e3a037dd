import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Vocabulary

/// Some records of one capture, with a copy of their bytes, on the way to whichever worker takes them, and what came of them on the way back.
///
/// Whoever has it hands it over and keeps no hold of it, so one thread at a time touches it.
final class RedactionBatch: @unchecked Sendable {
  struct Task {
    var record: Record
    /// The record's bytes in those of the batch.
    var range: Range<Int>
    /// The number by which the witness knows the record; nil where the worker tells it.
    var number: Int?
    /// Who received the events of a list, for what stands beside it.
    var eventDestination: RecordDestination?
    /// What is remembered of the record.
    var places: ArraySlice<Recollection.Place>?
  }

  /// What is to be done with the records.
  enum Work {
    case collect
    case redact(RedactionPlan)
  }

  /// What came of a record.
  enum Result {
    case sighting(Sighting)
    case outcome(Redactor.Outcome)
    case failure(any Error)
  }

  let work: Work
  let attachments: Attachments
  private(set) var bytes: [UInt8] = []
  private(set) var tasks: [Task] = []
  /// What the captures said of themselves up to its last record; nil where the worker has been told by itself.
  var witness: Witness?
  /// One for each record.
  var results: [Result] = []
  /// The numbers of the placeholders in its texts.
  var taken: ValueBook.Taken = [:]

  init(_ work: Work, beside attachments: Attachments) {
    self.work = work
    self.attachments = attachments
  }

  /// Where its first record begins in the capture.
  var offset: Int { tasks.first?.record.origin.offset ?? 0 }

  /// The last record that is an event and not something beside events.
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
          batch.results.append(.sighting(sighting(in: task.record, text, beside: batch.attachments, number: task.number, &batch.taken)))
        case .redact:
          batch.results.append(.outcome(try redact(task.record, text, beside: batch.attachments, number: task.number, task.places)))
        }
      } catch { batch.results.append(.failure(error)) }
    }
    // A copy that stayed would have to be made again when more is told.
    if batch.witness != nil { scanner.witness = scanner.witness.emptied }
  }
}
