import Auditing
import Knowledge
import Vocabulary

/// What one destination received of what was found.
struct DestinationColumn {
  /// How much of one class of data it received, and how severe that is.
  struct Share {
    var count = 0
    /// The most severe that counts at the gate; nil where everything was accepted.
    var worst: Severity?

    mutating func add(_ finding: Finding) {
      count += finding.count
      if finding.disposition.isOpen { worst = max(worst ?? .info, finding.severity) }
    }

    mutating func add(_ other: Share) {
      count += other.count
      if let severity = other.worst { worst = max(worst ?? .info, severity) }
    }

    /// The members by which a template shows it.
    var content: HTMLContent {
      worst?.content ?? ["severity": "accepted", "sign": "✓"]
    }
  }

  var destination: String
  var party: Party
  /// By the rule's id.
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

  /// All destinations that received something that was found: third parties first, then the most severe, then the most.
  static func all(of report: AuditReport) -> [DestinationColumn] {
    var columns: [String: DestinationColumn] = [:]
    for finding in report.findings {
      columns[finding.destination, default: DestinationColumn(destination: finding.destination, party: finding.party)].add(finding)
    }
    return columns.values.sorted { $0.rank < $1.rank }
  }

  /// Many destinations in one place, where there are too many to tell one by one.
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
