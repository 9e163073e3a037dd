internal import Dispatch
internal import Synchronization

/// Workers on several cores. Each takes the next batch, and the batches come back in the order in which they were submitted.
package final class Crew<Batch: Sendable> {
  fileprivate final class Errand: Sendable {
    let batch: Batch
    let isDone = DispatchSemaphore(value: 0)

    init(_ batch: Batch) { self.batch = batch }
  }

  /// The batches that wait for a worker.
  package final class Queue: Sendable {
    private let waiting = Mutex<[Errand]>([])
    private let signs = DispatchSemaphore(value: 0)

    /// Calls `body` with each batch, until the queue is closed.
    package func each(_ body: (Batch) -> Void) {
      while let errand = next() {
        body(errand.batch)
        errand.isDone.signal()
      }
    }

    private func next() -> Errand? {
      signs.wait()
      let errand = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      // The queue is closed: wake the next worker, so that it ends too.
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
  /// The batches that were submitted and have not come back, in order.
  private var underWay: [Errand] = []
  private let most: Int

  /// Starts `count` workers, or fewer if the system has no more threads.
  package init(count: Int, _ work: @escaping @Sendable (Queue) -> Void) {
    most = count * 3
    for _ in 0..<count { if let thread = WorkerThread({ [queue] in work(queue) }) { threads.append(thread) } }
  }

  // If the work ends early, no worker may wait for more.
  deinit { finish() }

  /// Waits until the workers have done what was submitted, and ends them.
  package func finish() {
    queue.close()
    for thread in threads { thread.join() }
    threads = []
  }

  package var isEmpty: Bool { threads.isEmpty }

  /// Whether so many batches are under way that the caller must wait for the oldest.
  package var isFull: Bool { underWay.count >= most }

  /// Whether a batch has not come back yet.
  package var isUnderWay: Bool { !underWay.isEmpty }

  /// The batch that comes back next.
  package var oldest: Batch? { underWay.first?.batch }

  package func hand(over batch: Batch) {
    let errand = Errand(batch)
    underWay.append(errand)
    queue.append(errand)
  }

  /// Adds a batch that is already done, to come back after all before it.
  package func note(_ batch: Batch) {
    let errand = Errand(batch)
    errand.isDone.signal()
    underWay.append(errand)
  }

  /// Waits for the oldest batch under way; nil if there is none.
  package func next() -> Batch? {
    guard !underWay.isEmpty else { return nil }
    let errand = underWay.removeFirst()
    errand.isDone.wait()
    return errand.batch
  }
}
