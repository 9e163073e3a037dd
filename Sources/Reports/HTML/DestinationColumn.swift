import Auditing
import Knowledge
import Vocabulary

/// What one destination received, by finding.
struct DestinationColumn {
  /// How much of one class of data it received, and the highest severity of it.
  struct Share {
    var count = 0
    /// The highest severity that is open; nil if everything was accepted.
    var worst: Severity?

    mutating func add(_ finding: Finding) {
      count += finding.count
      if finding.disposition.isOpen { worst = max(worst ?? .info, finding.severity) }
    }

    mutating func add(_ other: Share) {
      count += other.count
      if let severity = other.worst { worst = max(worst ?? .info, severity) }
    }

    /// The members for a template.
    var content: HTMLContent {
      worst?.content ?? ["severity": "accepted", "sign": "✓"]
    }
  }

  var destination: String
  var party: Party
  /// By the rule's ID.
  var byRule: [String: Share] = [:]
  var byCategory: [Category: Share] = [:]
  var total = Share()

  init(destination: String, party: Party) {
    self.destination = destination
    self.party = party
  }

  mutating func add(_ finding: Finding) {
    byRule[finding.rule.id, default: Share()].add(finding)
    byCategory[finding.rule.category, default: Share()].add(finding)
    total.add(finding)
  }

  /// All destinations with findings: third parties first, then by severity, then by number.
  static func all(of report: AuditReport) -> [DestinationColumn] {
    var columns: [String: DestinationColumn] = [:]
    for finding in report.findings {
      columns[finding.destination, default: DestinationColumn(destination: finding.destination, party: finding.party)].add(finding)
    }
    return columns.values.sorted { $0.rank < $1.rank }
  }

  /// Several destinations in one column, if there are too many.
  static func sum(_ columns: some Collection<DestinationColumn>, as name: String) -> DestinationColumn {
    var sum = DestinationColumn(destination: name, party: .third)
    for column in columns {
      sum.byRule.merge(column.byRule) { $0.adding($1) }
      sum.byCategory.merge(column.byCategory) { $0.adding($1) }
      sum.total.add(column.total)
    }
    return sum
  }

  private var rank: (Int, Int, Int, String) {
    let standing =
      switch party {
      case .third: 0
      case .first: 1
      case .platform: 2
      }
    return (standing, -(total.worst?.rawValue ?? -1), -total.count, destination)
  }
}

extension DestinationColumn.Share {
  func adding(_ other: Self) -> Self {
    var sum = self
    sum.add(other)
    return sum
  }
}
