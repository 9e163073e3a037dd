import Foundation

/// What is measured, where, and how often.
struct Setup {
  var telltale: String
  /// Where to put the files of the run.
  var folder: URL
  var seed: UInt64 = 1
  var rounds = 1

  /// An audit with a report for programs.
  func audit(_ path: String, name: String = "audit", options: [String] = []) -> Contest.Program {
    Contest.Program(name: name, arguments: [telltale, "audit", path, "--format", "json", "--no-policy"] + options)
  }

  /// A redaction into a file that the next one replaces.
  func redaction(_ path: String, name: String = "redact", options: [String] = []) -> Contest.Program {
    let output = folder.appending(path: "redacted").path
    return Contest.Program(
      name: name, arguments: [telltale, "redact", path, "--output", output, "--no-policy"] + options, accepted: 0...0)
  }

  /// Whether a command of the executable has an option, according to its help.
  func knows(_ option: String, of command: String) throws -> Bool {
    let output = folder.appending(path: "help.txt").path
    _ = try Child.run([telltale, command, "--help"], output: output)
    return try String(contentsOfFile: output, encoding: .utf8).contains(option)
  }
}
