/// Who received one record.
package struct Receiver: Sendable, Equatable {
  /// How its party is told.
  package enum Standing: Sendable, Equatable {
    /// A vendor that is known by its host.
    case vendor
    /// A vendor that is known by shape, at this registrable domain. What it receives leaves the app, even where the domain is the app's
    /// own: a proxy hides who asked, and nothing of what was sent.
    case collector(String)
    /// Atlassian.
    case platform
    /// Somebody at this registrable domain: the app's own or a third party, as ``Parties`` finds out.
    case domain(String)
  }

  /// The number of the destination in the ``DestinationBook``; nil for one that is not known.
  package var destination: Int?
  package var standing: Standing
  /// The host in lower case; empty in an event log.
  package var host: String

  /// Whether the app's own domain stands between the browser and the vendor.
  func isProxied(firstParty: Set<String>) -> Bool {
    if case .collector(let domain) = standing { firstParty.contains(domain) } else { false }
  }

  /// The party, once the app's own domains are known.
  package func party(firstParty: Set<String>) -> Party {
    switch standing {
    case .vendor, .collector: .third
    case .platform: .platform
    case .domain(let domain): firstParty.contains(domain) ? .first : .third
    }
  }
}
