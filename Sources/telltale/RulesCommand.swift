import ArgumentParser
import Foundation
import TelltaleKit

/// `telltale rules list|show|test`
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List, explain and test the rules.", subcommands: [List.self, Show.self, Test.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the rules, by category.")

    @Option(help: "A file or folder of further rules. May be repeated.")
    var rules: [String] = []

    func run() throws {
      let book = try RuleFiles.book(adding: rules)
      Terminal.print(RuleCatalogue.list(book))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Explain a rule: what it finds, why it matters, what to change.")

    @Argument(help: "The rule's id.")
    var id: String

    @Option(help: "A file or folder of further rules. May be repeated.")
    var rules: [String] = []

    func run() throws {
      let book = try RuleFiles.book(adding: rules)
      guard let page = RuleCatalogue.page(of: id, in: book, width: Terminal.style.width) else {
        throw ValidationError("There is no rule `\(id)`. `telltale rules list` lists them.")
      }
      Terminal.print(page)
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the examples of rules; the first that does not hold fails.",
      discussion: "Without FILE the rules in the binary are tested, with it those of the file or folder.")

    @Argument(help: "Files or folders of rules.")
    var files: [String] = []

    func run() throws {
      let standard = try RuleFiles.book(adding: [])
      let book = files.isEmpty ? standard : try RuleFiles.only(files)
      for rule in book.rules {
        if let failure = RuleTester.firstFailure(of: rule, destinations: standard.destinations.destinations) {
          throw Failure("\(rule.file):\(failure.line): rule `\(rule.id)`: \(failure.message)", code: 1)
        }
      }
      let examples = book.rules.reduce(0) { $0 + $1.hits.count + $1.misses.count }
      Terminal.print("\(book.rules.count) rules, \(examples) examples hold\n")
    }
  }
}
