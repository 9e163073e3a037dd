import Knowledge
package import Vocabulary

/// One leak at its source: the findings that are about one value or one recorded field, wherever it went.
///
/// A token in the page's URL fans out to `Referer`, `context.page.url`, `dl=` and an error report: these are many findings, one cause
/// and one thing to change.
package struct Cause: Sendable {
  /// The finding nearest to the source, whose rule says what to change.
  package var lead: Finding
  /// All its findings, the lead first, then the most severe.
  package var findings: [Finding]

  /// The fingerprint of the lead.
  package var id: String { lead.fingerprint }
  package var severity: Severity { lead.severity }
  /// How often it was found.
  package var count: Int { findings.reduce(0) { $0 + $1.count } }
  /// Whether the gate minds any of it.
  package var isOpen: Bool { findings.contains(where: \.disposition.isOpen) }

  /// How far it went, in a sentence; nil where it went to one place.
  package var reach: String? {
    let reachedFields = reachedFields.count
    return reachedFields > 1 ? "It reaches \(reachedFields) fields at \(counted(reachedFieldsByDestination.count, "destination"))." : nil
  }

  /// Where it went: a row for each rule and field of each destination, in the order of the findings.
  package var reachedFields: [ReachedField] {
    findings.grouped { [$0.destination, $0.rule.id, $0.field, $0.disposition.isOpen ? "" : "accepted"] }
      .map { ReachedField(first: $0[0], findings: $0) }
  }

  /// The reached fields by destination, each destination in the order in which it comes first.
  package var reachedFieldsByDestination: [(destination: String, reachedFields: [ReachedField])] {
    reachedFields.grouped(by: \.first.destination).map { ($0[0].first.destination, $0) }
  }
}

/// A field of a destination that a leak reached, in one event or several.
package struct ReachedField: Sendable {
  package let first: Finding
  /// The findings of this rule in this field at this destination, the first among them: one for each event.
  package let findings: [Finding]

  package var count: Int { findings.reduce(0) { $0 + $1.count } }
  /// How many different values were found, in words, where that says more than the count: of several findings nobody knows how many they
  /// share.
  package var values: String? {
    guard findings.count == 1, count > 1, first.values.number > 0 else { return nil }
    return first.values.number == 1 ? "one value" : "\(first.values.description) values"
  }
  /// The events it travelled with, each once.
  package var events: [String] { Set(findings.compactMap(\.event)).sorted() }
}
