package import Bytes
package import Captures
package import Detecting
package import Knowledge
package import Known
import Payloads
package import Plans
package import Vocabulary

/// The audit of captures, from bytes to verdict:
///
///     capture ──read──▶ records ──unwrap──▶ payload ──scan──▶ detections ──collect──▶ sums ──judge──▶ findings, verdict
///
/// One thread reads the records in order. Workers unwrap, scan and collect them: the same thread, or several on other cores that each
/// take a batch at a time. In the end the sums of all workers are added up, and judged.
package struct Audit: ~Copyable {
  /// What to audit and how.
  package struct Configuration: Sendable {
    /// Files and directories; `-` is standard input.
    package var paths: [String]
    /// Hosts of the app itself; if empty, they are found in the capture.
    package var firstParty: [String] = []
    /// The app's policy.
    package var policy = Policy()
    /// What the app declares to Atlassian.
    package var manifest: Manifest?
    /// What was declared publicly about who receives data.
    package var declarations: [Declaration] = []
    /// Findings that were accepted before.
    package var baseline: Baseline?
    /// The tracking plan; nil to check no plan.
    package var plan: Plan?
    /// Whether to sketch a plan from what is sent.
    package var sketchesPlan = false
    /// Whether all captures are of customers who opted out, not only those that the policy names.
    package var isOptedOut = false
    /// The lowest severity that fails the gate.
    package var failOn = Severity.high
    /// Whether findings keep their values.
    package var showValues = false
    /// How many occurrences of each finding are listed; nil for all.
    package var examples: Int? = FindingCollector.defaultExamples
    /// Whether to list every field that was sent.
    package var inventory = false
    /// Changes that are tried or applied during the scan; nil for none.
    package var editing: (any PayloadEditing)?
    /// The people and texts that are known before the first record.
    package var given = OwnTraffic()
    /// Whether people and texts learned from one capture count for later captures. Not for parts of an audit, which must agree
    /// however the captures are divided.
    package var learnsOnward = true
    /// How many records are audited at the same time. The result is the same for every number.
    package var jobs = 1
    /// How many bytes the reading thread audits itself before it starts workers: starting takes time.
    var aloneBytes = 2 << 20
    /// How many bytes of records a worker gets at a time; a larger record is a batch of its own.
    var batchBytes = 512 << 10
    /// The key of the digests for counting distinct values; nil to derive one for this run.
    package var sketchKey: SketchKey?

    package init(paths: [String]) {
      self.paths = paths
    }
  }

  /// The progress of an audit.
  package struct Progress: Sendable {
    package var path: String
    /// Bytes of the capture that have been read.
    package var bytes: Int
    /// Records that have been read; on several cores some of them are not audited yet.
    package var records: Int

    package init(path: String, bytes: Int, records: Int) {
      self.path = path
      self.bytes = bytes
      self.records = records
    }
  }

  /// Takes every occurrence. Whether its finding is reported is known only at the end.
  package typealias OccurrenceHandler = (FindingCollector.StreamedOccurrence) throws -> Void

  private var reading: AuditReading

  private init(_ configuration: Configuration, _ book: RuleBook, _ occurrences: OccurrenceHandler?) {
    reading = AuditReading(configuration, book, occurrences)
  }

  /// Audits every capture. One that cannot be read is listed in the report, and the others are audited.
  /// - Throws: ``CaptureError`` for a directory that cannot be walked, and what `occurrences` throws.
  package static func run(
    _ configuration: Configuration, book: RuleBook, from store: some CaptureStore = FileStore(),
    occurrences: OccurrenceHandler? = nil, progress: @escaping (Progress) -> Void = { _ in }
  ) throws -> AuditReport {
    try sum(configuration, book: book, from: store, occurrences: occurrences, progress: progress).report(configuration, book)
  }

  /// The people and texts in captures, for audits of other captures.
  /// - Throws: ``CaptureError`` for a capture that cannot be read.
  package static func learn(
    from paths: [String], _ configuration: Configuration, book: RuleBook, store: some CaptureStore = FileStore()
  ) throws -> OwnTraffic {
    var scanner = RecordScanner(book, firstParty: configuration.firstParty, given: configuration.given)
    for path in try paths.flatMap({ path throws(CaptureError) in try store.captures(at: path) }) {
      _ = try CaptureWalk.visit(path, in: store) { stop in
        scanner.begin(stop.path, keepsKnown: true)
        _ = try stop.read { record, bytes in scanner.learn(from: record, bytes) }
      } unreadable: {
        throw $1
      }
    }
    return scanner.witness.ownTraffic.given
  }

  /// The sum of all captures, before it is judged.
  /// - Throws: As ``run(_:book:from:occurrences:progress:)``.
  package static func sum(
    _ configuration: Configuration, book: RuleBook, from store: some CaptureStore = FileStore(),
    occurrences: OccurrenceHandler? = nil, progress: @escaping (Progress) -> Void = { _ in }
  ) throws -> AuditSum {
    var audit = Audit(configuration, book, occurrences)
    var captures: [AuditedCapture] = []
    // In a fixed order, whatever the order of the arguments, so that parts of an audit add up to the same.
    let paths = try configuration.paths.flatMap { path throws(CaptureError) in try store.captures(at: path) }
    for path in paths.sorted(by: CapturePaths.precedes) {
      try audit.read(path, from: store, &captures, progress)
    }
    let (tally, parties) = try audit.reading.finish()
    let sum = AuditSum(captures: captures, tally: tally, parties: parties)
    if let occurrences { for occurrence in sum.concluded() { try occurrences(occurrence) } }
    return sum
  }

  /// Reads the capture at a path, or all those in an archive.
  private mutating func read(
    _ path: String, from store: some CaptureStore, _ captures: inout [AuditedCapture], _ progress: (Progress) -> Void
  ) throws {
    var read: [AuditedCapture] = []
    let before = captures.count
    let outcome = try CaptureWalk.visit(path, in: store, isHashed: true) { stop in
      read.append(try self.reading.read(stop, index: before + read.count, progress))
    } unreadable: { path, error in
      read.append(AuditedCapture(path: path, kind: nil, records: 0, bytes: 0, gaps: [], error: error))
    }
    if let damage = outcome.archive?.damage, read.last?.path != path {
      read[read.count - 1].gaps.append(Gap(place: Gap.file, reason: damage))
    }
    for index in read.indices { (read[index].digest, read[index].file) = (outcome.digest, path) }
    captures += read
  }
}
