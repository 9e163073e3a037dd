import ArgumentParser
import Auditing
import Detecting
import Knowledge
import Reports
import Vocabulary

/// `telltale rules list|show|test`
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List, explain and test the rules.",
    discussion: """
      A rule says what must not be sent, why, and what to change, and has
      examples that prove it. Rules are YAML; those of telltale are in the binary.

      EXAMPLES:
        telltale rules list
        telltale rules show jwt-in-page-url
        telltale rules test our-rules.yaml
      """,
    subcommands: [List.self, Show.self, Test.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the rules by category, with their severity at a third party.",
      discussion: """
        EXAMPLES:
          telltale rules list
          telltale rules list --rules our-rules.yaml
        """)

    @Option(help: ArgumentHelp("A file or folder of additional rules. May be repeated.", valueName: "path"), completion: .file())
    var rules: [String] = []

    func run() throws {
      try Terminal.print(RuleCatalogue.list(try RuleFiles.book(adding: rules)))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Explain a rule: what it finds, why that matters, what to change.",
      discussion: """
        EXAMPLES:
          telltale rules show jwt-in-page-url
          telltale rules show ticket-number --rules our-rules.yaml
        """)

    @Argument(
      help: ArgumentHelp("The rule's id, from a report or `telltale rules list`.", valueName: "id"),
      completion: .custom { _, _, _ in Explanation.ruleIDs })
    var id: String

    @Option(help: ArgumentHelp("A file or folder of additional rules. May be repeated.", valueName: "path"), completion: .file())
    var rules: [String] = []

    func run() throws {
      let book = try RuleFiles.book(adding: rules, withExamples: true)
      guard let page = try Explanation.page(ofRule: id, in: book) else {
        throw Explanation.missing("rule", id, among: book.rules.map(\.id), listed: "`telltale rules list` lists them.")
      }
      try Terminal.print(page)
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Run the rules' own examples and stop at the first failure.",
      discussion: """
        Exits 1 with the position of the failing example, and 64 for an invalid
        file.

        EXAMPLES:
          # The rules in the binary
          telltale rules test

          # Rules of your own, a file or a folder
          telltale rules test our-rules.yaml
        """)

    @Argument(
      help: ArgumentHelp("Files or folders of rules. Without any, the rules in the binary.", valueName: "path"), completion: .file())
    var paths: [String] = []

    func run() throws {
      let standard = try RuleFiles.book(adding: [], withExamples: true)
      let book = paths.isEmpty ? standard : try RuleFiles.only(paths)
      for rule in book.rules {
        if let failure = RuleTester.firstFailure(
          of: rule, destinations: standard.destinations.destinations, beside: standard.rules)
        {
          throw Failure("\(rule.file):\(failure.line): rule `\(rule.id)`: \(failure.message)", code: 1)
        }
      }
      let examples = book.rules.reduce(0) { $0 + $1.hits.count + $1.misses.count }
      try Terminal.print("\(counted(book.rules.count, "rule")), \(counted(examples, "example")) hold\(examples == 1 ? "s" : "")\n")
    }
  }
}
