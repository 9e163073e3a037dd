import Glibc
import FoundationEssentials
package import SystemPackage

extension FilePath {
  /// A path as somebody gave it: a slash at the end asks for a folder. A `FilePath` drops the slash, so `/.` asks instead.
  package init(asGiven path: String) {
    self.init(text: path.utf8.last == UInt8(ascii: "/") ? path + "." : path)
  }

  /// The last component; the whole path where it has none.
  package var name: String { lastComponent?.text ?? text }

  /// The path below `folder`; nil where it is not below.
  package func below(_ folder: FilePath) -> FilePath? {
    var path = self
    return path.removePrefix(folder) && !path.isEmpty ? path : nil
  }

  /// The full path behind symbolic links; that of a file that is not there yet is below the full path of its folder. swift-system has no
  /// realpath(3).
  package var resolved: FilePath {
    var (path, missing): (FilePath, [Component]) = (isEmpty ? "." : self, [])
    // A link to a file that is not there is followed, as often as the system follows links.
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

  /// The full path of what is there.
  private var real: FilePath? {
    // The path lives for the length of the call, and what the call gives is freed here.
    unsafe withPlatformString { path in
      guard let found = unsafe realpath(path, nil) else { return nil }
      defer { unsafe free(found) }
      return unsafe FilePath(platformString: found)
    }
  }

  /// What a symbolic link says; nil for anything else. swift-system has no readlink(2).
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

  /// The names in a folder, in no order, without `.` and `..`. swift-system has no readdir(3).
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
