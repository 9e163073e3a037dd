import Detecting
import Knowledge
import Vocabulary

/// Groups findings by cause: those that share a value, and those of one rule in one field, at any destination.
struct CauseFinder {
  /// What two findings can have in common.
  private enum Link: Hashable {
    case value(UInt64)
    case field(rule: String, field: String)
    case rule(String)
  }

  /// For each finding the number of another of the same cause, or its own.
  private var parents: [Int]

  /// The causes, most severe first; `traces` has traces of the values of each finding.
  static func causes(of findings: [Finding], traces: [Set<UInt64>]) -> [Cause] {
    var finder = CauseFinder(parents: Array(findings.indices))
    var first: [Link: Int] = [:]
    for (number, finding) in findings.enumerated() {
      for link in links(of: finding, traces[number]) {
        if let other = first[link] { finder.join(number, other) } else { first[link] = number }
      }
    }
    var members: [Int: [Finding]] = [:]
    for (number, finding) in findings.enumerated() { members[finder.root(of: number), default: []].append(finding) }
    return members.values.map(cause).sorted { one, other in
      (one.isOpen ? 0 : 1, other.severity, one.lead.rule.id, one.id) < (other.isOpen ? 0 : 1, one.severity, other.lead.rule.id, other.id)
    }
  }

  private static func links(of finding: Finding, _ traces: Set<UInt64>) -> [Link] {
    switch finding.rule.category {
    // A fault of an event or a request as a whole is not about a value.
    case .destination, .schema, .consent: [.rule(finding.rule.id)]
    case .credential, .personalData, .pageContext, .userContent:
      finding.field.isEmpty || traces.isEmpty
        ? [.rule(finding.rule.id)] : [.field(rule: finding.rule.id, field: finding.field)] + traces.map(Link.value)
    }
  }

  private static func cause(_ findings: [Finding]) -> Cause {
    let ordered = findings.sorted { rank($0) < rank($1) }
    return Cause(lead: ordered[0], findings: ordered)
  }

  /// The order in which findings may lead: open ones first, then the most severe, then the nearest to the source.
  private static func rank(_ finding: Finding) -> (Int, Int, Int, Int, String) {
    (
      finding.disposition.isOpen ? 0 : 1, -finding.severity.rawValue,
      sources.firstIndex { WatchTable.covers($0, finding.field) } ?? sources.count, -finding.count, finding.fingerprint
    )
  }

  /// The sources of leaks, nearest first: the page's own URL is copied into everything else.
  private static let sources = [
    "page.url", "page.search", "page.referrer", "page.title", "user.id", "user.traits.*", "group.traits.*", "properties.*",
  ]

  private mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (root(of: one), root(of: other))
    parents[max(a, b)] = min(a, b)
  }

  private mutating func root(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }
}
