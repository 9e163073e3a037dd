/// Texts that apply to every command, or that no command contains.
extension ManualPage {
  /// Exit codes of commands that list none of their own.
  static let exitCodes = [
    "0   done; of an audit, that nothing fails",
    "1   an audit found something that fails, or an example does not hold that a rule or a destination proves itself by",
    "2   something could not be read, examined or written",
    "64  wrong usage: an option or an id that is not known, a file that cannot be understood",
  ]

  static let files = [
    (
      "telltale.yaml",
      "The policy: that of the working directory or the nearest above, where no option names another."
    ),
    (
      "*.har, *.ndjson, *.json, *.har.zip, *.gz, *.zst",
      "Captures. Their content tells what they are; the names do not matter, except to find them in folders."
    ),
  ]

  static let environment = [
    ("NO_COLOR", "Where it is set and not empty, nothing is printed in colour. Colour is printed on terminals only, in any case."),
    ("TERM", "A terminal that calls itself dumb gets neither colour nor links."),
    (
      "FORCE_HYPERLINK",
      "1 prints links on a terminal that does not tell whether it opens them, 0 prints none. Without it, telltale goes by what the terminal says of itself."
    ),
  ]
}
