/// Who received one record.
package struct Receiver: Sendable, Equatable {
  /// How its party is told.
  package enum Standing: Sendable, Equatable {
    /// A vendor that is known, by host or by shape: what it receives leaves the app, even at the app's own domain.
    case vendor
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

  /// The party, once the app's own domains are known.
  package func party(firstParty: Set<String>) -> Party {
    switch standing {
    case .vendor: .third
    case .platform: .platform
    case .domain(let domain): firstParty.contains(domain) ? .first : .third
    }
  }
}
