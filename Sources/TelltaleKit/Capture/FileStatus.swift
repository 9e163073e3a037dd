#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system knows of a file or a folder, whatever path it was reached by.
package struct FileStatus: Sendable {
  /// The same for all names of one file.
  package struct Identity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    fileprivate init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  package let identity: Identity
  /// The permission bits (chmod(2)).
  package let permissions: UInt32
  package let isFile: Bool
  package let isFolder: Bool

  /// Follows symbolic links. Nil where there is nothing.
  package init?(_ path: String) {
    var status = stat()
    // `status` is this function's own, and the path lives for the length of the call.
    guard unsafe stat(path, &status) == 0 else { return nil }
    identity = Identity(status)
    permissions = UInt32(status.st_mode & 0o7777)
    isFile = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }
}
