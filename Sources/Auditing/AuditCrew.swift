import Bytes
import Captures
import Knowledge
internal import Dispatch
internal import Synchronization
import Vocabulary

/// Workers on several cores: each takes the next batch and adds to sums of its own, which are added up in the end.
final class AuditCrew {
  /// What the threads share.
  private final class Shared: Sendable {
    struct State {
      var waiting: [RecordBatch] = []
      /// The batches that are done and whose places are wanted, by number.
      var done: [Int: RecordBatch] = [:]
      var tallies: [Sums] = []
    }

    let state = Mutex(State())
    /// How many batches may wait, and how many do; or a sign that there will be no more.
    let room: DispatchSemaphore
    let work = DispatchSemaphore(value: 0)

    init(room: Int) { self.room = DispatchSemaphore(value: room) }
  }

  /// The sums of a worker that has ended, which nobody else has a hold of.
  private final class Sums: @unchecked Sendable {
    let tally: AuditTally

    init(_ tally: AuditTally) {
      self.tally = tally
    }
  }

  private let shared: Shared
  private let keepsPlaces: Bool
  private var threads: [WorkerThread] = []
  private var next = 0

  /// Starts `count` workers; fewer where the system has no more threads.
  init(count: Int, _ configuration: Audit.Configuration, _ book: RuleBook, key: SketchKey, tellsAll: Bool) {
    shared = Shared(room: count * 2)
    keepsPlaces = tellsAll
    for _ in 0..<count {
      let thread = WorkerThread { [shared] in
        var worker = AuditWorker(configuration, book, tellsAll: tellsAll)
        worker.begin(with: key)
        while let batch = Self.take(from: shared) {
          worker.audit(batch)
          if tellsAll {
            batch.told = worker.drain()
            shared.state.withLock { $0.done[batch.sequence] = batch }
          }
        }
        let sums = Sums(worker.tally)
        shared.state.withLock { $0.tallies.append(sums) }
      }
      if let thread { threads.append(thread) }
    }
  }

  // Where the reading ended early, nobody may wait for more.
  deinit { shared.work.signal() }

  var isEmpty: Bool { threads.isEmpty }

  /// Hands a batch over, and waits where many are waiting.
  func hand(over batch: RecordBatch) {
    shared.room.wait()
    shared.state.withLock { $0.waiting.append(batch) }
    shared.work.signal()
  }

  /// The next batch; nil when there will be no more.
  private static func take(from shared: Shared) -> RecordBatch? {
    shared.work.wait()
    let batch = shared.state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    // Without a batch the sign is that of the end, which is for the others too.
    if batch == nil { shared.work.signal() } else { shared.room.signal() }
    return batch
  }

  /// Notes a batch that was audited elsewhere.
  func note(_ batch: RecordBatch) { shared.state.withLock { $0.done[batch.sequence] = batch } }

  /// The places that have been found since the last time, in the order of the records, as far as all before them are done.
  func drain(_ body: Audit.OccurrenceHandler) rethrows {
    guard keepsPlaces else { return }
    while let batch = shared.state.withLock({ $0.done.removeValue(forKey: next) }) {
      next += 1
      for told in batch.told { try body(told) }
    }
  }

  /// Waits until everything is done.
  /// - Returns: The sums of all workers.
  func finish() -> [AuditTally] {
    shared.work.signal()
    for thread in threads { thread.join() }
    return shared.state.withLock { state in state.tallies.map(\.tally) }
  }
}

extension AuditWorker {
  /// Audits the records of a batch.
  fileprivate mutating func audit(_ batch: RecordBatch) {
    if let witness = batch.witness { scanner.witness = witness }
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
