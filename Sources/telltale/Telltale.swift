import ArgumentParser
import Bytes
import Captures
import Glibc
import Vocabulary

/// The command line: the only place that prints, reads the environment and exits.
@main
struct Telltale: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telltale",
    abstract: "Shows which user data an app sends, and to whom.",
    discussion: """
      Reads a HAR capture or an event log, and finds the tokens, personal data and
      customer content that reach analytics, messaging, replay and error tools.

      EXAMPLES:
        # Record a session in the browser's developer tools (Network, Save all as
        # HAR), then see everything that leaks, and how to stop it
        telltale audit session.har

        # Print the code that stops it, and prove it on the same capture
        telltale fix session.har

        # List every field that is sent, and what a release adds
        telltale inventory session.har
        telltale diff before.har after.har

        # List the rules, and explain one
        telltale rules list
        telltale explain jwt-in-page-url

        # Explain what a vendor records, and the settings that stop it
        telltale explain posthog

      It works offline and opens no connection. Reports mask the values they
      found.
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

  /// Runs the command. Errors become messages and exit codes here and nowhere else.
  static func main() {
    // A closed pipe is not an error: its reader has seen enough.
    signal(SIGPIPE, SIG_IGN)
    Interruption.watch()
    do {
      let arguments = Self.arguments
      if let complaint = Misspelling.complaint(about: arguments) { throw complaint }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let failure as Failure {
      Terminal.warn(failure.description)
      Glibc.exit(failure.code)
    } catch {
      exit(withError: error)
    }
  }
}

extension Telltale {
  /// The arguments; file names in them need not be UTF-8.
  private static var arguments: [String] {
    // The system keeps the arguments, each of which ends with a NUL, as long as the process runs.
    (1..<max(1, Int(CommandLine.argc))).compactMap { number in
      unsafe CommandLine.unsafeArgv[number].map { word in
        RawByte.text(of: unsafe UnsafeBufferPointer(start: word, count: unsafe strlen(word)).map(UInt8.init(bitPattern:)))
      }
    }
  }
}

/// An error that ends the run with a message and an exit code.
struct Failure: Error, CustomStringConvertible {
  let description: String
  let code: Int32

  init(_ description: String, code: Int32) {
    self.description = description
    self.code = code
  }
}
