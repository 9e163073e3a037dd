import Auditing
import Captures
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Keeps one sample of each event at each destination: the one with the most fields.
struct SampleCollector: ~Copyable {
  fileprivate struct Key: Hashable {
    var destination: String
    var kind: Inventory.Event.Kind
    var name: String?
  }

  private var scanner: RecordScanner
  private var identifiers: SampleIdentifiers
  /// What has been collected so far, so that a failed capture can be undone.
  var kept = Collected()

  struct Collected {
    fileprivate var samples: [Sample] = []
    fileprivate var numbers: [Key: Int] = [:]
  }

  /// `kept` are the fields whose identifiers stay.
  init(_ book: RuleBook, keeping kept: [Glob]) {
    identifiers = SampleIdentifiers(keeping: kept)
    scanner = RecordScanner(book)
  }

  /// Adds what a redacted record sent to `recordDestination`.
  mutating func add(_ record: borrowing Record, _ bytes: Span<UInt8>, _ recordDestination: RecordDestination, _ attachments: Attachments) {
    let found = scanner.detections(in: record, bytes, beside: attachments, receivedBy: recordDestination)
    let homes = found.homes
    let events = found.events.indices.filter { $0 > 0 && homes[$0] == $0 }
    // Computed once for all events of a batch.
    let dialect = scanner.recogniser.dialect(of: recordDestination)
    let placeholders = identifiers.placeholders(in: scanner.unwrapper.payload, found, dialect, bytes)
    let tree = SampleTree(scanner.unwrapper.payload, scanner.paths, bytes, placeholders: placeholders)
    for event in events.isEmpty ? [0] : events { add(found.events[event], of: found, tree, record, bytes) }
  }

  private static let itemHeader: Set = ["type", "length", "content_type", "filename", "attachment_type", "item_count", "platform"]

  private mutating func add(
    _ event: Event, of found: Detections, _ tree: SampleTree, _ record: borrowing Record, _ bytes: Span<UInt8>
  ) {
    let isRequest = event.node < 0 && event.type == nil && event.name == nil
    let kind = isRequest ? Inventory.Event.Kind.request : Inventory.Event.Kind(event.type)
    let id = found.recordDestination.id(in: scanner.book.destinations)
    let key = Key(destination: id, kind: kind, name: event.name.map(PathTable.label))
    guard kept.numbers[key] != nil || kept.samples.count < InventoryTable.maximumEvents else { return }
    guard let root = event.node >= 0 ? event.node : tree.body else { return }
    // An envelope's header describes the next line (https://develop.sentry.dev/sdk/envelopes/).
    let keys = tree.keys(of: root)
    if !isRequest, keys.contains("type"), keys.isSubset(of: Self.itemHeader) { return }
    let nodes = tree.count(below: root)
    if let number = kept.numbers[key], kept.samples[number].nodes >= nodes { return }
    let sample = Sample(
      destination: id, kind: kind, name: key.name, request: request(record, bytes), json: tree.json(of: root),
      recordDestination: found.recordDestination,
      nodes: nodes)
    if let number = kept.numbers[key] {
      kept.samples[number] = sample
    } else {
      kept.numbers[key] = kept.samples.count
      kept.samples.append(sample)
    }
  }

  private func request(_ record: borrowing Record, _ bytes: Span<UInt8>) -> String? {
    guard case .exchange(let exchange) = record.content, let url = exchange.url else { return nil }
    let method = exchange.method.map { $0.text(in: bytes) } ?? "GET"
    return "\(method) \(identifiers.replacing(in: url.text(in: bytes)))"
  }

  /// The samples of third parties, in the order of their names, each with the name of its file.
  func samples(firstParty: Set<String>) -> [Sample] {
    var samples = kept.samples.filter { $0.recordDestination.party(firstParty: firstParty) == .third }
    samples.sort { ($0.destination, $0.kind.rawValue, $0.name ?? "") < ($1.destination, $1.kind.rawValue, $1.name ?? "") }
    var names = FileNames()
    for index in samples.indices {
      samples[index].file = names.name(for: [samples[index].destination, samples[index].title], ending: "json")
    }
    return samples
  }
}
