/// Counts who received how much.
struct RecipientCollector {
  private struct Entry {
    var receiver: Receiver
    var hosts: Set<String> = []
    var records = 0
    var events: [EventType: Int] = [:]
  }

  /// A recipient at more hosts than this is told with the first of them.
  private static let maximumHosts = 50

  private let book: RuleBook
  private var entries: [String: Entry] = [:]

  init(_ book: RuleBook) {
    self.book = book
  }

  mutating func add(_ found: Detections) {
    let id = found.receiver.id(in: book.destinations)
    var entry = entries[id] ?? Entry(receiver: found.receiver)
    entry.records += 1
    if !found.receiver.host.isEmpty, entry.hosts.count < Self.maximumHosts { entry.hosts.insert(found.receiver.host) }
    for event in found.events {
      if let type = event.type { entry.events[type, default: 0] += 1 }
    }
    entries[id] = entry
  }

  /// The recipients, third parties first, each with the most records first.
  func recipients(firstParty: Set<String>) -> [AuditReport.Recipient] {
    entries.map { id, entry in
      let destination = entry.receiver.destination.map { book.destinations.destinations[$0] }
      return AuditReport.Recipient(
        id: id, name: destination?.name ?? id, category: destination?.category ?? "unknown",
        party: entry.receiver.party(firstParty: firstParty),
        hosts: entry.hosts.sorted(), records: entry.records, events: entry.events)
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
