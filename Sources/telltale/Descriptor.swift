import Foundation

/// Bytes to an open file, a pipe or a terminal.
enum Descriptor {
  /// Why bytes could not be written: the system's code (`errno`).
  struct Refusal: Error {
    let code: Int32

    /// The system's own text for the code.
    var reason: String {
      // The text lives until the next one is asked for, and is copied before.
      unsafe String(cString: strerror(code))
    }
  }

  /// Writes all of `bytes`, waiting where what takes them does not block.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Refusal) {
    var start = 0
    while start < bytes.count {
      // The bytes outlive the call, which reads no further than their end.
      let written = unsafe bytes[start...].withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        start += written
      } else if errno == EAGAIN {
        wait(for: descriptor)
      } else if errno != EINTR {
        throw Refusal(code: errno)
      }
    }
  }

  /// Waits until a descriptor that does not block takes more.
  private static func wait(for descriptor: Int32) {
    var output = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // `output` is this function's own, and the one that the call is told of.
    _ = unsafe poll(&output, 1, -1)
  }
}
