import Foundation

/// The time that this thread has worked, which does not pass while others have the processor: a loaded machine fails no test.
enum ThreadTime {
  /// How long a body works.
  static func of(_ body: () throws -> Void) rethrows -> Duration {
    let start = now
    try body()
    return now - start
  }

  private static var now: Duration {
    var time = timespec()
    // `time` is this function's own, and the call fills it.
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
