internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
  /// The elements as `transform` makes them, in order, worked out on all cores.
  /// - Throws: What `transform` throws for the first element that it throws for.
  package func parallelMap<Result: Sendable, Failure: Error>(
    _ transform: @Sendable (Element) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, Failure>]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result: Swift.Result<Result, Failure>
      do throws(Failure) { result = .success(try transform(self[index])) } catch { result = .failure(error) }
      results.withLock { $0[index] = result }
    }
    let found = results.withLock { $0 }
    var mapped: [Result] = []
    for index in indices { if let result = found[index] { mapped.append(try result.get()) } }
    return mapped
  }
}
