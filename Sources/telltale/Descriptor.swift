import Captures
import Glibc
import SystemPackage

/// Bytes to an open file, a pipe or a terminal.
enum Descriptor {
  /// What everybody may do with a file, as far as umask(2) lets.
  static let everyone: FilePermissions = [.ownerReadWrite, .groupReadWrite, .otherReadWrite]
  /// What its owner may do with a file and nobody else may.
  static let owner: FilePermissions = .ownerReadWrite

  /// What the process takes from a new file's permissions.
  static var mask: FilePermissions {
    // The call tells the mask by setting another.
    let mask = umask(0)
    _ = umask(mask)
    return FilePermissions(rawValue: mask)
  }

  /// Creates a file where there is none, for its owner alone, and opens it.
  static func create(_ path: FilePath) throws(Errno) -> FileDescriptor {
    do {
      return try .open(path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: owner)
    } catch {
      throw Errno(error)
    }
  }

  /// Writes all of `bytes`, waiting where what takes them does not block.
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

  /// Waits until a descriptor that does not block takes more. swift-system has no poll(2).
  private static func wait(for descriptor: FileDescriptor) {
    var output = pollfd(fd: descriptor.rawValue, events: Int16(POLLOUT), revents: 0)
    // `output` is this function's own, and the one that the call is told of.
    _ = unsafe poll(&output, 1, -1)
  }

  /// Waits until what was written has reached the disk, and closes. swift-system has no fsync(2).
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
