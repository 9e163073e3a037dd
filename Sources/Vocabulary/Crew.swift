internal import Dispatch
internal import Synchronization

/// Workers on several cores. Each takes the next batch, and the batches come back in the order in which they were submitted.
package final class Crew<Batch: Sendable> {
  fileprivate final class Job: Sendable {
    let batch: Batch
    let isDone = DispatchSemaphore(value: 0)

    init(_ batch: Batch) { self.batch = batch }
  }

  /// The batches that wait for a worker.
  package final class Queue: Sendable {
    private let waiting = Mutex<[Job]>([])
    private let permits = DispatchSemaphore(value: 0)

    /// Calls `body` with each batch, until the queue is closed.
    package func each(_ body: (Batch) -> Void) {
      while let job = next() {
        body(job.batch)
        job.isDone.signal()
      }
    }

    private func next() -> Job? {
      permits.wait()
      let job = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      // The queue is closed: wake the next worker, so that it ends too.
      if job == nil { permits.signal() }
      return job
    }

    fileprivate func append(_ job: Job) {
      waiting.withLock { $0.append(job) }
      permits.signal()
    }

    fileprivate func close() { permits.signal() }
  }

  private let queue = Queue()
  private var threads: [WorkerThread] = []
  /// The batches that were submitted and have not come back, in order.
  private var underWay: [Job] = []
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

  package func submit(_ batch: Batch) {
    let job = Job(batch)
    underWay.append(job)
    queue.append(job)
  }

  /// Adds a batch that is already done, to come back after all before it.
  package func note(_ batch: Batch) {
    let job = Job(batch)
    job.isDone.signal()
    underWay.append(job)
  }

  /// Waits for the oldest batch under way; nil if there is none.
  package func next() -> Batch? {
    guard !underWay.isEmpty else { return nil }
    let job = underWay.removeFirst()
    job.isDone.wait()
    return job.batch
  }
}
