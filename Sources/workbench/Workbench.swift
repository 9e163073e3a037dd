import ArgumentParser

/// The tools of this repository: measurements of telltale, and generators for them.
@main
struct Workbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workbench",
    abstract:
      """
      Measures telltale: what it finds, what it reports wrongly, how fast it is and how much memory it takes; writes its manual and the pages of rules and destinations; and checks how its \
      sources depend on each other.
      """,
    subcommands: [Score.self, Corpus.self, Generate.self, Bench.self, Count.self, Manual.self, Documents.self, Borders.self, Schemas.self])
}
