import ArgumentParser
import Auditing
import Detecting
import Knowledge
import Reports
import Vocabulary

/// `telltale explain ID`: the pages of rules and destinations in one command.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule or a destination that a report names.",
    discussion: """
      For a rule: what it finds, why it matters, what to change. For a
      destination: what it records by default, and the settings that stop it.

      EXAMPLES:
        telltale explain jwt-in-page-url
        telltale explain segment
        telltale explain ticket-number --rules our-rules.yaml
      """)

  @Argument(
    help: ArgumentHelp("The id of a rule or destination from a report.", valueName: "id"),
    completion: .custom { _, _, _ in Explanation.ruleIDs + Explanation.destinationIDs })
  var id: String

  @Option(help: ArgumentHelp("A file or folder of additional rules. May be repeated.", valueName: "path"), completion: .file())
  var rules: [String] = []

  func run() throws {
    // Rules that search for personas exist for those that are given.
    let label = id.hasPrefix("persona-") ? id.dropFirst("persona-".count).replacing("-", with: "_") : ""
    let personas = Persona(option: "\(label)=somebody")
    let book = try RuleFiles.book(adding: rules, personas: personas.map { [$0] } ?? [], withExamples: true)
    let page = try Explanation.page(ofRule: id, in: book) ?? Explanation.page(ofDestination: id, in: book.destinations)
    guard let page else {
      let known = book.rules.map(\.id) + book.destinations.destinations.map(\.id)
      throw Explanation.missing(
        "rule or destination", id, among: known, listed: "`telltale rules list` and `telltale destinations list` list them.")
    }
    try Terminal.print(page)
  }
}

/// The page of one rule or destination, and the error if there is none.
enum Explanation {
  static func page(ofRule id: String, in book: RuleBook) throws -> String? {
    RuleCatalogue.page(of: id, in: book, try RuleFiles.frameworks(adding: [], book))?.text(width: Terminal.style.width)
  }

  static func page(ofDestination id: String, in book: DestinationBook) -> String? {
    DestinationCatalogue.page(of: id, in: book)?.text(width: Terminal.style.width)
  }

  /// An error for an unknown ID, with suggestions.
  static func missing(_ kind: String, _ id: String, among known: [String], listed: String) -> Failure {
    Failure("there is no \(kind) `\(id)`. \(Suggestion.question(about: id, among: known) ?? listed)", code: 64)
  }

  /// The IDs of the rules in the binary, for shell completion.
  static var ruleIDs: [String] { (try? RuleFiles.book(adding: []))?.rules.map(\.id) ?? [] }

  /// The IDs of the destinations in the binary, for shell completion.
  static var destinationIDs: [String] { (try? RuleFiles.destinations(adding: []))?.destinations.map(\.id) ?? [] }
}
