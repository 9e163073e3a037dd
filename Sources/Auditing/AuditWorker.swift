import Bytes
import Captures
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Takes one record from bytes to sums: unwrap ──▶ recognise ──▶ scan ──▶ collect. There is one for each core.
struct AuditWorker: ~Copyable {
  /// A capture while its records are read.
  final class Capture {
    let path: String
    /// The number of the capture.
    let index: Int
    let attachments: Attachments
    /// What policy and manifest say about it.
    let expectations: Expectations
    /// Whether people and texts of earlier captures count for it too.
    let keepsKnown: Bool

    init(path: String, index: Int, attachments: Attachments, expectations: Expectations, keepsKnown: Bool) {
      self.path = path
      self.index = index
      self.attachments = attachments
      self.expectations = expectations
      self.keepsKnown = keepsKnown
    }
  }

  private let book: RuleBook
  var scanner: RecordScanner
  private(set) var tally: AuditTally
  private let planReader: PlanReader?
  private var specReader: SpecReader?
  private var onwardReaders: [Int: OnwardReader] = [:]

  init(_ configuration: Audit.Configuration, _ book: RuleBook, streamsAll: Bool) {
    self.book = book
    scanner = RecordScanner(book, firstParty: configuration.firstParty, given: configuration.given, editing: configuration.editing)
    planReader = PlanReader(configuration.plan, sketches: configuration.sketchesPlan, book, scanner.recogniser, scanner.paths)
    specReader = SpecReader(book, scanner.recogniser, scanner.paths)
    tally = Self.tally(configuration, book, scanner.recogniser, scanner.paths, streamsAll: streamsAll)
  }

  /// An empty tally.
  static func emptyTally(_ configuration: Audit.Configuration, _ book: RuleBook) -> AuditTally {
    let paths = PathTable()
    var tally = tally(configuration, book, Recogniser(book.destinations, paths: paths), paths, streamsAll: false)
    if let key = configuration.sketchKey { tally.count(with: key) }
    return tally
  }

  private static func tally(
    _ configuration: Audit.Configuration, _ book: RuleBook, _ recogniser: Recogniser, _ paths: PathTable, streamsAll: Bool
  ) -> AuditTally {
    AuditTally(
      findings: FindingCollector(
        book, paths: paths, showValues: configuration.showValues, examples: configuration.examples, streamsAll: streamsAll),
      traffic: TrafficCollector(book),
      inventory: configuration.inventory ? InventoryCollector(book, recogniser, paths: paths) : nil,
      exposures: configuration.inventory ? ExposureCollector(book, recogniser) : nil,
      expected: ExpectedCollector(configuration.policy, book.destinations),
      sketch: configuration.sketchesPlan ? PlanCollector() : nil)
  }

  /// Begins, with the key for counting distinct values.
  mutating func begin(with key: SketchKey) {
    tally.count(with: key)
  }

  /// Begins a capture.
  mutating func begin(_ capture: Capture) {
    scanner.begin(capture.path, keepsKnown: capture.keepsKnown)
    tally.begin(capture.index, path: capture.path)
  }

