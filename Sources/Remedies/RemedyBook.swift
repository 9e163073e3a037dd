package import Auditing
package import Detecting
import Knowledge
package import Vocabulary

/// All known remedies.
package struct RemedyBook: Sendable {
  package let remedies: [Remedy]

  package init(_ remedies: [Remedy]) {
    self.remedies = remedies.sorted { $0.id < $1.id }
  }

  /// The remedies in the binary.
  package static func standard() throws(ConfigurationError) -> RemedyBook {
    var remedies: [Remedy] = []
    for document in YAMLReader.embedded(where: { $0.hasPrefix("remedies/") }) { remedies.append(try RemedyFile.remedy(document)) }
    return RemedyBook(remedies)
  }

  /// The snippets that remove findings, one for each library, with only the steps that these findings need.
  ///
  /// A report shows this with a cause: `snippets(for: cause.findings)`. It is empty unless the audit looks for remedies
  /// (`Audit.Configuration.editing = Replay.trial(remedies)`), and for findings that no snippet removes.
  package func snippets(for findings: [Finding]) -> [Snippet] {
    snippets(of: Self.changes(for: findings))
  }

  /// The changes that are necessary to remove the findings, and no others: a finding goes only with all of its changes.
  ///
  /// Only open findings at third parties above severity info count.
  static func changes(for findings: [Finding]) -> Set<Change> {
    let changes: Set<Change> = findings.reduce(into: []) { changes, finding in
      if finding.party == .third, finding.isWorthFixing { changes.formUnion(finding.solution ?? []) }
    }
    return changes.filter { change in change.path.count < 2 || !changes.contains { $0 != change && $0.covers(change) } }
  }

  /// Whether proved code removes a finding completely; otherwise there is only advice.
  func isProved(_ solution: Set<Change>?) -> Bool {
    solution?.allSatisfy { !unproved.contains($0.remedy) } ?? true
  }

  /// The remedies whose code is not tested.
  private var unproved: Set<String> { Set(remedies.filter { $0.doubt != nil }.map(\.id)) }

  /// The snippets of some changes, one for each library.
  package func snippets(of changes: Set<Change>) -> [Snippet] {
    remedies.compactMap { remedy in
      let own = changes.filter { $0.remedy == remedy.id }
      return own.isEmpty ? nil : Snippet(remedy, own)
    }
  }

  /// What to do about a field of a destination that no step changes; nil if no remedy says.
  func advice(for field: String, at destination: String) -> String? {
    remedies.lazy.filter { $0.destinations.contains(destination) }.flatMap(\.limits).first { limit in
      limit.fields.contains { WatchTable.covers($0, field) }
    }?.advice
  }
}
