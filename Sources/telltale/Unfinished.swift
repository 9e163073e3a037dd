import Captures
import Synchronization
import SystemPackage

/// What is on the disk and not yet in its place: what a run that ends early takes away again.
///
/// Whatever makes, moves or removes such a file does it under the lock, so that a run is interrupted between two steps and never inside of
/// one. Taking the places of all files of a ``Staging`` is one step.
enum Unfinished {
  struct State {
    /// Hidden files.
    var files: Set<FilePath> = []
    /// Folders that were made for files, outermost first.
    var folders: [FilePath] = []
    /// What was begun and is not in its place yet, as people call it.
    var begun: [String] = []
    /// What took its place.
    var written: [String] = []
  }

  private static let state = Mutex(State())

  /// Takes one step, which nobody interrupts.
  static func step<Result, Thrown: Error>(_ body: (inout sending State) throws(Thrown) -> sending Result) throws(Thrown) -> sending Result {
    try state.withLock(body)
  }

  /// Takes everything away and ends the process by `end`; no step is taken any more.
  static func abandon(_ end: (State) -> Never) -> Never {
    state.withLock { state in
      for file in state.files { try? file.remove() }
      // A folder goes only if it is empty.
      for folder in state.folders.reversed() { try? folder.removeEmptyFolder() }
      end(state)
    }
  }
}
