import Detecting
import Knowledge
import Reports
import Vocabulary

/// `docs/rules.md`: a section for each rule, below a table of contents for each category.
struct RuleDocument {
  let book: RuleBook
  let frameworks: [Framework]

  init(_ book: RuleBook, _ frameworks: [Framework]) {
    self.book = book
    self.frameworks = frameworks
  }

  var text: String {
    """
    \(DocumentHeader.note(source: "rules/*.yaml"))

    # Rules

    telltale has \(book.rules.count) rules. This page describes each one. `telltale explain ID` prints the same page with every example.

    - **Severity** depends on who receives the data. The *first party* is the app's own hosts, the *platform* is Atlassian, and a *third
      party* is everyone else. A party that is not named is not reported.
    - **Confidence** is `certain` if the value proves itself, `likely` if its key or its place tells, and `possible` if it only reads so.
    - **Looks at** says where a rule looks, in words; [Fields](#fields) lists their names. In names of fields, `*` stands for anything;
      case and punctuation do not matter.
    - **Controls** are the parts of a [framework](frameworks.md) that a finding contradicts.
    - In examples, `⟦ ⟧` marks the value. All values are made up.

    `telltale rules test` runs the examples. [`rules/README.md`](../rules/README.md) says how to write rules.

    ## Fields

    Reports, `--field` and rules use these names. A [canonical field](../rules/README.md#a-rule) such as `page.url` is the same for every
    destination; the others are places of a request.

    | name | in words |
    |---|---|
    \(FieldWords.all.map { "| `\($0.name)` | \($0.words) |" }.joined(separator: "\n"))

    ## Contents

    \(Category.allCases.map(contents).joined(separator: "\n"))
    \(Category.allCases.map(sections).joined(separator: "\n"))
    """
  }

  private func rules(of category: Category) -> [Rule] { book.rules.filter { $0.category == category } }

  /// The table of a category.
  private func contents(of category: Category) -> String {
    let rules = rules(of: category)
    let rows = rules.map { rule in
      let severity = rule.severity[.third] ?? rule.severity.values.max()
      return "| [`\(rule.id)`](#\(rule.id)) | \(severity?.name ?? "") | \(Markdown.escaped(rule.title)) |\n"
    }
    return """
      **[\(category.heading)](#\(DocumentHeader.anchor(of: category.heading)))** (\(counted(rules.count, "rule")))

      | rule | at a third party | what it reports |
      |---|---|---|
      \(rows.joined())
      """
  }

  private func sections(of category: Category) -> String {
    let pages = rules(of: category).compactMap { RuleCatalogue.page(of: $0.id, in: book, frameworks, isDocument: true) }
    return "## \(category.heading)\n\n\(pages.map(\.markdown).joined(separator: "\n"))"
  }
}

extension Category {
  /// The category's heading.
  fileprivate var heading: String {
    switch self {
    case .credential: "Credentials"
    case .personalData: "Personal data"
    case .pageContext: "Page context"
    case .userContent: "User content"
    case .destination: "Destinations and declarations"
    case .schema: "Events and tracking plans"
    case .consent: "Consent and opt-out"
    }
  }
}
