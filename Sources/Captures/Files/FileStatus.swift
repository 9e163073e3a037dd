internal import Glibc
package import SystemPackage

/// What the system knows about a file or a folder.
package struct FileStatus: Sendable {
  /// Identifies a file, whatever its name.
  package struct Identity: Hashable, Sendable {
    private let device: DeviceID
    private let inode: Inode

    fileprivate init(_ status: Stat) {
      device = status.deviceID
      inode = status.inode
    }
  }

  /// Stays the same unless the file is written to or replaced.
  package struct Version: Hashable, Sendable {
    private let identity: Identity
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    fileprivate init(_ status: Stat) {
      identity = Identity(status)
      size = status.size
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  package let identity: Identity
  package let version: Version
  package let permissions: FilePermissions
  package let isFile: Bool
  package let isFolder: Bool

  /// Follows symbolic links. Nil if nothing is there.
  package init?(_ path: FilePath) {
    guard let status = try? path.stat() else { return nil }
    identity = Identity(status)
    version = Version(status)
    permissions = status.permissions
    isFile = status.type == .regular
    isFolder = status.type == .directory
  }

  /// Follows symbolic links. Nil if nothing is there, or if the path means a folder and is a file.
  package init?(_ path: String) { self.init(FilePath(asGiven: path)) }
}
