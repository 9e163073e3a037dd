import Foundation

/// A program that ran to its end, and its resources.
///
/// Foundation's `Process` does not report the resources of a single child, so this uses `wait4` (Linux, BSD).
struct Child {
  /// The exit status; 128 plus the signal's number for a program that a signal ended, as in shells.
  var status: Int32
  /// Wall-clock time from before the start to after the end.
  var seconds: Double
  /// The peak resident memory in bytes.
  ///
  /// Until the new program is loaded, Linux counts the pages of the process that spawned it, so no child seems smaller than the
  /// workbench itself (see `Child.floor`).
  var peakBytes: Int

  /// Runs a program with its arguments, without input, and waits for it; `PATH` is searched for it.
  ///
  /// Its output goes to the files `output` and `errors`. `environment` is added to that of the workbench.
  static func run(
    _ arguments: [String], output: String = "/dev/null", errors: String = "/dev/null", environment: [String: String] = [:]
  ) throws -> Child {
    // `posix_spawn` takes two arrays of C strings that end with a null. They live until the call returns.
    let argv = unsafe arguments.map { unsafe strdup($0) } + [nil]
    let inherited = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let variables = unsafe inherited.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (argv + variables).forEach { unsafe free($0) } }

    // The three files are opened in the child, in this order, before the program is loaded.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    let clock = ContinuousClock()
    let start = clock.now
    var pid: pid_t = 0
    let failure = unsafe posix_spawnp(&pid, arguments.first ?? "", &actions, nil, argv, variables)
    guard failure == 0 else {
      throw WorkbenchError("\(arguments.first ?? "nothing") could not be run: \(unsafe String(cString: strerror(failure)))")
    }
    // `wait4` fills both values or fails; a signal may interrupt it.
    var raw: Int32 = 0
    var usage = rusage()
    while unsafe wait4(pid, &raw, 0, &usage) < 0 {
      guard errno == EINTR else { throw WorkbenchError("\(arguments.first ?? "") was lost: \(unsafe String(cString: strerror(errno)))") }
    }
    let time = start.duration(to: clock.now) / .seconds(1)
    let signal = raw & 0x7f
    return Child(
      status: signal == 0 ? (raw >> 8) & 0xff : 128 + signal,
      seconds: time,
      peakBytes: Int(usage.ru_maxrss) * 1024)
  }

  /// The apparent memory of a program that does nothing: the least that `peakBytes` can measure here.
  static func floor() throws -> Int {
    try run(["true"]).peakBytes
  }
}

extension Child {
  /// Whether a program can be run.
  static func canRun(_ program: String) -> Bool {
    (try? run([program, "--version"])) != nil
  }
}

/// Provides a directory that is removed afterwards.
func withTemporaryDirectory<Value>(_ body: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "workbench-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
