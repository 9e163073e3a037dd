import Captures
import FoundationEssentials
import SystemPackage

/// A hidden file next to an output, which only its owner can read. It is deleted with this object and when the run is interrupted,
/// unless it has been moved.
///
/// It is on the same file system as the output, so that moving it is one step. Because it is hidden, walking the folder does not
/// find it as a capture.
final class HiddenFile {
  let path: FilePath
  /// What fills it.
  let output: FileOutput
  private var isHere = true

  /// Creates one next to `place`; messages call it `name`.
  init(beside place: FilePath, for name: String) throws {
    let path = Self.path(beside: place)
    self.path = path
    output = try Unfinished.step { state in
      let output = try FileOutput(creating: path, for: name)
      state.files.insert(path)
      return output
    }
  }

  deinit {
    guard isHere else { return }
    Unfinished.step { [path] state in
      try? path.remove()
      state.files.remove(path)
    }
  }

  /// Moves it to its final path. Part of a step.
  func move(to place: FilePath, _ state: inout Unfinished.State) throws(Errno) {
    try path.replace(place)
    isHere = false
    state.files.remove(path)
  }

  /// The path of a hidden file next to another path.
  static func path(beside place: FilePath) -> FilePath {
    place.removingLastComponent().appending(".telltale.\(UUID().uuidString)")
  }
}
