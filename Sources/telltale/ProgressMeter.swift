import Auditing
import Bytes
import Captures
import Glibc
import SystemPackage

/// Shows the progress of an audit on standard error, if that is a terminal.
final class ProgressMeter {
  private static let isShown = isatty(STDERR_FILENO) == 1
  private var next = 0

  func show(_ progress: Audit.Progress) {
    guard Self.isShown, progress.bytes >= next || progress.records == 1 else { return }
    next = progress.bytes + 8 << 20
    let name = EntryName.last(of: progress.path)
    Self.write("\r\u{1B}[K\(Printable.line(name)): \(progress.records) records, \(progress.bytes >> 20) MB")
  }

  static func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private static func write(_ text: String) { try? Descriptor.write(Array(text.utf8), to: .standardError) }
}
