import ArgumentParser
import Auditing
import Detecting
import Knowledge
import Vocabulary

extension Category: ExpressibleByArgument {}

/// Which findings a report shows.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp("Show only findings of this rule. Takes globs, such as jwt*. May be repeated.", valueName: "id"),
    completion: .custom { _, _, _ in Explanation.ruleIDs })
  var filterRules: [String] = []

  @Option(
    name: .customLong("destination"),
    help: ArgumentHelp(
      "Show only findings at this destination. For an unknown vendor it is the host. Takes globs. May be repeated.", valueName: "id"),
    completion: .custom { _, _, _ in Explanation.destinationIDs })
  var filterDestinations: [String] = []

  @Option(name: .customLong("category"), help: ArgumentHelp("Show only findings of this category. May be repeated.", valueName: "category"))
  var filterCategories: [Category] = []

  @Option(name: .customLong("severity"), help: ArgumentHelp("Show only findings of this severity or above.", valueName: "severity"))
  var filterSeverity: Severity?

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp("Show only findings in this field, such as page.url or 'user.traits.*'. May be repeated.", valueName: "field"))
  var filterFields: [String] = []

  /// The filter.
  /// - Throws: ``Failure`` for a rule or a destination that does not exist.
  func filter(_ book: RuleBook) throws -> FindingFilter {
    var filter = FindingFilter()
    for rule in filterRules { try Self.check(rule, "rule", among: book.rules.map(\.id), listed: "`telltale rules list` lists them.") }
    // An event log may not show its destination.
    let known = book.destinations.destinations.map(\.id) + ["unknown"]
    for destination in filterDestinations where !destination.contains(".") {
      try Self.check(destination, "destination", among: known, listed: "`telltale destinations list` lists them.")
    }
    filter.rules = filterRules.map { Glob($0) }
    filter.destinations = filterDestinations.map { Glob($0) }
    filter.categories = filterCategories
    filter.severity = filterSeverity
    filter.fields = filterFields.map { Glob($0) }
    return filter
  }

  /// A mistyped name would select nothing, and the report would look clean.
  private static func check(_ written: String, _ kind: String, among known: [String], listed: String) throws {
    let glob = Glob(written)
    if !known.contains(where: { glob.matches($0) }) { throw Explanation.missing(kind, written, among: known, listed: listed) }
  }
}
