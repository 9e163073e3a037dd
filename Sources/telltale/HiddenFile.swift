import Captures
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

  /// The path of a hidden file next to another path, which no other run uses.
  static func path(beside place: FilePath) -> FilePath {
    // A UUID of Foundation's is nothing but zeros where there is no /dev/urandom, as in a container without devices. These ask the system.
    let words = [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)]
    return place.removingLastComponent().appending(".telltale.\(words.map { String($0, radix: 16) }.joined(separator: "-"))")
  }
}
