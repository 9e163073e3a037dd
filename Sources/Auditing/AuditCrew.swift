import Bytes
import Captures
import Detecting
import Knowledge
internal import Synchronization
import Vocabulary

/// Workers that audit on several cores: each adds to sums of its own, which are added up in the end.
final class AuditCrew {
  /// The sums of workers that have ended.
  private final class Tallies: Sendable {
    /// Those of one worker, which nobody else has a hold of.
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
  /// The batches that came back and whose places are wanted, in order.
  private var done: [RecordBatch] = []

  /// Starts `count` workers; fewer where the system has no more threads.
  init(count: Int, _ configuration: Audit.Configuration, _ book: RuleBook, key: SketchKey, tellsAll: Bool) {
    let tallies = Tallies()
    self.tallies = tallies
    keepsPlaces = tellsAll
    crew = Crew(count: count) { queue in
      var worker = AuditWorker(configuration, book, tellsAll: tellsAll)
      worker.begin(with: key)
      queue.each { batch in
        worker.audit(batch)
        if tellsAll { batch.told = worker.drain() }
      }
      tallies.add(worker.tally)
    }
  }

  var isEmpty: Bool { crew.isEmpty }

  /// Hands a batch over, and waits where many are under way.
  func hand(over batch: RecordBatch) {
    while crew.isFull { takeBack() }
    crew.hand(over: batch)
  }

  /// Notes a batch that was audited elsewhere.
  func note(_ batch: RecordBatch) {
    while crew.isFull { takeBack() }
    crew.note(batch)
  }

  /// The places that have been found since the last time, in the order of the records, as far as all before them are done.
  func drain(_ body: Audit.OccurrenceHandler) rethrows {
    for batch in done { for told in batch.told { try body(told) } }
    done.removeAll()
  }

  /// Takes back the oldest batch under way.
  private func takeBack() {
    if let batch = crew.next(), keepsPlaces { done.append(batch) }
  }

  /// Waits until everything is done.
  /// - Returns: The sums of all workers.
  func finish() -> [AuditTally] {
    while crew.isUnderWay { takeBack() }
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
    // A copy that stayed would have to be made again when more is told.
    scanner.witness = scanner.witness.emptied
  }
}
