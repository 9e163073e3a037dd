import Glibc
import Vocabulary

/// What happens when somebody stops the run: by Ctrl-C, by `kill`, or by closing the terminal.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Waits for a signal on a thread of its own, which takes away what is unfinished and says what became of the files.
  ///
  /// A signal that the run was started without (nohup(1), a job in the background of a script) stays ignored. No thread but that one takes
  /// a signal, so this comes before any other is made.
  static func watch() {
    // A file that is larger than the user may write (ulimit -f) is an error of write(2), as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    var awaited = sigset_t()
    // The sets are this function's own; the calls fill and read them.
    unsafe sigemptyset(&awaited)
    for signal in signals where !isIgnored(signal) { unsafe sigaddset(&awaited, signal) }
    unsafe pthread_sigmask(SIG_BLOCK, &awaited, nil)
    // It runs as long as the process does, and nobody joins it.
    _ = WorkerThread { [awaited] in
      var awaited = awaited
      var signal: CInt = 0
      // As above; what interrupts the call without a signal is nothing to end for.
      while unsafe sigwait(&awaited, &signal) != 0 {}
      Unfinished.abandon { state in
        ProgressMeter.clear()
        Terminal.warn(sentence(state))
        die(of: signal)
      }
    }
  }

  /// What became of the files.
  private static func sentence(_ state: Unfinished.State) -> String {
    func named(_ names: [String]) -> String {
      switch names.count {
      case 1: "\(names[0]) was"
      case 2: "\(names[0]) and 1 other file were"
      default: "\(names[0]) and \(names.count - 1) other files were"
      }
    }
    if !state.begun.isEmpty { return "interrupted: \(named(state.begun)) not written" }
    if !state.written.isEmpty { return "interrupted after \(named(state.written)) written" }
    return "interrupted: no file was written"
  }

  private static func isIgnored(_ number: CInt) -> Bool {
    let former = signal(number, SIG_DFL)
    // A handler is a function, or a number that stands for none.
    guard unsafe unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) else { return false }
    signal(number, SIG_IGN)
    return true
  }

  /// Ends by the signal, as whoever sent it expects to see.
  private static func die(of number: CInt) -> Never {
    signal(number, SIG_DFL)
    var taken = sigset_t()
    // The set is this function's own.
    unsafe sigemptyset(&taken)
    unsafe sigaddset(&taken, number)
    raise(number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &taken, nil)
    // The signal ended the process, unless something keeps it from that.
    exit(128 + number)
  }
}
