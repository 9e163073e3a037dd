package import Detecting
package import Knowledge
import Vocabulary

/// The rules as pages to read.
package enum RuleCatalogue {
  /// One line for each rule, by category.
  package static func list(_ book: RuleBook) -> String {
    var text = ""
    let width = book.rules.map(\.id.count).max() ?? 0
    for category in Category.allCases {
      let rules = book.rules.filter { $0.category == category }
      guard !rules.isEmpty else { continue }
      text += "\(category.rawValue)\n"
      for rule in rules {
        let severity = rule.severity[.third]?.name ?? rule.severity.values.max()?.name ?? ""
        text += "  \(CataloguePage.padded(rule.id, width))  \(CataloguePage.padded(severity, 8))  \(rule.title)\n"
      }
    }
    return text
  }

  /// Everything about one rule, with the controls of `frameworks` that it contradicts; nil if there is none with this ID. A
  /// document shows one hit and one miss.
  package static func page(of id: String, in book: RuleBook, _ frameworks: [Framework], isDocument: Bool = false) -> CataloguePage? {
    guard let rule = book.rules.first(where: { $0.id == id }) else { return nil }
    var page = CataloguePage(id: rule.id, title: rule.title)
    page.row("category", rule.category.rawValue)
    page.row("severity", severity(rule))
    page.row("confidence", rule.confidence.rawValue)
    page.row("where", rule.places.joined(separator: ", "), isDetail: true)
    page.row("from", rule.file)
    if rule.isEmbedded { page.row("documented", DocumentLink.rule(id), isDetail: true) }
    page.section("Looks at", rule.scope(keys: isDocument ? 12 : .max), .prose)
    page.section("Why", [rule.why], .prose)
    page.section("Fix", [rule.fix], .prose)
    if rule.isProof || rule.file == Persona.option { page.section("Known from", [rule.isProof ? origin : persona], .prose) }
    let (hits, misses) = isDocument ? onePair(of: rule) : (rule.hits, rule.misses)
    page.section("Found", hits.map(\.shown), .literal)
    page.section("Not found", misses.map(\.shown), .literal)
    page.section("See", rule.references, .references)
    page.section("Controls", frameworks.compactMap { controls(of: $0, against: rule) }, .words)
    return page
  }

  /// `critical (third party), info (first party, platform)`: the parties by severity.
  private static func severity(_ rule: Rule) -> String {
    Severity.allCases.reversed().compactMap { severity in
      let parties = Party.allCases.reversed().filter { rule.severity[$0] == severity }
      let names = parties.map { $0 == .platform ? "platform" : "\($0.rawValue) party" }
      return names.isEmpty ? nil : "\(severity.name) (\(names.joined(separator: ", ")))"
    }.joined(separator: ", ")
  }

  /// A hit and a miss whose lines show what makes them so; none if no line does.
  private static func onePair(of rule: Rule) -> (hits: [Rule.Example], misses: [Rule.Example]) {
    guard let hit = rule.hits.first(where: \.isSelfContained), let miss = rule.misses.first(where: \.isSelfContained) else {
      return ([], [])
    }
    return ([hit], [miss])
  }

  /// The controls of a framework that a finding of the rule contradicts: `OWASP ASVS 14.2.1 and 14.3.3`.
  private static func controls(of framework: Framework, against rule: Rule) -> String? {
    let numbers = framework.controls.filter { $0.against.contains(rule.id) }.map(\.number)
    guard !numbers.isEmpty else { return nil }
    // The numbers of CWE include its name.
    let name = numbers.allSatisfy { $0.hasPrefix(framework.short) } ? "" : framework.short + " "
    return name + Rule.listed(numbers, "and")
  }

  /// How to give a persona.
  private static let persona = """
    \(Persona.option) email=ADDRESS,name=NAME,phone=NUMBER, or `personas` in the policy. Any label may be given; the values of an email address, a name, a user \
    name, a phone number and a company are searched for in other forms and as digests too (docs/personas.md).
    """

  /// Where known people and texts come from, and how to add more.
  private static let origin = """
    The app's own traffic in the captures, before the value was sent; `telltale audit` says at the top what it learned. Give people of your own with \
    --persona email=ADDRESS,name=NAME or as `personas` in the policy, and captures to learn from with --learn-from. docs/personas.md lists the forms and digests.
    """
}

extension Rule {
  /// Whether it depends on known people and texts.
  fileprivate var isProof: Bool { if case .provenance = test { true } else { false } }
}
