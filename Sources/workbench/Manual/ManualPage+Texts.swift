/// Texts that apply to every command, or that no command contains.
extension ManualPage {
  /// Exit codes of commands that list none of their own.
  static let exitCodes = [
    "0   done; for an audit, nothing fails the gate",
    "1   an audit fails the gate, or an example of a rule or a destination fails",
    "2   something could not be read, examined or written",
    "64  wrong usage: an unknown option or ID, an invalid file",
  ]

  static let files = [
    (
      "telltale.yaml",
      "The policy, in the working directory or the nearest folder above it, unless an option names another."
    ),
    (
      "*.har, *.ndjson, *.json, *.har.zip, *.gz, *.zst",
      "Captures. They are recognised by content; the names only matter for finding them in folders."
    ),
  ]

  static let environment = [
    ("NO_COLOR", "If it is set and not empty, nothing is printed in colour. Colour is only ever printed on terminals."),
    ("TERM", "A terminal of type dumb gets neither colour nor links."),
    (
      "FORCE_HYPERLINK",
      "1 prints links on any terminal, 0 prints none. Without it, telltale prints links if the terminal is known to support them."
    ),
  ]
}
