import ArgumentParser
import Assessing
import Auditing
import Detecting
import Knowledge
import Reports
import Vocabulary

/// `telltale frameworks list|show|test`
struct FrameworksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frameworks",
    abstract: "List, explain and test the compliance frameworks.",
    discussion: """
      A framework is a law, a standard or a contract, with the controls that
      traffic can support or contradict. Frameworks are YAML files; telltale's own
      are in the binary.

      EXAMPLES:
        telltale frameworks list
        telltale frameworks show gdpr
        telltale frameworks test our-framework.yaml
      """,
    subcommands: [List.self, Show.self, Test.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the frameworks.",
      discussion: """
        EXAMPLES:
          telltale frameworks list
          telltale frameworks list --rules our-framework.yaml
        """)

    @Option(help: ArgumentHelp("A file or folder of additional frameworks. May be repeated.", valueName: "path"), completion: .file())
    var rules: [String] = []

    func run() throws {
      try Terminal.print(FrameworkCatalogue.list(try RuleFiles.frameworks(adding: rules, RuleFiles.book(adding: rules))))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Explain a framework: its controls, what each asks, and what contradicts it.",
      discussion: """
        EXAMPLES:
          telltale frameworks show atlassian
        """)

    @Argument(help: ArgumentHelp("The framework's id, from `telltale frameworks list`.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("A file or folder of additional frameworks. May be repeated.", valueName: "path"), completion: .file())
    var rules: [String] = []

    func run() throws {
      let frameworks = try RuleFiles.frameworks(adding: rules, RuleFiles.book(adding: rules))
      guard let framework = frameworks.first(where: { $0.id == id.lowercased() }) else {
        throw Explanation.missing("framework", id, among: frameworks.map(\.id), listed: "`telltale frameworks list` lists them.")
      }
      try Terminal.print(FrameworkCatalogue.page(framework, width: Terminal.style.width))
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Check frameworks by their own examples.",
      discussion: """
        Each example is a capture and the expected result of the control. Without
        files, tests the frameworks in the binary.

        EXAMPLES:
          telltale frameworks test our-framework.yaml

        EXIT CODES:
          0   all examples pass
          1   an example fails
          64  a framework that cannot be understood
        """)

    @Argument(help: ArgumentHelp("Files of frameworks.", valueName: "file"), completion: .file())
    var files: [String] = []

    func run() throws {
      let book = try RuleFiles.book(adding: [])
      let frameworks: [(file: String, framework: Framework)] = try RuleFiles.understood {
        try files.isEmpty
          ? FrameworkFile.withExamples(book.names).map { ("rules/frameworks/\($0.id).yaml", $0) }
          : files.map { ($0, try FrameworkFile.framework(RuleFiles.text($0), file: $0, known: book.names)) }
      }
      var failed = 0
      for (file, framework) in frameworks {
        for failure in try FrameworkTester.failures(of: framework, book) {
          Terminal.warn("\(file):\(failure.line): \(failure.message)")
          failed += 1
        }
      }
      let controls = frameworks.flatMap(\.framework.controls)
      guard failed == 0 else { throw ExitCode(1) }
      try Terminal.print(
        "\(counted(frameworks.count, "framework")), \(counted(controls.count, "control")), \(counted(controls.reduce(0) { $0 + $1.examples.count }, "example")) hold\n"
      )
    }
  }
}
