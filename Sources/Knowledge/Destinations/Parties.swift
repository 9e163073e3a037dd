internal import PublicSuffix

/// Tells the app's own hosts from everybody else's, once the whole capture has been seen.
///
/// The app's own are the hosts of the registrable domains that the reviewer named, or of the documents that the capture navigated to:
/// the page itself, and the frame that an Atlassian page opened. Where a capture has no documents, its requests still say whose page
/// they came from.
package struct Parties {
  private var configured: Set<String>
  private var documents: Set<String> = []
  /// The domains of frames by the hosts of the pages that opened them.
  private var frames: [String: Set<String>] = [:]
  private var origins: [String: Int] = [:]

  /// `firstParty` are hosts or domains; everything below their registrable domain is the app's own.
  package init(firstParty: [String]) {
    configured = Set(firstParty.map { Self.domain(of: $0.lowercased()) })
  }

  /// Notes what an exchange tells; `vendor` says whether a host is a known vendor's, whose frames are not the app.
  package mutating func note(_ navigation: Navigation, vendor: (String) -> Bool) {
    if navigation.isDocument, let host = navigation.host, !vendor(host) {
      let domain = Self.domain(of: host)
      // A frame is the app's when an Atlassian page opened it, or the app's own page did; others are embedded by the app.
      if !navigation.isFrame {
        documents.insert(domain)
      } else if let source = navigation.source {
        frames[source, default: []].insert(domain)
      }
    }
    if let source = navigation.source, !vendor(source) { origins[Self.domain(of: source), default: 0] += 1 }
  }

  /// The domains of the app, lower-case, by what has been noted.
  package func firstPartyDomains(platform: (String) -> Bool) -> Set<String> {
    if !configured.isEmpty { return configured }
    let found = documents.union(frames.filter { platform($0.key) }.flatMap(\.value)).filter { !platform($0) }
    if !found.isEmpty { return found }
    let busiest = origins.filter { !platform($0.key) }.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return busiest.map { [$0.key] } ?? []
  }

  /// The registrable domain of a host; the host itself where it has none (an IP address, `localhost`).
  package static func domain(of host: String) -> String { PublicSuffix.registrableDomain(of: host) ?? host }
}
