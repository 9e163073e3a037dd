import Detecting
import Knowledge
import Vocabulary

/// Counts who received how much.
struct TrafficCollector {
  fileprivate struct Tally {
    var recordDestination: RecordDestination
    var hosts: Set<String> = []
    var records = 0
    var events: [EventType: Int] = [:]
    /// The hosts at which servers of others than the vendor took it, with their domains; and whether the vendor's own did.
    var standIns: [RecordDestination] = []
    var isReachedDirectly = false
    /// The accounts that it was told names or addresses of, by their digests.
    var accounts = DistinctValues()
    /// The ids of the data platforms that hand events on to it.
    var through: Set<String> = []

    /// A destination at more hosts than this is told with the first of them by name.
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
      // Of more servers than are kept nobody knows whose they are.
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

  /// Adds what a record was found to hold, with the digests of the accounts in it that names or addresses were told of.
  mutating func add(_ found: Detections, accounts: [UInt64]) {
    let id = found.recordDestination.id(in: book.destinations)
    // In place: a copy of the tally would be a copy of all that is in it.
    entries[id, default: Tally(recordDestination: found.recordDestination)].add(found, accounts: accounts)
  }

  /// More names of tools behind data platforms than this are not kept.
  private static let maximumOnward = 1_000

  /// Adds somebody whom the platform `through` hands events on to.
  mutating func add(_ recordDestination: RecordDestination, through platform: RecordDestination) {
    let id = recordDestination.id(in: book.destinations)
    guard entries[id] != nil || entries.count < Self.maximumOnward else { return }
    entries[id, default: Tally(recordDestination: recordDestination)].through.insert(platform.id(in: book.destinations))
  }

  /// Adds what was received by other records.
  mutating func merge(_ other: Self) {
    for (id, tally) in other.entries {
      if entries[id] == nil { entries[id] = tally } else { entries[id]?.merge(tally) }
    }
  }

  func write(to part: inout PartWriter) { entries.write(to: &part) }
  mutating func read(from part: inout PartReader) throws(PartError) { entries = try part.value() }

  /// The destinations, third parties first, each with the most records first.
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
