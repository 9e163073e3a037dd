#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file or pipe: all system calls of reading.
package final class InputFile {
  /// The path as given.
  package let path: String
  /// The size of a regular file, which can be read anywhere; nil for a pipe.
  package let size: Int?
  private let descriptor: CInt
  private let isOwned: Bool
  /// The digest of what was read in order, where somebody wants it.
  private var hash: RunningDigest?

  /// Opens a file; `-` is standard input.
  package init(path: String) throws(CaptureError) {
    self.path = path
    var status = stat()
    if path == "-" {
      (descriptor, isOwned) = (STDIN_FILENO, false)
      // `status` is this function's own.
      _ = unsafe fstat(descriptor, &status)
    } else {
      // The path is passed as a string that Swift keeps alive and ended by NUL for the length of the call.
      descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      isOwned = true
      guard descriptor >= 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
      // `status` is this function's own.
      if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        close(descriptor)
        throw .unreadable(path: path, reason: Self.reason(EISDIR))
      }
    }
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Reads the next bytes, at most `count`, into `buffer` at `offset`, where it must have room for them.
  /// - Returns: How many were read; 0 at the end.
  package func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(CaptureError) -> Int {
    // What `call` passes has room for `count` bytes.
    let got = try unsafe call(&buffer, at: offset, count: count) { [descriptor] pointer in
      #if canImport(Glibc)
        unsafe Glibc.read(descriptor, pointer, count)
      #elseif canImport(Musl)
        unsafe Musl.read(descriptor, pointer, count)
      #else
        unsafe Darwin.read(descriptor, pointer, count)
      #endif
    }
    hash?.update(buffer.span.extracting(offset..<offset + got))
    return got
  }

  /// Notes the bytes from here on for ``digest()``.
  package func beginHashing() { hash = RunningDigest() }

  /// The SHA-256 of everything that was read in order since ``beginHashing()`` and of the rest of the file, as hex digits.
  package func digest() throws(CaptureError) -> String {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while try read(into: &buffer, at: 0, count: buffer.count) > 0 {}
    return hash?.hex() ?? ""
  }

  /// Reads the bytes from `position` on, wherever reading has come to; only of a file that has a ``size``.
  package func read(into buffer: inout [UInt8], at offset: Int, count: Int, from position: Int) throws(CaptureError) -> Int {
    // What `call` passes has room for `count` bytes.
    try unsafe call(&buffer, at: offset, count: count) { [descriptor] pointer in
      unsafe pread(descriptor, pointer, count, off_t(position))
    }
  }

  private func call(
    _ buffer: inout [UInt8], at offset: Int, count: Int, _ body: (UnsafeMutableRawPointer?) -> Int
  ) throws(CaptureError) -> Int {
    precondition(offset >= 0 && count > 0 && offset + count <= buffer.count)
    while true {
      // Within bounds by the precondition; the pointer does not leave the call.
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in unsafe body(bytes.baseAddress.map { unsafe $0 + offset }) }
      if got >= 0 { return got }
      guard errno == EINTR else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    }
  }

  /// The usual failures in plain words; the system's own words depend on its locale.
  static func reason(_ code: CInt) -> String {
    switch code {
    case ENOENT, ENOTDIR: "no such file"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "is a directory"
    case ELOOP: "too many symbolic links"
    case ENAMETOOLONG: "the name is too long"
    case EMFILE, ENFILE: "too many open files"
    case EIO: "the device failed while it was read"
    default: "cannot be read (error \(code))"
    }
  }
}
