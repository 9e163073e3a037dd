package import Auditing
package import Knowledge
package import Redacting
import Vocabulary

/// The data that one third party receives, as in a record of processing (GDPR Art. 30): what the traffic shows, and what the policy
/// states.
package struct ProcessingActivity: Sendable {
  /// A kind of data that it received.
  package struct DataClass: Sendable {
    package var title: String
    /// How much was found by rules; nil for identifiers and measurements, which are not findings.
    package var exposure: Exposure?
    /// The fingerprints of the findings, sorted.
    package var findings: [String] = []
  }

  package var destination: TrustCenterBundle.Destination
  package var terms: Policy.Terms
  package var classes: [DataClass]
  /// Whether the policy lists it.
  package var isListed: Bool
  /// The vendor's ID; nil for an unknown vendor.
  package var vendor: String? { destination.category == "unknown" ? nil : destination.id }
  /// Whether it is known to keep data in the European Economic Area.
  package var isInEEA: Bool { destination.region == Region.eu.rawValue }

  /// One for each third party, in the order of the bundle.
  static func all(_ report: AuditReport, _ bundle: TrustCenterBundle, _ policy: Policy) -> [ProcessingActivity] {
    let findings = Dictionary(grouping: report.findings.filter { $0.party == .third }, by: \.destination)
    let exposures = Dictionary(grouping: report.exposures, by: \.destination)
    return bundle.destinations.map { destination in
      let traffic = report.traffic.first { $0.id == destination.id }
      let listing = traffic.flatMap(policy.listing)
      let found = Dictionary(grouping: findings[destination.id] ?? []) { Claim(about: $0.rule) }
      let classes = (exposures[destination.id] ?? []).compactMap { exposure -> DataClass? in
        guard let findings = found[exposure.claim], !findings.isEmpty else { return nil }
        return DataClass(title: exposure.claim.title, exposure: exposure, findings: findings.map(\.fingerprint).sorted())
      }
      let fields = bundle.inventory.destinations.first { $0.id == destination.id }
      return ProcessingActivity(
        destination: destination, terms: listing?.terms ?? Policy.Terms(),
        classes: classes + plain(fields, isConnected: bundle.connected.contains(destination.id)), isListed: listing != nil)
    }
  }

  /// The kinds of data in canonical fields that are not findings by themselves.
  private static let plainFields: [(title: String, fields: Set<String>)] = [
    ("Identifiers of users", ["user.id"]),
    ("Identifiers of devices or browsers", ["user.anonymousId"]),
    ("Identifiers of customers", ["group.id"]),
    ("Browser, system and language", ["client.userAgent", "client.locale"]),
  ]

  private static func plain(_ destination: Inventory.Destination?, isConnected: Bool) -> [DataClass] {
    let fields = (destination?.events ?? []).flatMap(\.fields)
    let canonical = Set(fields.compactMap(\.canonical))
    var classes = plainFields.filter { !canonical.isDisjoint(with: $0.fields) }.map { DataClass(title: $0.title) }
    if isConnected { classes.append(DataClass(title: "IP address of the browser that connects")) }
    let kinds = (destination?.events ?? []).count { $0.kind != .request }
    if kinds > 0 { classes.append(DataClass(title: "Use of features: \(counted(kinds, "kind")) of events")) }
    return classes
  }
}
