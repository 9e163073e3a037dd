import Detecting
import Knowledge
import Vocabulary

/// Counts how much each destination received.
struct TrafficCollector {
  fileprivate struct Tally {
    var recordDestination: RecordDestination
    var hosts: Set<String> = []
    var records = 0
    var events: [EventType: Int] = [:]
    /// The proxy hosts that received data for the vendor, with their domains; and whether the vendor's own hosts did.
    var standIns: [RecordDestination] = []
    var isReachedDirectly = false
    /// Digests of the accounts whose names or email addresses it received.
    var accounts = DistinctValues()
    /// The IDs of the data platforms that forward events to it.
    var through: Set<String> = []

    /// The maximum number of hosts listed for one destination, the first by name.
    private static let maximumHosts = 50

    mutating func add(_ found: Detections, accounts digests: [UInt64]) {
      records += 1
      for digest in digests { accounts.insert(digest) }
      if case .collector = found.recordDestination.standing { add(standIn: found.recordDestination) } else { isReachedDirectly = true }
      if !found.recordDestination.host.isEmpty { add(host: found.recordDestination.host) }
      for event in found.events {
        if let type = event.type { events[type, default: 0] += 1 }
      }
    }

    mutating func add(host: String) {
      guard hosts.insert(host).inserted, hosts.count > Self.maximumHosts, let last = hosts.max() else { return }
      hosts.remove(last)
    }

    mutating func add(standIn: RecordDestination) {
      if standIns.contains(standIn) { return }
      // Proxy hosts beyond the limit cannot be assigned to anyone.
      if standIns.count < Self.maximumHosts { standIns.append(standIn) } else { isReachedDirectly = true }
    }

    mutating func merge(_ other: Self) {
      records += other.records
      accounts.formUnion(other.accounts)
      isReachedDirectly = isReachedDirectly || other.isReachedDirectly
      events.merge(other.events, uniquingKeysWith: +)
      through.formUnion(other.through)
      for host in other.hosts { add(host: host) }
      for standIn in other.standIns { add(standIn: standIn) }
    }
  }

  private let book: RuleBook
  private var entries: [String: Tally] = [:]

  init(_ book: RuleBook) {
    self.book = book
  }

  /// Adds the detections in a record, with the digests of accounts whose names or email addresses it contains.
  mutating func add(_ found: Detections, accounts: [UInt64]) {
    let id = found.recordDestination.id(in: book.destinations)
    // Modified in place: a copy of the tally would copy all its contents.
    entries[id, default: Tally(recordDestination: found.recordDestination)].add(found, accounts: accounts)
  }

  /// The maximum number of destinations behind data platforms.
  private static let maximumOnward = 1_000

  /// Adds a destination that the platform `through` forwards events to.
  mutating func add(_ recordDestination: RecordDestination, through platform: RecordDestination) {
    let id = recordDestination.id(in: book.destinations)
    guard entries[id] != nil || entries.count < Self.maximumOnward else { return }
    entries[id, default: Tally(recordDestination: recordDestination)].through.insert(platform.id(in: book.destinations))
  }

  /// Adds what other records sent.
  mutating func merge(_ other: Self) {
    for (id, tally) in other.entries {
      if entries[id] == nil { entries[id] = tally } else { entries[id]?.merge(tally) }
    }
  }

  func write(to part: inout PartWriter) { entries.write(to: &part) }
  mutating func read(from part: inout PartReader) throws(PartError) { entries = try part.value() }

  /// The destinations, third parties first, each group by number of records.
  func traffic(firstParty: Set<String>) -> [DestinationTraffic] {
    entries.map { id, entry in
      let destination = entry.recordDestination.destination.map { book.destinations.destinations[$0] }
      return DestinationTraffic(
        id: id, name: destination?.name ?? id, category: destination?.category ?? "unknown",
        party: entry.recordDestination.party(firstParty: firstParty),
        hosts: entry.hosts.sorted(), records: entry.records, events: entry.events, accounts: entry.accounts.count,
        through: entry.through.sorted(),
        regions: Region.allCases.filter { region in entry.hosts.contains { destination?.region(of: $0) == region } },
        isProxied: !entry.isReachedDirectly && !entry.standIns.isEmpty && entry.standIns.allSatisfy { $0.isProxied(firstParty: firstParty) }
      )
    }
    .sorted { (order($0.party), $1.records, $0.id) < (order($1.party), $0.records, $1.id) }
  }

  private func order(_ party: Party) -> Int {
    switch party {
    case .third: 0
    case .first: 1
    case .platform: 2
    }
  }
}

extension TrafficCollector.Tally: PartValue {
  func write(to part: inout PartWriter) {
    recordDestination.write(to: &part)
    part.write(hosts, through)
    records.write(to: &part)
    accounts.write(to: &part)
    events.write(to: &part)
    standIns.write(to: &part)
    isReachedDirectly.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(recordDestination: try part.value())
    hosts = try part.value()
    through = try part.value()
    records = try part.value()
    accounts = try part.value()
    events = try part.value()
    standIns = try part.value()
    isReachedDirectly = try part.value()
  }
}
