import Captures
import Glibc
import SystemPackage

/// Writes bytes to an open file, a pipe or a terminal.
enum Descriptor {
  /// Permissions for everyone, as far as umask(2) allows.
  static let everyone: FilePermissions = [.ownerReadWrite, .groupReadWrite, .otherReadWrite]
  /// Permissions for the owner alone.
  static let owner: FilePermissions = .ownerReadWrite

  /// The permissions that the process removes from a new file.
  static var mask: FilePermissions {
    // The only way to read the mask is to set another.
    let mask = umask(0)
    _ = umask(mask)
    return FilePermissions(rawValue: mask)
  }

  /// Creates a new file, for its owner alone, and opens it.
  static func create(_ path: FilePath) throws(Errno) -> FileDescriptor {
    do {
      return try .open(path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: owner)
    } catch {
      throw Errno(error)
    }
  }

  /// Writes all of `bytes`, and waits if the descriptor is non-blocking.
  static func write(_ bytes: [UInt8], to descriptor: FileDescriptor) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        // The bytes outlive the call, which reads no further than their end.
        let written = try unsafe rest.withUnsafeBytes { try unsafe descriptor.write($0) }
        rest = rest.dropFirst(written)
      } catch {
        guard Errno(error) == .resourceTemporarilyUnavailable else { throw Errno(error) }
        wait(for: descriptor)
      }
    }
  }

  /// Waits until a non-blocking descriptor takes more. swift-system has no poll(2).
  private static func wait(for descriptor: FileDescriptor) {
    var output = pollfd(fd: descriptor.rawValue, events: Int16(POLLOUT), revents: 0)
    // `output` is local to this function, and the call gets its size.
    _ = unsafe poll(&output, 1, -1)
  }

  /// Waits until what was written is on disk, and closes. swift-system has no fsync(2).
  static func finish(_ descriptor: FileDescriptor) throws(Errno) {
    do {
      try descriptor.closeAfter {
        guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
    } catch {
      throw Errno(error)
    }
  }
}
