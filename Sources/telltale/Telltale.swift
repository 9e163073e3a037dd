import ArgumentParser
import Captures
import Glibc
import Vocabulary

/// The command line: the only place that prints, reads the environment and exits.
@main
struct Telltale: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telltale",
    abstract: "Tells what an app's traffic says about its users, and to whom.",
    discussion: """
      It reads what a browser or a server really sent - a HAR capture or an event
      log - and finds the tokens, personal data and customers' content that reach
      analytics, messaging, replay and error tools.

      EXAMPLES:
        # Record a session in the browser's developer tools (Network, Save all as
        # HAR), then see everything that leaks, and how to stop it
        telltale audit session.har

        # The code that stops it, library by library, proved on the same capture
        telltale fix session.har

        # Every field that is sent, and what a release adds to that
        telltale inventory session.har
        telltale diff before.har after.har

        # What it looks for, and why one of these things matters
        telltale rules list
        telltale explain jwt-in-page-url

        # Which vendors it knows, and how to make one of them take less
        telltale explain posthog

      It works offline: it opens no connection, and reports mask what they found.
      """,
    version: telltaleVersion,
    subcommands: [
      AuditCommand.self, MergeCommand.self, FixCommand.self, RedactCommand.self, PublishCommand.self, ComplianceCommand.self,
      InventoryCommand.self,
      DiffCommand.self, ShowCommand.self,
      ExplainCommand.self,
      InitCommand.self, PlanCommand.self, BaselineCommand.self, PolicyCommand.self, RulesCommand.self, DestinationsCommand.self,
      FrameworksCommand.self,
      SchemaCommand.self,
      CompletionsCommand.self, VersionCommand.self,
    ])

  /// Runs the command; errors become messages and exit codes here and nowhere else.
  static func main() {
    // A reader that has gone away is no error: it has seen enough.
    signal(SIGPIPE, SIG_IGN)
    do {
      if let complaint = Misspelling.complaint(about: Array(CommandLine.arguments.dropFirst())) { throw complaint }
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Terminal.warn(failure.description)
      Glibc.exit(failure.code)
    } catch {
      exit(withError: error)
    }
  }
}

/// An error that ends the run with a message and a code of its own.
struct Failure: Error, CustomStringConvertible {
  let description: String
  let code: Int32

  init(_ description: String, code: Int32) {
    self.description = description
    self.code = code
  }
}
