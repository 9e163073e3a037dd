#if canImport(Glibc)
  internal import CDispatch
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A thread with as much stack as the main one: nested payloads are unwrapped by recursion, and threads of a pool have little stack.
package final class WorkerThread {
  /// The size that Linux gives the main thread.
  private static let stackSize = 8 << 20

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  private var thread: pthread_t

  /// Starts a thread; nil if the system has none left.
  package init?(_ body: @escaping @Sendable () -> Void) {
    // The attributes live until the call returns. The thread owns the closure and releases it.
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, Self.stackSize)
    let work = unsafe Unmanaged.passRetained(Work(body))
    #if canImport(Glibc)
      thread = 0
      let failure = unsafe pthread_create(
        &thread, &attributes,
        { work in
          if let work = unsafe work { unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
          return nil
        }, work.toOpaque())
      guard failure == 0 else {
        unsafe work.release()
        return nil
      }
    #else
      var started: pthread_t?
      let failure = unsafe pthread_create(
        &started, &attributes,
        { work in
          unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
      guard failure == 0, let started = unsafe started else {
        unsafe work.release()
        return nil
      }
      unsafe thread = started
    #endif
  }

  /// Waits until the thread has ended.
  package func join() { pthread_join(thread, nil) }
}
