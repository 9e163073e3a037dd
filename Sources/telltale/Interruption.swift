import Glibc
import Vocabulary

/// Handles signals that stop the run: Ctrl-C, `kill`, or a closed terminal.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Waits for a signal on a separate thread, which removes unfinished files and says what became of the others.
  ///
  /// A signal that was ignored when the run started (nohup(1), a background job of a script) stays ignored. Only that thread takes
  /// signals, so this must be called before any other thread starts.
  static func watch() {
    // A file that exceeds the user's limit (ulimit -f) is then an error of write(2), like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    var awaited = sigset_t()
    // The sets are local to this function; the calls initialise and read them.
    unsafe sigemptyset(&awaited)
    for signal in signals where !isIgnored(signal) { unsafe sigaddset(&awaited, signal) }
    unsafe pthread_sigmask(SIG_BLOCK, &awaited, nil)
    // The thread lives as long as the process, and is never joined.
    _ = WorkerThread { [awaited] in
      var awaited = awaited
      var signal: CInt = 0
      // As above; try again if the call was interrupted without a signal.
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
    // A handler is a function, or a number with a special meaning.
    guard unsafe unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) else { return false }
    signal(number, SIG_IGN)
    return true
  }

  /// Ends by the signal, as its sender expects.
  private static func die(of number: CInt) -> Never {
    signal(number, SIG_DFL)
    var taken = sigset_t()
    // The set is local to this function.
    unsafe sigemptyset(&taken)
    unsafe sigaddset(&taken, number)
    raise(number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &taken, nil)
    // The signal ended the process, unless it was blocked.
    exit(128 + number)
  }
}
