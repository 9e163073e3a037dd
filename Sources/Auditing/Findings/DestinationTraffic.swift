import Captures
package import Knowledge
package import Vocabulary

/// What one destination received.
package struct DestinationTraffic: Sendable {
  package var id: String
  package var name: String
  package var category: String
  package var party: Party
  package var hosts: [String]
  package var records: Int
  /// The number of events of each type.
  package var events: [EventType: Int]
  /// The number of Atlassian accounts whose names, email addresses or pictures it received.
  package var accounts = ValueCount(number: 0, isExact: true)
  /// The IDs of the data platforms that forward events to it, as far as the capture shows.
  package var through: [String] = []

  /// The regions of the hosts that received it, as far as they show it.
  package var regions: [Region] = []
  /// Whether everything went to it through a server of the app's own, which hides the client.
  package var isProxied = false

  /// Whether the capture itself shows that it received something.
  package var isDirect: Bool { records > 0 }
}
