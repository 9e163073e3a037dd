import ArgumentParser
import Auditing
import Detecting
import Knowledge
import Reports
import Vocabulary

/// `telltale destinations list|show|test`
struct DestinationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destinations",
    abstract: "List, explain and test the known destinations.",
    discussion: """
      A destination is a vendor that receives data. Its file describes how to
      recognise it, how to read its wire format, what it records by default and
      which settings stop that. Examples are requests as its own library sends
      them.

      EXAMPLES:
        telltale destinations list
        telltale destinations show segment
        telltale destinations test
      """,
    subcommands: [List.self, Show.self, Test.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the destinations by category.",
      discussion: """
        EXAMPLES:
          telltale destinations list
        """)

    func run() throws {
      try Terminal.print(DestinationCatalogue.list(try RuleFiles.book(adding: []).destinations))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Explain a destination: what it collects by default, and how to stop it.",
      discussion: """
        EXAMPLES:
          telltale destinations show posthog
        """)

    @Argument(
      help: ArgumentHelp("The destination's id, from a report or `telltale destinations list`.", valueName: "id"),
      completion: .custom { _, _, _ in Explanation.destinationIDs })
    var id: String

    func run() throws {
      let book = try RuleFiles.book(adding: []).destinations
      guard let page = Explanation.page(ofDestination: id, in: book) else {
        throw Explanation.missing("destination", id, among: book.destinations.map(\.id), listed: "`telltale destinations list` lists them.")
      }
      try Terminal.print(page)
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Run the destinations' own examples and stop at the first failure.",
      discussion: """
        Exits 1 with the position of the failing example, and 64 for an invalid
        file.

        EXAMPLES:
          # The destinations in the binary
          telltale destinations test

          # Test destinations of your own, a file or a folder
          telltale destinations test our-collector.yaml
        """)

    @Argument(
      help: ArgumentHelp("Files or folders of destinations. Without any, those in the binary.", valueName: "path"), completion: .file())
    var paths: [String] = []

    func run() throws {
      let book = try RuleFiles.destinations(adding: paths)
      let tester = try DestinationTester(book)
      let tested = book.destinations.filter { paths.isEmpty || !$0.isEmbedded }
      for destination in tested {
        if let failure = tester.firstFailure(of: destination) {
          throw Failure("\(destination.file):\(failure.line): destination `\(destination.id)`: \(failure.message)", code: 1)
        }
      }
      let examples = tested.reduce(0) { $0 + $1.examples.count }
      try Terminal.print("\(counted(tested.count, "destination")), \(counted(examples, "example")) hold\(examples == 1 ? "s" : "")\n")
    }
  }
}
