import ArgumentParser
import Vocabulary

/// `telltale version`
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Print the version.",
    discussion: """
      The same as `telltale --version`. Reports, partial results and certificates
      contain it.

      EXAMPLES:
        telltale version
      """)

  func run() throws { try Terminal.print(telltaleVersion + "\n") }
}
