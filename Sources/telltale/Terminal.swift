import Foundation
import TelltaleKit

/// What the tool says, and to whom.
enum Terminal {
  /// Writes to standard output. A reader that has gone away has seen enough; a report that is lost for another reason is an error.
  static func print(_ text: String) throws {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      // The bytes outlive the call, which reads no further than their end.
      let written = unsafe bytes[start...].withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if written >= 0 {
        start += written
      } else if errno == EAGAIN {
        waitForOutput()
      } else if errno == EPIPE {
        return
      } else if errno != EINTR {
        // The system's own text for a code, which lives until the next one is asked for.
        throw Failure("standard output: \(unsafe String(cString: strerror(errno)))", code: 2)
      }
    }
  }

  /// Writes a line to standard error.
  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("telltale: \(Printable.line(text))\n".utf8))
  }

  /// Colour and width of standard output: colour only on a terminal, and not when `NO_COLOR` asks for none (no-color.org).
  static var style: TextReport.Style {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let colour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    return TextReport.Style(colour: colour, width: isTerminal ? width ?? 100 : 100)
  }

  private static var width: Int? {
    var size = winsize()
    // `size` is this function's own, and the call fills it.
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return min(Int(size.ws_col), 140)
  }

  /// Waits until a standard output that does not block takes more.
  private static func waitForOutput() {
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    // `output` is this function's own, and the one that the call is told of.
    _ = unsafe poll(&output, 1, -1)
  }
}
