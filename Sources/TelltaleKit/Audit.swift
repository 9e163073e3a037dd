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
    /// Which remedies are tried, or made use of; nil for neither.
    package var replay: Replay?

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
  }

  private let configuration: Configuration
  private let book: RuleBook
  private let paths = PathTable()
  private var unwrapper: Unwrapper
  private var scanners: [CaptureKind: Scanner] = [:]
  private var parties: Parties
  private var findings: FindingCollector
  private var recipients: RecipientCollector
  private var onwardReaders: [Int: OnwardReader] = [:]
  private var inventory: InventoryCollector?
  /// What is expected of the capture at hand.
  private var expectations = Expectations()
  /// Who received the event of the capture at hand that was read last.
  private var eventReceiver: Receiver?
  /// From when to when the capture at hand was recorded.
  private var span: TimeSpan?
  /// How many exchanges of the capture at hand went to hosts that the policy leaves out.
  private var ignored = 0
  /// What was not examined, by capture, and who received it.
  private var gaps: [(capture: Int, gap: Gap, receiver: Receiver)] = []

  private init(_ configuration: Configuration, _ book: RuleBook) {
    self.configuration = configuration
    self.book = book
    unwrapper = Unwrapper(paths: paths)
    parties = Parties(firstParty: configuration.firstParty)
    findings = FindingCollector(book, paths: paths, showValues: configuration.showValues)
    recipients = RecipientCollector(book)
    inventory = configuration.inventory ? InventoryCollector(book, paths: paths) : nil
  }

  /// Audits every capture; one that cannot be read is part of the report, and the others are audited all the same.
  /// - Throws: ``CaptureError`` for a directory that cannot be walked.
  package static func run(
    _ configuration: Configuration, book: RuleBook, progress: @escaping (Progress) -> Void = { _ in }
  ) throws -> AuditReport {
    var audit = Audit(configuration, book)
    var captures: [AuditReport.Capture] = []
    for path in try CapturePaths.expand(configuration.paths) {
      try audit.open(path, &captures, progress)
    }
    return audit.report(captures)
  }

  // MARK: Read, unwrap, scan, collect

  /// Reads the capture that a path leads to, or all those in an archive.
  private mutating func open(_ path: String, _ captures: inout [AuditReport.Capture], _ progress: (Progress) -> Void) throws {
    do {
      var source = try ByteSource(path: path)
      let (file, before) = (source.file, captures.count)
      file?.beginHashing()
      if try source.isArchive() {
        try read(try ZipArchive(source), &captures, progress)
      } else {
        captures.append(try read(source, .beside(path), index: captures.count, progress))
      }
      // An archive is read here and there, so its file is read once more.
      let isInOrder = captures.count == before + 1 && captures[before].path == path || file?.size == nil
      let digest = isInOrder ? try? file?.digest() : try? FileDigest.of(path)
      for index in before..<captures.count { (captures[index].digest, captures[index].isEntry) = (digest, captures[index].path != path) }
    } catch let error as CaptureError {
      captures.append(AuditReport.Capture(path: path, kind: nil, records: 0, bytes: 0, gaps: [], error: error))
    }
  }

  private mutating func read(_ archive: ZipArchive, _ captures: inout [AuditReport.Capture], _ progress: (Progress) -> Void) throws {
    let before = captures.count
    while let candidate = archive.nextCapture() {
      do {
        let source = try archive.open(candidate)
        let capture = try read(source, archive.attachments(of: candidate), index: captures.count, progress)
        if candidate.isGuess, case .unrecognised = capture.error { continue }
        captures.append(capture)
      } catch let error as CaptureError {
        captures.append(AuditReport.Capture(path: archive.path(of: candidate), kind: nil, records: 0, bytes: 0, gaps: [], error: error))
      }
    }
    if captures.count == before {
      captures.append(AuditReport.Capture(path: archive.name, kind: nil, records: 0, bytes: 0, gaps: [], error: archive.emptiness))
    } else if let damage = archive.damage {
      captures[captures.count - 1].gaps.append(Gap(place: Gap.file, reason: damage))
    }
  }

  private mutating func read(
    _ source: consuming ByteSource, _ attachments: Attachments, index: Int, _ progress: (Progress) -> Void
  ) throws -> AuditReport.Capture {
    let path = source.name
    unwrapper.attachments = attachments
    eventReceiver = nil
    expectations = self.expectations(of: path)
    ignored = 0
    span = nil
    var records = 0
    do {
      let reader = CaptureReader(source)
      let summary = try reader.read { record, bytes in
        audit(record, bytes, path: path, index: index)
        records += 1
        progress(Progress(path: path, bytes: record.origin.offset + record.range.upperBound, records: records))
      }
      return AuditReport.Capture(
        path: path, kind: summary.kind, records: summary.records, bytes: summary.bytes, ignored: ignored,
        isOptedOut: expectations.isOptedOut, gaps: summary.gaps, error: nil, producer: summary.producer, span: span)
    } catch let error as CaptureError {
      return AuditReport.Capture(path: path, kind: nil, records: 0, bytes: 0, gaps: [], error: error)
    }
  }

  private func expectations(of path: String) -> Expectations {
    var expectations = Expectations()
    expectations.destinations = configuration.policy.destinations
    expectations.manifest = configuration.manifest
    expectations.isOptedOut = configuration.isOptedOut || configuration.policy.optOut.captures.contains { $0.matches(path: path) }
    expectations.optOut = configuration.policy.optOut
    return expectations
  }

  private mutating func audit(_ record: Record, _ bytes: Span<UInt8>, path: String, index: Int) {
    if case .exchange(let exchange) = record.content { unwrapper.attachments.note(exchange, bytes) }
    var kind = CaptureKind.events
    var host: String?
    if case .exchange(let exchange) = record.content {
      kind = .har
      let navigation = Navigation(exchange, bytes)
      parties.note(navigation) { book.destinations.isVendor(host: $0) }
      host = navigation.host ?? ""
      if let host, configuration.policy.ignoredHosts.contains(where: { $0.matches(host) }) { return ignored += 1 }
    }
    note(time: record, bytes)
    unwrapper.unwrap(record, bytes)
    let found = scan(kind, host: host, isMember: record.member != nil, bytes)
    if kind == .events, let time = found.time { include(time) }
    findings.add(found, in: unwrapper.payload, of: record, bytes, capture: path)
    inventory?.add(found, in: unwrapper.payload, isMember: record.member != nil, bytes)
    // What stands beside a list of events is no event of its own; before the first event nobody else is known to have received it.
    if record.member == nil || eventReceiver == nil && !found.detections.isEmpty { recipients.add(found) }
    for gap in unwrapper.payload.gaps { gaps.append((index, gap, found.receiver)) }
    followOnward(from: found.receiver, record, bytes, path: path)
  }

  /// Takes a record's time into the span of the capture at hand.
  private mutating func note(time record: Record, _ bytes: Span<UInt8>) {
    guard case .exchange(let exchange) = record.content, let started = exchange.started, started.range.count <= 40 else { return }
    include(Tokens.string(bytes.extracting(started.range)))
  }

  private mutating func include(_ time: String) {
    guard let moment = TimeSpan(time) else { return }
    if span == nil { span = moment } else { span?.include(moment) }
  }

  /// The reader of a data platform's lists; nil for who hands nothing on.
  private mutating func onwardReader(of platform: Receiver) -> OnwardReader? {
    guard let number = platform.destination, book.destinations.destinations[number].onward != nil else { return nil }
    if let known = onwardReaders[number] { return known }
    let reader = OnwardReader(book.destinations.destinations[number], paths: paths)
    onwardReaders[number] = reader
    return reader
  }

  /// Notes whom a data platform hands events on to, where what it received or answered tells.
  private mutating func followOnward(from platform: Receiver, _ record: Record, _ bytes: Span<UInt8>, path: String) {
    guard let reader = onwardReader(of: platform) else { return }
    var names = reader.names(in: unwrapper.payload, bytes)
    if case .exchange(let exchange) = record.content {
      unwrapper.unwrapResponse(exchange, bytes)
      names += reader.names(in: unwrapper.payload, bytes)
    }
    let kind = platform.host.isEmpty ? CaptureKind.events : .har
    for name in names {
      let found = scanner(of: kind).judge(onward: name, expectations)
      recipients.add(found.receiver, through: platform)
      findings.add(found, in: unwrapper.payload, of: record, bytes, capture: path)
    }
  }

  /// Scans the payload at hand. Who received the events of a list also received what stands beside it.
  private mutating func scan(_ kind: CaptureKind, host: String?, isMember: Bool, _ bytes: Span<UInt8>) -> Detections {
    let worker = scanner(of: kind)
    worker.expectations = expectations
    if isMember, let receiver = eventReceiver { return worker.scan(unwrapper.payload, receivedBy: receiver, record: bytes) }
    let found = worker.scan(unwrapper.payload, host: host, record: bytes)
    if !isMember { eventReceiver = found.receiver }
    return found
  }

  private mutating func scanner(of kind: CaptureKind) -> Scanner {
    if let known = scanners[kind] { return known }
    let scanner = Scanner(book, capture: kind, paths: paths, replay: configuration.replay)
    scanners[kind] = scanner
    return scanner
  }

  // MARK: Judge

  private func report(_ captures: [AuditReport.Capture]) -> AuditReport {
    let firstParty = parties.firstPartyDomains { book.destinations.isPlatform(host: $0) }
    var captures = captures
    // What the app's own server or Atlassian received needs no examination to know that it went nowhere else.
    for (capture, gap, receiver) in gaps where receiver.party(firstParty: firstParty) == .third { captures[capture].gaps.append(gap) }
    var judgement = Judgement(configuration.policy, baseline: configuration.baseline)
    let (findings, values) = findings.findings(firstParty: firstParty, &judgement)
    var report = AuditReport(
      rules: book.rules, captures: captures, policy: configuration.policy.file.isEmpty ? nil : configuration.policy.file,
      baseline: configuration.baseline, recipients: recipients.recipients(firstParty: firstParty), findings: findings,
      causes: CauseFinder.causes(of: findings, values: values),
      verdict: Verdict(findings, failOn: configuration.failOn, captures: captures), notes: judgement.notes,
      showsValues: configuration.showValues, firstParty: firstParty, remedies: configuration.replay?.book)
    report.inventory = inventory?.inventory(firstParty: firstParty, captures: captures, recipients: report.recipients)
    return report
  }
}
