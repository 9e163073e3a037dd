import Captures
import Synchronization
import SystemPackage

/// The temporary files and folders on disk, which are removed if a run ends early.
///
/// Everything that creates, moves or removes such a file does it under a lock, so that a run is interrupted between two steps and
/// never inside one. Moving all files of a ``Staging`` is one step.
enum Unfinished {
  struct State {
    /// Hidden files.
    var files: Set<FilePath> = []
    /// Folders that were created for files, outermost first.
    var folders: [FilePath] = []
    /// The names in messages of what was begun and is not in place yet.
    var begun: [String] = []
    /// What was moved into place.
    var written: [String] = []
  }

  private static let state = Mutex(State())

  /// Takes one step, which cannot be interrupted.
  static func step<Result, Thrown: Error>(_ body: (inout sending State) throws(Thrown) -> sending Result) throws(Thrown) -> sending Result {
    try state.withLock(body)
  }

  /// Removes everything and ends the process with `end`; no further step is taken.
  static func abandon(_ end: (State) -> Never) -> Never {
    state.withLock { state in
      for file in state.files { try? file.remove() }
      // Only an empty folder is removed.
      for folder in state.folders.reversed() { try? folder.removeEmptyFolder() }
      end(state)
    }
  }
}
