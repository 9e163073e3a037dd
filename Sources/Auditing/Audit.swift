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
/// Records are read in order by one thread. From unwrapping to collecting they are in the hands of one worker, or of several that each
/// take a batch at a time; what the workers add up is added up in the end, and judged.
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
    /// What was declared in public of who receives data.
    package var declarations: [Declaration] = []
    /// What was found before.
    package var baseline: Baseline?
    /// What the app's makers mean to send; nil to hold no event against a plan.
    package var plan: Plan?
    /// Whether a plan is sketched from what is sent.
    package var sketchesPlan = false
    /// Whether all captures are of customers that opted out, and not only those that the policy names.
    package var isOptedOut = false
    /// The least severity that fails the gate.
    package var failOn = Severity.high
    /// Whether findings keep the values they found.
    package var showValues = false
    /// How many occurrences of each finding are told one by one; nil for all.
    package var examples: Int? = FindingCollector.defaultExamples
    /// Whether every field is listed that was sent.
    package var inventory = false
    /// What payloads are scanned with besides the rules: changes that are tried or made; nil for none.
    package var editing: (any PayloadEditing)?
    /// What is known of people and texts before the first record.
    package var given = OwnTraffic()
    /// Whether what a capture tells of people and texts counts for the captures that are read after it. Parts of an audit are to say the same
    /// however it was cut, so there it does not.
    package var learnsOnward = true
    /// How many records are audited at the same time. What comes of it is the same for every number.
    package var jobs = 1
    /// So many bytes are audited by the thread that reads before others are called, which need longer to begin.
    var aloneBytes = 2 << 20
    /// So many bytes of records are handed to a worker at a time, or one record that has more.
    var batchBytes = 512 << 10
    /// The key of the digests by which different values are counted; nil for one of this run's own.
    package var sketchKey: SketchKey?

    package init(paths: [String]) {
      self.paths = paths
    }
  }

  /// How far an audit has come.
  package struct Progress: Sendable {
    package var path: String
    /// Bytes of the capture that have been read.
    package var bytes: Int
    /// Records that have been read; on several cores some of them are still to be audited.
    package var records: Int

    package init(path: String, bytes: Int, records: Int) {
      self.path = path
      self.bytes = bytes
      self.records = records
    }
  }

  /// Takes every occurrence, whose finding is reported or not, as turns out when all is known.
  package typealias OccurrenceHandler = (FindingCollector.Told) throws -> Void

  private var reading: AuditReading

  private init(_ configuration: Configuration, _ book: RuleBook, _ occurrences: OccurrenceHandler?) {
    reading = AuditReading(configuration, book, occurrences)
  }

  /// Audits every capture; one that cannot be read is part of the report, and the others are audited all the same.
  /// - Throws: ``CaptureError`` for a directory that cannot be walked, and what `occurrences` throws.
  package static func run(
    _ configuration: Configuration, book: RuleBook, from store: some CaptureStore = FileStore(),
    occurrences: OccurrenceHandler? = nil, progress: @escaping (Progress) -> Void = { _ in }
  ) throws -> AuditReport {
    try sum(configuration, book: book, from: store, occurrences: occurrences, progress: progress).report(configuration, book)
  }

  /// What captures tell of people and texts, for audits of others.
  /// - Throws: ``CaptureError`` for what cannot be read.
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

  /// What every capture adds up to, before it is judged.
  /// - Throws: As ``run(_:book:from:occurrences:progress:)``.
  package static func sum(
    _ configuration: Configuration, book: RuleBook, from store: some CaptureStore = FileStore(),
    occurrences: OccurrenceHandler? = nil, progress: @escaping (Progress) -> Void = { _ in }
  ) throws -> AuditSum {
    var audit = Audit(configuration, book, occurrences)
    var captures: [AuditedCapture] = []
    // In an order of their own, whatever order they were named in: so do the parts of an audit that was cut add up to the same.
    let paths = try configuration.paths.flatMap { path throws(CaptureError) in try store.captures(at: path) }
    for path in paths.sorted(by: CapturePaths.precedes) {
      try audit.read(path, from: store, &captures, progress)
    }
    let (tally, parties) = try audit.reading.finish()
    let sum = AuditSum(captures: captures, tally: tally, parties: parties)
    if let occurrences { for told in sum.concluded() { try occurrences(told) } }
    return sum
  }

  /// Reads the capture that a path leads to, or all those in an archive.
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
