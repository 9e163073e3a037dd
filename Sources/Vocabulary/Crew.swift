internal import Dispatch
internal import Synchronization

/// Workers on several cores. Each takes the next batch, and the batches come back in the order in which they were handed over.
package final class Crew<Batch: Sendable> {
  fileprivate final class Errand: Sendable {
    let batch: Batch
    let isDone = DispatchSemaphore(value: 0)

    init(_ batch: Batch) { self.batch = batch }
  }

  /// What waits for a worker.
  package final class Queue: Sendable {
    private let waiting = Mutex<[Errand]>([])
    private let signs = DispatchSemaphore(value: 0)

    /// Does `body` with each batch, until there will be no more.
    package func each(_ body: (Batch) -> Void) {
      while let errand = next() {
        body(errand.batch)
        errand.isDone.signal()
      }
    }

    private func next() -> Errand? {
      signs.wait()
      let errand = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      // Without a batch the sign is that of the end, which is for the others too.
      if errand == nil { signs.signal() }
      return errand
    }

    fileprivate func append(_ errand: Errand) {
      waiting.withLock { $0.append(errand) }
      signs.signal()
    }

    fileprivate func close() { signs.signal() }
  }

  private let queue = Queue()
  private var threads: [WorkerThread] = []
  /// Those that were handed over and did not come back, in order.
  private var underWay: [Errand] = []
  private let most: Int

  /// Starts `count` workers; fewer where the system has no more threads.
  package init(count: Int, _ work: @escaping @Sendable (Queue) -> Void) {
    most = count * 3
    for _ in 0..<count { if let thread = WorkerThread({ [queue] in work(queue) }) { threads.append(thread) } }
  }

  // Where the work ended early, nobody may wait for more.
  deinit { finish() }

  /// Lets the workers end when they have done what was handed over, and waits until they have.
  package func finish() {
    queue.close()
    for thread in threads { thread.join() }
    threads = []
  }

  package var isEmpty: Bool { threads.isEmpty }

  /// Whether so many are under way that the oldest has to be waited for.
  package var isFull: Bool { underWay.count >= most }

  /// Whether any has not come back.
  package var isUnderWay: Bool { !underWay.isEmpty }

  /// The one that comes back next.
  package var oldest: Batch? { underWay.first?.batch }

  package func hand(over batch: Batch) {
    let errand = Errand(batch)
    underWay.append(errand)
    queue.append(errand)
  }

  /// Takes up a batch that is done, to come back when all before it have.
  package func note(_ batch: Batch) {
    let errand = Errand(batch)
    errand.isDone.signal()
    underWay.append(errand)
  }

  /// Waits for the oldest batch under way; nil where there is none.
  package func next() -> Batch? {
    guard !underWay.isEmpty else { return nil }
    let errand = underWay.removeFirst()
    errand.isDone.wait()
    return errand.batch
  }
}
