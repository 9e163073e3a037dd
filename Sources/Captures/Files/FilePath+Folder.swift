import Glibc
import FoundationEssentials
package import SystemPackage

extension FilePath {
  /// A path as the user gave it. A slash at the end means a folder; `FilePath` drops it, so `/.` is added instead.
  package init(asGiven path: String) {
    self.init(text: path.utf8.last == UInt8(ascii: "/") ? path + "." : path)
  }

  /// The last component; the whole path if it has none.
  package var name: String { lastComponent?.text ?? text }

  /// The path relative to `folder`; nil if it is not below it.
  package func below(_ folder: FilePath) -> FilePath? {
    var path = self
    return path.removePrefix(folder) && !path.isEmpty ? path : nil
  }

  /// The full path with symbolic links resolved. For a file that does not exist yet it is below the full path of its folder.
  /// swift-system has no realpath(3).
  package var resolved: FilePath {
    var (path, missing): (FilePath, [Component]) = (isEmpty ? "." : self, [])
    // Follow a link to a file that does not exist, as many times as the system follows links.
    for _ in 0..<Self.mostLinks {
      if let found = path.real { return found.appending(missing.reversed()) }
      if let target = path.linked {
        path = path.removingLastComponent().pushing(target)
      } else {
        guard let name = path.lastComponent else { break }
        missing.append(name)
        path = path.removingLastComponent()
        if path.isEmpty { path = "." }
      }
    }
    return self
  }

  private static let mostLinks = 1_000

  /// The full path of an existing file.
  private var real: FilePath? {
    // The path lives for the length of the call, and the result is freed here.
    unsafe withPlatformString { path in
      guard let found = unsafe realpath(path, nil) else { return nil }
      defer { unsafe free(found) }
      return unsafe FilePath(platformString: found)
    }
  }

  /// The target of a symbolic link; nil for anything else. swift-system has no readlink(2).
  private var linked: FilePath? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe withPlatformString { path in
      // The buffer outlives the call, which writes no further than its end and adds no NUL.
      unsafe bytes.withUnsafeMutableBufferPointer { room in
        guard let start = room.baseAddress else { return 0 }
        return unsafe readlink(path, start, room.count)
      }
    }
    guard 0..<bytes.count ~= count, count > 0 else { return nil }
    return FilePath(platformString: bytes[..<count] + [0])
  }

  /// The names in a folder, unsorted, without `.` and `..`. swift-system has no readdir(3).
  package func entries() throws(Errno) -> [Component] {
    guard let folder = unsafe withPlatformString({ unsafe opendir($0) }) else { throw Errno(rawValue: errno) }
    defer { unsafe closedir(folder) }
    var names: [Component] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      // The entry lives until the next call, and its name ends with a NUL.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
          unsafe FilePath(platformString: $0)
        }
      }
      if let component = name.lastComponent, component.kind == .regular { names.append(component) }
      errno = 0
    }
    guard errno == 0 else { throw Errno(rawValue: errno) }
    return names
  }
}
