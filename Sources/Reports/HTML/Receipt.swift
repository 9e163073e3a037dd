import Auditing
import Knowledge
import Vocabulary

/// What one destination received of what was found.
struct Receipt {
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
  static func all(of report: AuditReport) -> [Receipt] {
    var receipts: [String: Receipt] = [:]
    for finding in report.findings {
      receipts[finding.destination, default: Receipt(destination: finding.destination, party: finding.party)].add(finding)
    }
    return receipts.values.sorted { $0.rank < $1.rank }
  }

  /// Many destinations in one place, where there are too many to tell one by one.
  static func sum(_ receipts: some Collection<Receipt>, as name: String) -> Receipt {
    var sum = Receipt(destination: name, party: .third)
    for receipt in receipts {
      sum.byRule.merge(receipt.byRule) { $0.adding($1) }
      sum.byCategory.merge(receipt.byCategory) { $0.adding($1) }
      sum.total.add(receipt.total)
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

extension Receipt.Share {
  func adding(_ other: Self) -> Self {
    var sum = self
    sum.add(other)
    return sum
  }
}
