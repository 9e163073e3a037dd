import Bytes
import Captures
import Detecting
import Knowledge
import Vocabulary

/// Reads the records of an audit in order, and gives them to this thread's own worker, or in batches to those on other cores.
///
/// It notes itself, in order, what later records are judged by, before it submits a record.
struct AuditReading: ~Copyable {
  private let configuration: Audit.Configuration
  private let book: RuleBook
  private let occurrences: Audit.OccurrenceHandler?
  private var worker: AuditWorker
  private var crew: AuditCrew?
  private var key: SketchKey?
  /// The bytes of all records so far.
  private var bytesRead = 0
  private var batch: RecordBatch?
  /// The last event of a list, for the members around the list, and its destination once that was needed.
  private var lastEvent: (record: Record, bytes: [UInt8])?
  private var lastDestination: RecordDestination?

  init(_ configuration: Audit.Configuration, _ book: RuleBook, _ occurrences: Audit.OccurrenceHandler?) {
    self.configuration = configuration
    self.book = book
    self.occurrences = occurrences
    worker = AuditWorker(configuration, book, streamsAll: occurrences != nil)
  }

  /// Reads a capture, which has this number.
  mutating func read(
    _ stop: consuming CaptureWalk.Stop, index: Int, _ progress: (Audit.Progress) -> Void
  ) throws -> AuditedCapture {
    let path = stop.path
    let capture = AuditWorker.Capture(
      path: path, index: index, attachments: stop.attachments, expectations: expectations(of: path),
      keepsKnown: configuration.learnsOnward)
    var (ordinal, ignored) = (0, 0)
    worker.begin(capture)
    (lastEvent, lastDestination) = (nil, nil)
    defer { submitBatch() }
    let summary = try stop.read(coverage: .recordsAndDamage) { record, bytes in
      if !(try take(record, bytes, ordinal: ordinal, of: capture)) { ignored += 1 }
      ordinal += 1
      progress(Audit.Progress(path: path, bytes: record.origin.offset + record.range.upperBound, records: ordinal))
    }
    worker.learned(of: capture)
    return AuditedCapture(
      path: path, kind: summary.kind, records: summary.records, bytes: summary.bytes, ignored: ignored,
      isOptedOut: capture.expectations.isOptedOut, gaps: summary.gaps, error: nil, producer: summary.producer)
  }

  /// The sum of everything, and which hosts are the app's own.
  mutating func finish() throws -> (tally: AuditTally, parties: Parties) {
    submitBatch()
    var tally = worker.tally
    if let crew {
      for sums in crew.finish() { tally.merge(sums) }
      if let occurrences { try crew.drain(occurrences) }
    }
    if let occurrences {
      for occurrence in tally.findings.streamedEarly(signalled: tally.signals.signalled) { try occurrences(occurrence) }
    }
    return (tally, worker.scanner.witness.parties)
  }

  private func expectations(of path: String) -> Expectations {
    var expectations = Expectations()
    expectations.destinations = configuration.policy.destinations
    expectations.manifest = configuration.manifest
    expectations.declarations = configuration.declarations
    expectations.isOptedOut = configuration.isOptedOut || configuration.policy.optOut.captures.contains { $0.matches(path: path) }
    expectations.optOut = configuration.policy.optOut
    return expectations
  }

  // MARK: Records

  /// Audits a record, or submits it.
  /// - Returns: Whether the policy includes its host.
  private mutating func take(_ record: Record, _ bytes: Span<UInt8>, ordinal: Int, of capture: AuditWorker.Capture) throws -> Bool {
    begin(bytes)
    var navigation: Navigation?
    if case .exchange(let exchange) = record.content {
      let noted = worker.scanner.note(exchange, bytes)
      navigation = noted
      let host = noted.host ?? ""
      guard !configuration.policy.ignoredHosts.contains(where: { $0.matches(host) }) else { return false }
    }
    guard let crew, !isForThisThread(record, of: capture) else {
      try audit(record, bytes, ordinal: ordinal, of: capture, navigation)
      return true
    }
    let number = worker.scanner.tell(record, navigation, bytes, expecting: capture.expectations)
    let batch = batch ?? RecordBatch(of: capture)
    self.batch = batch
    batch.append(record, bytes, ordinal: ordinal, number: number, eventDestination: record.member == nil ? nil : eventDestination(capture))
    if record.member == nil { lastDestination = nil }
    if batch.bytes.count >= configuration.batchBytes {
      submitBatch()
      if let occurrences { try crew.drain(occurrences) }
    }
    return true
  }

  /// Begins at the first record, and starts workers once there is enough work.
  private mutating func begin(_ bytes: Span<UInt8>) {
    let key = key ?? configuration.sketchKey ?? SketchKey(firstRecord: bytes)
    if self.key == nil { worker.begin(with: key) }
    self.key = key
    bytesRead += bytes.count
    // Whether a person was seen in a group before depends on the order of records.
    guard crew == nil, configuration.jobs > 1, bytesRead > configuration.aloneBytes, !configuration.policy.optOut.namesAnybody else {
      return
    }
    let crew = AuditCrew(count: configuration.jobs, configuration, book, key: key, streamsAll: occurrences != nil)
    if !crew.isEmpty { self.crew = crew }
  }

  /// Whether the reading thread must audit a record: its body is in an archive, which only this thread reads.
  private func isForThisThread(_ record: Record, of capture: AuditWorker.Capture) -> Bool {
    guard case .archive = capture.attachments, case .exchange(let exchange) = record.content else { return false }
    return exchange.requestBody?.attachment != nil
  }

  private mutating func audit(
    _ record: Record, _ bytes: Span<UInt8>, ordinal: Int, of capture: AuditWorker.Capture, _ navigation: Navigation?
  ) throws {
    worker.audit(record, bytes, ordinal: ordinal, of: capture, navigation: navigation)
    if crew == nil { worker.scanner.forgetEarlierRecords() }
    guard let occurrences else { return }
    guard let crew else {
      for occurrence in worker.drain() { try occurrences(occurrence) }
      return
    }
    // Occurrences wait until all before them are known.
    submitBatch()
    let batch = RecordBatch(of: capture)
    batch.streamed = worker.drain()
    crew.note(batch)
    try crew.drain(occurrences)
  }

  // MARK: Batches

  /// Submits the current batch.
  private mutating func submitBatch() {
    guard let crew, let batch else { return }
    self.batch = nil
    batch.witness = worker.scanner.witness
    if let last = batch.lastEvent { (lastEvent, lastDestination) = (last, nil) }
    crew.submit(batch)
    worker.scanner.forgetEarlierRecords()
  }

  /// The destination of the events in the current list; nil before the first.
  private mutating func eventDestination(_ capture: AuditWorker.Capture) -> RecordDestination? {
    if let known = lastDestination { return known }
    guard let (record, bytes) = batch?.lastEvent ?? lastEvent else { return worker.scanner.eventDestination }
    lastDestination = worker.scanner.destination(of: record, bytes.span, expecting: capture.expectations)
    return lastDestination
  }
}