  /// Audits the record with this `ordinal` in its capture. `navigation` is what an exchange shows about its page; `number` is that
  /// of a record that the witness already knows.
  mutating func audit(
    _ record: Record, _ bytes: Span<UInt8>, ordinal: Int, of capture: Capture, navigation: Navigation?, number: Int? = nil
  ) {
    tally.begin(capture.index, path: capture.path)
    var place = RecordPlace(capture: capture.index, path: capture.path, ordinal: ordinal)
    if case .exchange(let exchange) = record.content, let started = exchange.started, started.range.count <= 40 {
      note(String(copying: bytes.extracting(started.range)), &place)
    }
    var found =
      if let number {
        scanner.detections(in: record, bytes, number: number, beside: capture.attachments, expecting: capture.expectations)
      } else {
        scanner.detections(in: record, bytes, navigation: navigation, beside: capture.attachments, expecting: capture.expectations)
      }
    if case .event = record.content {
      if let time = found.time { note(time, &place) }
      if record.index == 0, record.member == nil {
        tally.captures[capture.index]?.document = ForeignDocument(scanner.unwrapper.payload, scanner.paths)
      }
      let isEvent = found.recordDestination.destination != nil || found.events.contains { $0.name != nil || $0.type != nil }
      if isEvent || !found.detections.isEmpty { tally.captures[capture.index]?.events += 1 }
    }
    // A member next to a list of events is not an event.
    if record.member == nil {
      specReader?.read(scanner.unwrapper.payload, &found, of: record, into: &tally.spec, at: place, bytes)
    }
    if let planReader, record.member == nil {
      let gaps = planReader.read(scanner.unwrapper.payload, &found, record.captureKind, into: &tally.sketch, bytes)
      tally.gaps.add(gaps, receivedBy: found.recordDestination, book.destinations, at: place)
    }
    tally.findings.add(found, in: scanner.unwrapper.payload, of: record, bytes, at: place)
    tally.expected.add(found, in: capture.index)
    if found.isContact {
      let id = found.recordDestination.id(in: book.destinations)
      tally.signals.add(contact: found.recordDestination, id, record: record.index, of: capture.index)
    }
    tally.inventory?.add(found, in: scanner.unwrapper.payload, isMember: record.member != nil, bytes, at: place)
    tally.exposures?.add(found, in: scanner.unwrapper.payload, bytes)
    // A member next to a list of events is not an event; before the first event its destination is unknown.
    if record.member == nil || scanner.eventDestination == nil && !found.detections.isEmpty {
      let accounts = AccountIDs.digests(in: scanner.unwrapper.payload, found, book, tally.findings.hash, bytes)
      tally.traffic.add(found, accounts: accounts)
    }
    tally.gaps.add(scanner.unwrapper.payload.gaps, receivedBy: found.recordDestination, book.destinations, at: place)
    followOnward(from: found.recordDestination, record, bytes, capture, at: place)
  }

  /// Ends a capture that this worker's witness learned from.
  mutating func learned(of capture: Capture) {
    tally.learned.add(scanner.witness.ownTraffic, of: capture.index, hash: tally.findings.hash)
    tally.signals.add(scanner.witness.signals, of: capture.index)
  }

  /// Every occurrence since the last call, if all are wanted.
  mutating func drain() -> [FindingCollector.StreamedOccurrence] { tally.findings.drain() }

  private mutating func note(_ time: String, _ place: inout RecordPlace) {
    if tally.captures[place.capture]?.include(time) ?? false { place.time = time }
  }

  /// The reader of a data platform's lists; nil if the destination forwards nothing.
  private mutating func onwardReader(of platform: RecordDestination) -> OnwardReader? {
    guard let number = platform.destination, book.destinations.destinations[number].onward != nil else { return nil }
    if let known = onwardReaders[number] { return known }
    let reader = OnwardReader(book.destinations.destinations[number], paths: scanner.paths)
    onwardReaders[number] = reader
    return reader
  }

  /// Notes the destinations that a data platform forwards events to, as far as its requests and responses show.
  private mutating func followOnward(
    from platform: RecordDestination, _ record: Record, _ bytes: Span<UInt8>, _ capture: Capture, at place: RecordPlace
  ) {
    guard let reader = onwardReader(of: platform) else { return }
    var names = reader.names(in: scanner.unwrapper.payload, bytes)
    if case .exchange(let exchange) = record.content {
      scanner.unwrapResponse(exchange, bytes)
      names += reader.names(in: scanner.unwrapper.payload, bytes)
    }
    for name in names {
      let found = scanner.detections(onward: name, from: platform, expecting: capture.expectations)
      tally.traffic.add(found.recordDestination, through: platform)
      tally.findings.add(found, in: scanner.unwrapper.payload, of: record, bytes, at: place)
    }
  }
}
