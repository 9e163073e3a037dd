import Knowledge
package import Vocabulary

/// One leak at its source: the findings that are about one value or one recorded field, at all destinations.
///
/// A token in the page's URL is copied to `Referer`, `context.page.url`, `dl=` and an error report: many findings, one cause and
/// one thing to change.
package struct Cause: Sendable {
  /// The finding nearest to the source, whose rule says what to change.
  package var lead: Finding
  /// All its findings, the lead first, then the most severe.
  package var findings: [Finding]

  /// The fingerprint of the lead.
  package var id: String { lead.fingerprint }
  package var severity: Severity { lead.severity }
  /// The number of occurrences.
  package var count: Int { findings.reduce(0) { $0 + $1.count } }
  /// Whether any of its findings is open.
  package var isOpen: Bool { findings.contains(where: \.disposition.isOpen) }

  /// Where it went, in a sentence; nil for a single place.
  package var reach: String? {
    let reachedFields = reachedFields.count
    return reachedFields > 1 ? "It reaches \(reachedFields) fields at \(counted(reachedFieldsByDestination.count, "destination"))." : nil
  }

  /// Where it went: one row for each rule and field of each destination, in the order of the findings.
  package var reachedFields: [ReachedField] {
    findings.grouped { [$0.destination, $0.rule.id, $0.field, $0.disposition.isOpen ? "" : "accepted"] }
      .map { ReachedField(first: $0[0], findings: $0) }
  }

  /// The reached fields by destination, in the order of first appearance.
  package var reachedFieldsByDestination: [(destination: String, reachedFields: [ReachedField])] {
    reachedFields.grouped(by: \.first.destination).map { ($0[0].first.destination, $0) }
  }
}

/// A field of a destination that a leak reached, in one event or several.
package struct ReachedField: Sendable {
  package let first: Finding
  /// The findings of one rule in this field at this destination: one for each event.
  package let findings: [Finding]

  package var count: Int { findings.reduce(0) { $0 + $1.count } }
  /// The number of different values, in words, if it says more than the count. For several findings it is unknown, because they may
  /// share values.
  package var values: String? {
    guard findings.count == 1, count > 1, first.values.number > 0 else { return nil }
    return first.values.number == 1 ? "one value" : "\(first.values.description) values"
  }
  /// The names of its events, without duplicates.
  package var events: [String] { Set(findings.compactMap(\.event)).sorted() }
}
