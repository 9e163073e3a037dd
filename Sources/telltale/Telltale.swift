import ArgumentParser
import TelltaleKit

/// The command line: the only place that prints, reads the environment and exits.
@main
struct Telltale: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telltale",
    abstract: "Finds what an app's traffic tells about its users: tokens, personal data and customers' content in what is sent to others.",
    discussion: """
      Record a session in a browser, save it as a HAR, and audit it:

        telltale audit session.har

      It works offline and never sends anything anywhere.
      """,
    version: telltaleVersion,
    subcommands: [AuditCommand.self, RulesCommand.self])
}
