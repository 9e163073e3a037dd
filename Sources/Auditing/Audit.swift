import Bytes
package import Captures
package import Knowledge
import Payloads
package import Vocabulary

/// The audit of captures, from bytes to verdict:
///
///     capture ──read──▶ records ──unwrap──▶ payload ──scan──▶ detections ──collect──▶ findings ──judge──▶ verdict
///
/// One record at a time is in memory.
package struct Audit: ~Copyable {
  /// What to audit and how.
  package struct Configuration: Sendable {
    /// Files and directories; `-` is standard input.
    package var paths: [String]
    /// Hosts of the app itself; empty to tell them from the capture.
    package var firstParty: [String] = []
    /// What the app's makers decided.
    package var policy = Policy()
    /// What the app declares to Atlassian.
    package var manifest: Manifest?
    /// What was found before.
    package var baseline: Baseline?
    /// Whether all captures are of customers that opted out, and not only those that the policy names.
    package var isOptedOut = false
    /// The least severity that fails the gate.
    package var failOn = Severity.high
    /// Whether findings keep the values they found.
    package var showValues = false
    /// Whether every field is listed that was sent.
    package var inventory = false
    /// What payloads are scanned with besides the rules: changes that are tried or made; nil for none.
    package var editing: (any PayloadEditing)?

    package init(paths: [String]) {
      self.paths = paths
    }
  }

  /// How far an audit has come.
  package struct Progress: Sendable {
    package var path: String
    /// Bytes of the capture that have been read.
    package var bytes: Int
    /// Records that have been audited.
    package var records: Int

    package init(path: String, bytes: Int, records: Int) {
      self.path = path
      self.bytes = bytes
      self.records = records
    }
  }

  private let configuration: Configuration
  private let book: RuleBook
  private var scanner: RecordScanner
  private var findings: FindingCollector
  private var traffic: TrafficCollector
  private var onwardReaders: [Int: OnwardReader] = [:]
  private var inventory: InventoryCollector?
  private var expected: ExpectedCollector
  /// What was not examined, by capture, and who received it.
  private var gaps: [(capture: Int, gap: Gap, recordDestination: RecordDestination)] = []

  private init(_ configuration: Configuration, _ book: RuleBook) {
    self.configuration = configuration
    self.book = book
    scanner = RecordScanner(book, firstParty: configuration.firstParty, editing: configuration.editing)
    findings = FindingCollector(book, paths: scanner.paths, showValues: configuration.showValues)
    traffic = TrafficCollector(book)
    expected = ExpectedCollector(configuration.policy, book.destinations)
    inventory = configuration.inventory ? InventoryCollector(book, scanner.recogniser, paths: scanner.paths) : nil
  }

  /// Audits every capture; one that cannot be read is part of the report, and the others are audited all the same.
  /// - Throws: ``CaptureError`` for a directory that cannot be walked.
  package static func run(
    _ configuration: Configuration, book: RuleBook, from store: some CaptureStore = FileStore(),
    progress: @escaping (Progress) -> Void = { _ in }
  ) throws -> AuditReport {
    var audit = Audit(configuration, book)
    var captures: [AuditedCapture] = []
    for path in try configuration.paths.flatMap({ path throws(CaptureError) in try store.captures(at: path) }) {
      try audit.read(path, from: store, &captures, progress)
    }
    return audit.report(captures)
  }

  // MARK: Read, unwrap, recognise, scan, collect

  /// Reads the capture that a path leads to, or all those in an archive.
  private mutating func read(
    _ path: String, from store: some CaptureStore, _ captures: inout [AuditedCapture], _ progress: (Progress) -> Void
  ) throws {
    var read: [AuditedCapture] = []
    let before = captures.count
    let outcome = try CaptureWalk.visit(path, in: store, isHashed: true) { stop in
      read.append(try self.read(stop, index: before + read.count, progress))
    } unreadable: { path, error in
      read.append(AuditedCapture(path: path, kind: nil, records: 0, bytes: 0, gaps: [], error: error))
    }
    if let damage = outcome.archive?.damage, read.last?.path != path {
      read[read.count - 1].gaps.append(Gap(place: Gap.file, reason: damage))
    }
    for index in read.indices { (read[index].digest, read[index].isEntry) = (outcome.digest, read[index].path != path) }
    captures += read
  }

  private mutating func read(
    _ stop: consuming CaptureWalk.Stop, index: Int, _ progress: (Progress) -> Void
  ) throws -> AuditedCapture {
    let path = stop.path
    var reading = Reading(path: path, index: index, attachments: stop.attachments, expectations: expectations(of: path))
    var records = 0
    scanner.begin()
    expected.begin(index, path: path)
    let summary = try stop.read(coverage: .recordsAndDamage) { record, bytes in
      audit(record, bytes, &reading)
      records += 1
      progress(Progress(path: path, bytes: record.origin.offset + record.range.upperBound, records: records))
    }
    var gaps = summary.gaps
    if let reason = reading.nothingExamined(summary) { gaps.append(Gap(place: Gap.capture, reason: reason)) }
    return AuditedCapture(
      path: path, kind: summary.kind, records: summary.records, bytes: summary.bytes, ignored: reading.ignored,
      isOptedOut: reading.expectations.isOptedOut, gaps: gaps, error: nil, producer: summary.producer, span: reading.span)
  }

  private func expectations(of path: String) -> Expectations {
    var expectations = Expectations()
    expectations.destinations = configuration.policy.destinations
    expectations.manifest = configuration.manifest
    expectations.isOptedOut = configuration.isOptedOut || configuration.policy.optOut.captures.contains { $0.matches(path: path) }
    expectations.optOut = configuration.policy.optOut
    return expectations
  }

  private mutating func audit(_ record: Record, _ bytes: Span<UInt8>, _ reading: inout Reading) {
    var navigation: Navigation?
    if case .exchange(let exchange) = record.content {
      let told = scanner.note(exchange, bytes)
      navigation = told
      let host = told.host ?? ""
      guard !configuration.policy.ignoredHosts.contains(where: { $0.matches(host) }) else { return reading.ignored += 1 }
      if let started = exchange.started, started.range.count <= 40 {
        reading.include(String(copying: bytes.extracting(started.range)))
      }
    }
    let found = scanner.detections(in: record, bytes, navigation: navigation, beside: reading.attachments, expecting: reading.expectations)
    if case .event = record.content {
      if let time = found.time { reading.include(time) }
      if reading.document == nil, record.index == 0, record.member == nil {
        reading.document = ForeignDocument(scanner.unwrapper.payload, scanner.paths)
      }
      let isEvent = found.recordDestination.destination != nil || found.events.contains { $0.name != nil || $0.type != nil }
      if isEvent || !found.detections.isEmpty { reading.events += 1 }
    }
    findings.add(found, in: scanner.unwrapper.payload, of: record, bytes, capture: reading.path)
    expected.add(found, in: reading.index)
    inventory?.add(found, in: scanner.unwrapper.payload, isMember: record.member != nil, bytes)
    // What stands beside a list of events is no event of its own; before the first event nobody else is known to have received it.
    if record.member == nil || scanner.eventDestination == nil && !found.detections.isEmpty { traffic.add(found) }
    for gap in scanner.unwrapper.payload.gaps { gaps.append((reading.index, gap, found.recordDestination)) }
    followOnward(from: found.recordDestination, record, bytes, reading)
  }

  /// The reader of a data platform's lists; nil for who hands nothing on.
  private mutating func onwardReader(of platform: RecordDestination) -> OnwardReader? {
    guard let number = platform.destination, book.destinations.destinations[number].onward != nil else { return nil }
    if let known = onwardReaders[number] { return known }
    let reader = OnwardReader(book.destinations.destinations[number], paths: scanner.paths)
    onwardReaders[number] = reader
    return reader
  }

  /// Notes whom a data platform hands events on to, where what it received or answered tells.
  private mutating func followOnward(from platform: RecordDestination, _ record: Record, _ bytes: Span<UInt8>, _ reading: Reading) {
    guard let reader = onwardReader(of: platform) else { return }
    var names = reader.names(in: scanner.unwrapper.payload, bytes)
    if case .exchange(let exchange) = record.content {
      scanner.unwrapResponse(exchange, bytes)
      names += reader.names(in: scanner.unwrapper.payload, bytes)
    }
    for name in names {
      let found = scanner.detections(onward: name, from: platform, expecting: reading.expectations)
      traffic.add(found.recordDestination, through: platform)
      findings.add(found, in: scanner.unwrapper.payload, of: record, bytes, capture: reading.path)
    }
  }

  // MARK: Judge

  private func report(_ captures: [AuditedCapture]) -> AuditReport {
    let ownDomains = scanner.parties.ownDomains { book.destinations.isPlatform(host: $0) }
    let firstParty = Set(ownDomains.map(\.domain))
    var captures = captures
    // What the app's own server or Atlassian received needs no examination to know that it went nowhere else.
    for (capture, gap, recordDestination) in gaps where recordDestination.party(firstParty: firstParty) == .third {
      captures[capture].gaps.append(gap)
    }
    for (capture, gap) in expected.gaps where captures.indices.contains(capture) { captures[capture].gaps.append(gap) }
    var judgement = Judgement(configuration.policy, baseline: configuration.baseline)
    let (findings, values) = findings.findings(firstParty: firstParty, &judgement)
    var report = AuditReport(
      rules: book.rules, captures: captures, policy: configuration.policy.file.isEmpty ? nil : configuration.policy.file,
      baseline: configuration.baseline, traffic: traffic.traffic(firstParty: firstParty), findings: findings,
      causes: CauseFinder.causes(of: findings, values: values),
      verdict: Verdict(findings, failOn: configuration.failOn, captures: captures), notes: judgement.notes + expected.notes,
      showsValues: configuration.showValues, ownDomains: ownDomains, editing: configuration.editing)
    report.inventory = inventory?.inventory(firstParty: firstParty, captures: captures, traffic: report.traffic)
    return report
  }
}
