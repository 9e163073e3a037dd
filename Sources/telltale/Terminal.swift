import ArgumentParser
import Foundation
import TelltaleKit

/// What the tool says, and to whom.
enum Terminal {
  /// Writes to standard output. A reader that has gone away is no error: it has seen enough.
  static func print(_ text: String) {
    signal(SIGPIPE, SIG_IGN)
    try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }

  /// Writes a line to standard error.
  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("telltale: \(text)\n".utf8))
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
}

/// An error that ends the run with a code of its own.
struct Failure: Error, CustomStringConvertible {
  let description: String
  let code: Int32

  init(_ description: String, code: Int32) {
    self.description = description
    self.code = code
  }
}

/// How far the audit has come, on standard error and only when that is a terminal.
final class ProgressMeter {
  private let isShown = isatty(STDERR_FILENO) == 1
  private var next = 0

  func show(_ progress: Audit.Progress) {
    guard isShown, progress.bytes >= next || progress.records == 1 else { return }
    next = progress.bytes + 8 << 20
    let name = progress.path.split(separator: "/").last.map(String.init) ?? progress.path
    write("\r\u{1B}[K\(name.filter { $0.isLetter || $0.isNumber || "-_. ".contains($0) }): \(progress.records) records, \(progress.bytes >> 20) MB")
  }

  func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
