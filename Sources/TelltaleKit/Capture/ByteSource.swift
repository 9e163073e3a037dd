#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the bytes of a capture come from, in order and once.
package struct ByteSource: ~Copyable {
  private enum Origin {
    case descriptor(CInt, owned: Bool)
    /// Bytes in memory, handed out `piece` at a time; `next` is the offset of those to come.
    case memory([UInt8], piece: Int, next: Int)
  }

  /// The path as given.
  package let name: String
  private var origin: Origin

  /// Opens a file; `-` is standard input.
  package init(path: String) throws(CaptureError) {
    name = path
    guard path != "-" else {
      origin = .descriptor(STDIN_FILENO, owned: false)
      return
    }
    // The path is passed as a string that Swift keeps alive and ended by NUL for the length of the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    var status = stat()
    // `status` is this function's own.
    if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw .unreadable(path: path, reason: Self.reason(EISDIR))
    }
    origin = .descriptor(descriptor, owned: true)
  }

  /// Bytes in memory, of which one read returns at most `piece`.
  package init(name: String, bytes: [UInt8], piece: Int = .max) {
    self.name = name
    origin = .memory(bytes, piece: piece, next: 0)
  }

  deinit {
    if case .descriptor(let descriptor, owned: true) = origin { close(descriptor) }
  }

  /// Reads at most `count` bytes into `buffer` at `offset`, where it must have room for them.
  /// - Returns: How many were read; 0 at the end.
  package mutating func read(
    into buffer: inout [UInt8], at offset: Int, count: Int
  ) throws(CaptureError) -> Int {
    precondition(offset >= 0 && count > 0 && offset + count <= buffer.count)
    switch origin {
    case .descriptor(let descriptor, _):
      while true {
        // Within bounds by the precondition; the pointer does not leave the call.
        let got = unsafe buffer.withUnsafeMutableBytes { bytes in
          #if canImport(Glibc)
            unsafe Glibc.read(descriptor, bytes.baseAddress.map { unsafe $0 + offset }, count)
          #elseif canImport(Musl)
            unsafe Musl.read(descriptor, bytes.baseAddress.map { unsafe $0 + offset }, count)
          #else
            unsafe Darwin.read(descriptor, bytes.baseAddress.map { unsafe $0 + offset }, count)
          #endif
        }
        if got >= 0 { return got }
        guard errno == EINTR else { throw .unreadable(path: name, reason: Self.reason(errno)) }
      }
    case .memory(let bytes, let piece, let next):
      let got = min(count, piece, bytes.count - next)
      for at in 0..<got { buffer[offset + at] = bytes[next + at] }
      origin = .memory(bytes, piece: piece, next: next + got)
      return got
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
