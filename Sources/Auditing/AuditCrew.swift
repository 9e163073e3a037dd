import Bytes
import Captures
import Detecting
import Knowledge
internal import Synchronization
import Vocabulary

/// Workers on several cores. Each has its own sums, which are added up in the end.
final class AuditCrew {
  /// The sums of workers that have ended.
  private final class Tallies: Sendable {
    /// The sums of one worker, which no one else refers to.
    private final class Sums: @unchecked Sendable {
      let tally: AuditTally

      init(_ tally: AuditTally) { self.tally = tally }
    }

    private let sums = Mutex<[Sums]>([])

    func add(_ tally: AuditTally) {
      let sums = Sums(tally)
      self.sums.withLock { $0.append(sums) }
    }

    func all() -> [AuditTally] { sums.withLock { $0.map(\.tally) } }
  }

  private let tallies: Tallies
  private let crew: Crew<RecordBatch>
  private let keepsPlaces: Bool
  /// The finished batches whose occurrences are wanted, in order.
  private var done: [RecordBatch] = []

  /// Starts `count` workers, or fewer if the system has no more threads.
  init(count: Int, _ configuration: Audit.Configuration, _ book: RuleBook, key: SketchKey, streamsAll: Bool) {
    let tallies = Tallies()
    self.tallies = tallies
    keepsPlaces = streamsAll
    crew = Crew(count: count) { queue in
      var worker = AuditWorker(configuration, book, streamsAll: streamsAll)
      worker.begin(with: key)
      queue.each { batch in
        worker.audit(batch)
        if streamsAll { batch.streamed = worker.drain() }
      }
      tallies.add(worker.tally)
    }
  }

  var isEmpty: Bool { crew.isEmpty }

  /// Submits a batch, and waits if many are under way.
  func submit(_ batch: RecordBatch) {
    while crew.isFull { collectOldest() }
    crew.submit(batch)
  }

  /// Adds a batch that was audited elsewhere.
  func note(_ batch: RecordBatch) {
    while crew.isFull { collectOldest() }
    crew.note(batch)
  }

  /// The occurrences found since the last call, in the order of the records, as far as all before them are done.
  func drain(_ body: Audit.OccurrenceHandler) rethrows {
    for batch in done { for occurrence in batch.streamed { try body(occurrence) } }
    done.removeAll()
  }

  /// Takes back the oldest batch under way.
  private func collectOldest() {
    if let batch = crew.next(), keepsPlaces { done.append(batch) }
  }

  /// Waits until everything is done.
  /// - Returns: The sums of all workers.
  func finish() -> [AuditTally] {
    while crew.isUnderWay { collectOldest() }
    crew.finish()
    return tallies.all()
  }
}

extension AuditWorker {
  /// Audits the records of a batch.
  fileprivate mutating func audit(_ batch: RecordBatch) {
    if let witness = batch.witness { scanner.witness = witness }
    scanner.capture = batch.capture.path
    let bytes = batch.bytes
    for task in batch.tasks {
      scanner.eventDestination = task.eventDestination
      audit(
        task.record, bytes.span.extracting(task.range), ordinal: task.ordinal, of: batch.capture, navigation: nil, number: task.number)
    }
    // Release the copy: otherwise learning more would copy it.
    scanner.witness = scanner.witness.emptied
  }
}
