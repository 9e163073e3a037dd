import Bytes
import SystemPackage

/// An open file or pipe. It holds all system calls that read.
package final class InputFile {
  /// The path as given.
  package let path: String
  /// The size of a regular file, which can be read at any position; nil for a pipe.
  package let size: Int?
  private let descriptor: FileDescriptor
  private let isOwned: Bool
  /// The number of bytes read in order.
  private var passed = 0
  /// Why the bytes ended too early; nil if nothing is wrong.
  private(set) var damage: String?
  /// The digest of what was read in order, if requested.
  private var hash: BackgroundDigest?

  /// Opens a file; `-` is standard input.
  package init(path: String) throws(CaptureError) {
    self.path = path
    guard path != "-" else {
      (descriptor, isOwned) = (.standardInput, false)
      size = Self.size(try? descriptor.stat())
      return
    }
    do {
      descriptor = try FileDescriptor.open(FilePath(asGiven: path), .readOnly, options: .closeOnExec)
    } catch {
      throw .unreadable(path: path, reason: Self.reason(Errno(error)))
    }
    isOwned = true
    let status = try? descriptor.stat()
    size = Self.size(status)
    // `deinit` closes it.
    if status?.type == .directory { throw .unreadable(path: path, reason: Self.reason(.isDirectory)) }
  }

  deinit {
    if isOwned { try? descriptor.close() }
  }

  private static func size(_ status: Stat?) -> Int? {
    status.flatMap { $0.type == .regular ? Int($0.size) : nil }
  }

  /// Reads at most `count` bytes into `buffer` at `offset`, which must have room for them.
  /// - Returns: The number of bytes read; 0 at the end.
  package func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(CaptureError) -> Int {
    let got = try fill(&buffer, at: offset, count: count, from: nil)
    hash?.update(buffer.span.extracting(offset..<offset + got))
    passed += got
    // Standard input may have been read in part before.
    if got == 0, isOwned, let size, passed < size { damage = "the file has become shorter while it was read" }
    return got
  }

  /// The content of a file.
  package static func bytes(of path: String) throws(CaptureError) -> [UInt8] {
    // Here `-` is an ordinary name.
    let file = try InputFile(path: path == "-" ? "./-" : path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while case let got = try file.read(into: &buffer, at: 0, count: buffer.count), got > 0 { bytes += buffer[..<got] }
    return bytes
  }

  /// Begins to hash the bytes for ``digest()``.
  package func beginHashing() { hash = BackgroundDigest() }

  /// The SHA-256, in hex, of everything read in order since ``beginHashing()`` and of the rest of the file.
  package func digest() throws(CaptureError) -> String {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while try read(into: &buffer, at: 0, count: buffer.count) > 0 {}
    return hash?.hex() ?? ""
  }

  /// Reads bytes from `position` on, independent of sequential reading; only for a file with a ``size``.
  package func read(into buffer: inout [UInt8], at offset: Int, count: Int, from position: Int) throws(CaptureError) -> Int {
    try fill(&buffer, at: offset, count: count, from: position)
  }

  private func fill(_ buffer: inout [UInt8], at offset: Int, count: Int, from position: Int?) throws(CaptureError) -> Int {
    precondition(offset >= 0 && count > 0 && offset + count <= buffer.count)
    do {
      // Within bounds by the precondition; the pointer does not leave the call.
      return try unsafe buffer.withUnsafeMutableBytes { bytes in
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + count])
        guard let position else { return try unsafe descriptor.read(into: room) }
        return try unsafe descriptor.read(fromAbsoluteOffset: Int64(position), into: room)
      }
    } catch {
      throw .unreadable(path: path, reason: Self.reason(Errno(error)))
    }
  }

  /// Plain words for common errors; the system's own words depend on the locale.
  private static func reason(_ code: Errno) -> String {
    switch code {
    case .noSuchFileOrDirectory, .notDirectory: "no such file"
    case .permissionDenied, .notPermitted: "permission denied"
    case .isDirectory: "is a directory"
    case .tooManySymbolicLinkLevels: "too many symbolic links"
    case .fileNameTooLong: "the name is too long"
    case .tooManyOpenFiles, .tooManyOpenFilesInSystem: "too many open files"
    case .ioError: "the device failed while it was read"
    default: "cannot be read (error \(code.rawValue))"
    }
  }
}
