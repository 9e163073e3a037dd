import Captures
import Glibc
import SystemPackage

/// System calls that swift-system does not have.
extension FilePath {
  /// Replaces what is at `place`, in one step (rename(2)).
  func replace(_ place: FilePath) throws(Errno) {
    try unsafe call { old in
      // This path, too, lives for the length of the call.
      unsafe place.withPlatformString { new in unsafe rename(old, new) }
    }
  }

  /// Sets the permissions of a file (chmod(2)).
  func allow(_ permissions: FilePermissions) throws(Errno) {
    try unsafe call { unsafe chmod($0, permissions.rawValue) }
  }

  /// Checks whether files can be created in a folder (access(2)).
  func checkWritable() throws(Errno) {
    try unsafe call { unsafe access($0, W_OK | X_OK) }
  }

  /// Gives a file another name (link(2)).
  func alias(_ place: FilePath) throws(Errno) {
    try unsafe call { old in
      // This path, too, lives for the length of the call.
      unsafe place.withPlatformString { new in unsafe link(old, new) }
    }
  }

  /// Removes a file (unlink(2)).
  func remove() throws(Errno) {
    try unsafe call { unsafe unlink($0) }
  }

  /// Creates a folder in an existing one (mkdir(2)).
  func makeFolder() throws(Errno) {
    try unsafe call { unsafe mkdir($0, 0o777) }
  }

  /// Waits until the names in a folder are on disk (fsync(2)).
  func reachDisk() throws(Errno) {
    do {
      try Descriptor.finish(.open(self, .readOnly, options: [.directory, .closeOnExec]))
    } catch {
      throw Errno(error)
    }
  }

  /// Removes an empty folder (rmdir(2)).
  func removeEmptyFolder() throws(Errno) {
    try unsafe call { unsafe rmdir($0) }
  }

  private func call(_ body: (UnsafePointer<CChar>) -> CInt) throws(Errno) {
    // The path lives for the length of the call, and the call does not keep the pointer.
    let code = unsafe withPlatformString { unsafe body($0) == 0 ? 0 : errno }
    guard code == 0 else { throw Errno(rawValue: code) }
  }
}
