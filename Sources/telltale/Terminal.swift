import Bytes
import FoundationEssentials
import Glibc
import Reports
import SystemPackage

/// Output to the terminal and to pipes.
enum Terminal {
  /// Writes to standard output. A closed pipe is not an error; any other failure is.
  static func print(_ text: String) throws { try print(Array(text.utf8)) }

  /// The same for bytes.
  static func print(_ bytes: [UInt8]) throws {
    do {
      try Descriptor.write(bytes, to: .standardOutput)
    } catch {
      if error != .brokenPipe { throw Failure("standard output: \(error)", code: 2) }
    }
  }

  /// Writes a report to standard output.
  static func print<Format: OutputFormat>(_ report: Format.Report, as format: Format) throws {
    try print(format.render(report, style: style))
  }

  /// Writes a line to standard error.
  static func warn(_ text: String) {
    try? Descriptor.write(Array("telltale: \(Printable.line(text))\n".utf8), to: .standardError)
  }

  /// Colour, links and width of standard output: colour only on a terminal, and not if `NO_COLOR` is set (no-color.org).
  static var style: TextReport.Style {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let isDumb = environment["TERM"] == "dumb"
    return TextReport.Style(
      colour: isTerminal && !isDumb && (environment["NO_COLOR"] ?? "").isEmpty,
      links: isTerminal && !isDumb && opensLinks(environment), width: isTerminal ? width ?? 100 : 100)
  }

  /// Whether the terminal is known to support links (OSC 8); `FORCE_HYPERLINK` decides for others.
  private static func opensLinks(_ environment: [String: String]) -> Bool {
    if let forced = environment["FORCE_HYPERLINK"] { return forced != "0" && !forced.isEmpty }
    if let vte = environment["VTE_VERSION"].flatMap(Int.init), vte >= 5000 { return true }
    let signs = ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR"]
    return signs.contains { environment[$0] != nil }
      || ["iTerm.app", "vscode", "WezTerm", "ghostty"].contains(environment["TERM_PROGRAM"] ?? "")
  }

  private static var width: Int? {
    var size = winsize()
    // `size` is local to this function, and the call fills it.
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return min(Int(size.ws_col), 140)
  }
}
