import Bytes
import Captures
import Knowledge
import Payloads

/// The counts of an audit while records are read. The sum of two parts equals the counts of the whole.
struct AuditTally {
  /// What the records of one capture show about it.
  struct Capture: Sendable {
    /// The period in which it was recorded.
    var span: TimeSpan?
    /// The number of records with events, or with anything else to examine.
    var events = 0
    /// What the file is instead of a capture, if its first record shows it.
    var document: ForeignDocument?

    /// Includes a time.
    /// - Returns: Whether it is one.
    mutating func include(_ time: String) -> Bool {
      guard let moment = TimeSpan(time) else { return false }
      if span == nil { span = moment } else { span?.include(moment) }
      return true
    }

    mutating func merge(_ other: Self) {
      if let theirs = other.span { if span == nil { span = theirs } else { span?.include(theirs) } }
      events += other.events
      document = document ?? other.document
    }
  }

  var findings: FindingCollector
  var traffic: TrafficCollector
  var inventory: InventoryCollector?
  /// How many people are affected; nil if it was not requested.
  var exposures: ExposureCollector?
  var expected: ExpectedCollector
  /// A sketch of a plan; nil if it was not requested. Partial results do not contain it.
  var sketch: PlanCollector?
  var spec = SpecCollector()
  var gaps = GapCollector()
  var learned = LearnedCollector()
  var signals = SignalCollector()
  var captures: [Int: Capture] = [:]

  /// Sets the key for counting distinct values.
  mutating func count(with key: SketchKey) {
    findings.hash = SipHash(key: key.bytes)
    inventory?.hash = findings.hash
    exposures?.hash = findings.hash
  }

  /// Begins a capture, unless it has begun.
  mutating func begin(_ capture: Int, path: String) {
    guard captures[capture] == nil else { return }
    captures[capture] = Capture()
    expected.begin(capture, path: path)
  }

  mutating func merge(_ other: Self) {
    findings.merge(other.findings)
    traffic.merge(other.traffic)
    if let theirs = other.inventory { inventory?.merge(theirs) }
    if let theirs = other.exposures { exposures?.merge(theirs) }
    if let theirs = other.sketch { sketch?.merge(theirs) }
    expected.merge(other.expected)
    spec.merge(other.spec)
    gaps.merge(other.gaps)
    learned.merge(other.learned)
    signals.merge(other.signals)
    for (number, theirs) in other.captures { captures[number, default: Capture()].merge(theirs) }
  }

  func write(to part: inout PartWriter) {
    findings.write(to: &part)
    traffic.write(to: &part)
    inventory?.write(to: &part)
    exposures?.write(to: &part)
    expected.write(to: &part)
    spec.write(to: &part)
    gaps.write(to: &part)
    learned.write(to: &part)
    signals.write(to: &part)
    captures.write(to: &part)
  }

  /// Reads a part into an empty tally; `captures` maps the numbers of its captures to those in the whole.
  mutating func read(from part: inout PartReader, captures numbers: CaptureNumbers) throws(PartError) {
    try findings.read(from: &part, captures: numbers)
    try traffic.read(from: &part)
    try inventory?.read(from: &part, captures: numbers)
    try exposures?.read(from: &part)
    try expected.read(from: &part, captures: numbers)
    try spec.read(from: &part, captures: numbers)
    try gaps.read(from: &part, captures: numbers)
    try learned.read(from: &part, captures: numbers)
    try signals.read(from: &part, captures: numbers)
    let read: [Int: Capture] = try part.value()
    captures = Dictionary(read.map { (numbers[$0.key], $0.value) }) { first, _ in first }
  }
}

extension AuditTally.Capture: PartValue {
  func write(to part: inout PartWriter) {
    part.write(span?.first, span?.last)
    events.write(to: &part)
    (document?.reason).write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    let (first, last): (String?, String?) = (try part.value(), try part.value())
    for time in [first, last].compactMap(\.self) { _ = include(time) }
    events = try part.value()
    let reason: String? = try part.value()
    document = reason.map(ForeignDocument.init(reason:))
  }
}
