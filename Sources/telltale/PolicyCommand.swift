import ArgumentParser
import Auditing
import Bytes
import Detecting
import Knowledge
import Vocabulary

/// `telltale policy check`
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Check the policy of an app.",
    discussion: """
      The policy is \(PolicyFile.name) in the working directory or the nearest folder
      above it, up to the root of the repository (where `.git` is). `telltale init`
      writes a first one.

      EXAMPLES:
        telltale policy check
        telltale policy check other.yaml
      """,
    subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check a policy, and summarise it.",
      discussion: """
        Exits 64 with file, line and column of an error.

        EXAMPLES:
          telltale policy check
        """)

    @Argument(help: ArgumentHelp("The policy file. Without it, the nearest one.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("A file or folder of additional rules that the policy names. May be repeated.", valueName: "path"))
    var rules: [String] = []

    func run() throws {
      guard let path = file ?? PolicyFiles.nearest() else {
        throw Failure("there is no \(PolicyFile.name) here or above; `telltale init` writes one", code: 64)
      }
      let book = try RuleFiles.book(adding: rules)
      let policy = try PolicyFiles.policy(path, book: book, today: PolicyFiles.today())
      _ = try RuleFiles.understood { try book.adding(policy.personas, file: path) }
      let over = policy.waivers.count { $0.isOver }
      let parts = [
        counted(policy.destinations?.count ?? 0, "destination"), counted(policy.disclosures.count, "disclosure"),
        counted(policy.waivers.count, "waiver") + (over == 0 ? "" : " (\(over) over)"), counted(policy.personas.count, "persona"),
      ]
      try Terminal.print("\(Printable.line(path)): \(parts.joined(separator: ", "))\n")
    }
  }
}
