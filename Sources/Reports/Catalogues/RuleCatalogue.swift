import Auditing
import Bytes
package import Detecting
import Knowledge
import Vocabulary

/// The rules as pages to read.
package enum RuleCatalogue {
  /// A line a rule, by category.
  package static func list(_ book: RuleBook) -> String {
    var text = ""
    let width = book.rules.map(\.id.count).max() ?? 0
    for category in Category.allCases {
      let rules = book.rules.filter { $0.category == category }
      guard !rules.isEmpty else { continue }
      text += "\(category.rawValue)\n"
      for rule in rules {
        let severity = rule.severity[.third]?.name ?? rule.severity.values.max()?.name ?? ""
        text += "  \(padded(rule.id, width))  \(padded(severity, 8))  \(rule.title)\n"
      }
    }
    return text
  }

  /// Everything about one rule; nil where there is none of this id.
  package static func page(of id: String, in book: RuleBook, width: Int) -> String? {
    guard let rule = book.rules.first(where: { $0.id == id }) else { return nil }
    var text = "\(rule.title)\n\n"
    func row(_ label: String, _ value: String) {
      if !value.isEmpty { text += "\(padded(label, 11)) \(value)\n" }
    }
    row("id", rule.id)
    row("category", rule.category.rawValue)
    row(
      "severity",
      Party.allCases.compactMap { party in rule.severity[party].map { "\($0.name) (\(party.rawValue) party)" } }.joined(separator: ", "))
    row("confidence", rule.confidence.rawValue)
    row("where", rule.places.joined(separator: ", "))
    row("keys", rule.keys.map(\.source).joined(separator: ", "))
    row("references", rule.references.joined(separator: ", "))
    row("from", rule.file)
    for (label, body) in [("Why", rule.why), ("Fix", rule.fix)] + (rule.isProof ? [("Known from", origin)] : []) {
      text += "\n\(label)\n" + body.wrapped(width: width - 2).map { "  \($0)\n" }.joined()
    }
    text += "\nFound\n" + rule.hits.map { "  \($0.shown)\n" }.joined()
    text += "\nNot found\n" + rule.misses.map { "  \($0.shown)\n" }.joined()
    return text
  }

  /// Where what is known comes from, and how more is given.
  private static let origin = """
    The app's own traffic in the captures, before the value was sent; `telltale audit` says at the top what it learned. Give people of your own with \
    --persona email=ADDRESS,name=NAME or as `personas` in the policy, and captures to learn from with --learn-from. docs/personas.md lists the forms and digests.
    """

  private static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}

extension Rule {
  /// Whether it goes by what is known of people and texts.
  fileprivate var isProof: Bool { if case .provenance = test { true } else { false } }
}

extension Rule.Example {
  /// The example on one line, with its mark.
  fileprivate var shown: String {
    switch subject {
    case .url(let url), .onward(let url): return url
    case .names(let count): return "events of \(count) names"
    case .events(let events): return Printable.line(events.joined(separator: " ") + (plan.map { " by the plan \($0)" } ?? ""))
    case .event(let fields): return fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    case .text(let value, _, let key):
      var bytes = Array(value.utf8)
      if let mark {
        bytes.insert(contentsOf: "⟧".utf8, at: mark.upperBound)
        bytes.insert(contentsOf: "⟦".utf8, at: mark.lowerBound)
      }
      return Printable.line((key.map { "\($0): " } ?? "") + String(decoding: bytes, as: UTF8.self))
    }
  }
}
