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
  /// How many events of each type.
  package var events: [EventType: Int]
  /// How many Atlassian accounts it was told names, addresses or pictures of.
  package var accounts = ValueCount(number: 0, isExact: true)
  /// The ids of the data platforms that hand events on to it, as the capture tells.
  package var through: [String] = []

  /// The regions of the hosts that received it, where these tell.
  package var regions: [Region] = []
  /// Whether everything went to it by way of a server of the app's own, which hides who asked.
  package var isProxied = false

  /// Whether the capture itself shows that it received something.
  package var isDirect: Bool { records > 0 }
}
