import Foundation

/// The CPU time of this thread: a loaded machine fails no test.
enum ThreadTime {
  /// The CPU time of a body.
  static func of(_ body: () throws -> Void) rethrows -> Duration {
    let start = now
    try body()
    return now - start
  }

  private static var now: Duration {
    var time = timespec()
    // `time` is local to this function, and the call fills it.
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
