package import Auditing
package import Captures
package import Detecting
import Knowledge
import Vocabulary

/// The redaction of captures, from their bytes to bytes without any of their values:
///
///     captures ──read──▶ records ──collect──▶ values ──read again──▶ records ──splice──▶ the same captures, with placeholders
///
/// Every text of a record is unwrapped, including those that an audit ignores. One record at a time is in memory, and the values.
package struct Redaction: ~Copyable {
  /// What to redact and how.
  package struct Configuration: Sendable {
    /// The captures: files, not folders or pipes, because each is read twice.
    package var paths: [String]
    package var choice = RedactionChoice()
    /// Values to remove in addition to those that are found.
    package var extraValues: [String] = []
    package var pseudonyms: Pseudonyms?
    /// Whether to compute the digests of captures and copies.
    package var isCertified = false
    /// The maximum number of workers. The output is the same for any number.
    package var jobs = 1
    /// How many bytes the reading thread processes itself before it starts workers.
    var aloneBytes = 1 << 20
    /// How many bytes of records a worker gets at a time.
    var batchBytes = 128 << 10
    /// How many places are remembered between the two readings.
    var mostPlaces = Recollection.capacity

    package init(paths: [String]) {
      self.paths = paths
    }
  }

  /// Why a capture was not redacted.
  package struct Refusal: Error, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "\(path): \(reason)" }
  }

  private let progress: (Audit.Progress) -> Void
  private let isCertified: Bool
  private let (jobs, batchBytes): (Int, Int)
  let reading: RedactionReading
  /// Entries of archives that are not captures.
  private(set) var foreign: Set<String> = []
  /// The SHA-256 of each capture's file, by its path.
  private(set) var digests: [String: String] = [:]
  /// What is remembered of each capture's records, by the path of the capture, and how much more may be.
  private var recollections: [String: Recollection] = [:]
  private var room: Int
  /// How often each value was removed, by its number.
  package var places: [Int: Int] = [:]

  /// What was kept on purpose in the output.
  package internal(set) var kept = Kept()
  private let secrets: (names: SecretNames, places: HarmlessPlaces)

  /// Resets the counts, before everything is written again.
  package mutating func resetCounts() {
    places = [:]
    kept = Kept()
  }

  /// Reads all captures once and collects their values.
  ///
  /// `refused` takes a capture that cannot be redacted. Unless it throws, the others are still read, and values of the refused one
  /// are removed from them as well.
  /// - Throws: What `refused` throws; by default the ``Refusal`` or the ``CaptureError`` itself.
  package static func plan(
    _ configuration: Configuration, book: RuleBook, from store: some CaptureStore = FileStore(),
    progress: @escaping (Audit.Progress) -> Void = { _ in }, refused: (_ path: String, any Error) throws -> Void = { throw $1 }
  ) throws -> Redaction {
    let secrets = try SecretNamesFile.standard()
    var values = ValueBook(pseudonyms: configuration.pseudonyms)
    do throws(ValueBook.Overflow) {
      for value in configuration.extraValues { try values.add(Array(value.utf8).span, kind: .value, category: .personalData) }
    } catch {
      throw Refusal(path: "the list of values", reason: "it is longer than \(ValueBook.capacity >> 20) MiB")
    }
    let reading = RedactionReading(configuration, book, secrets)
    reading.redactor.plan.values = values
    var redaction = Redaction(reading, secrets, configuration, progress)
    for path in configuration.paths {
      do {
        try redaction.collect(path, from: store)
      } catch {
        try refused(path, error)
      }
    }
    try redaction.takeKnownPeople()
    reading.redactor.plan.seal()
    return redaction
  }

  private init(
    _ reading: RedactionReading, _ secrets: (names: SecretNames, places: HarmlessPlaces),
    _ configuration: Configuration,
    _ progress: @escaping (Audit.Progress) -> Void
  ) {
    self.reading = reading
    self.secrets = secrets
    (isCertified, jobs, batchBytes) = (configuration.isCertified, configuration.jobs, configuration.batchBytes)
    // Fields that are kept are recognised by name, and not remembered.
    room = configuration.choice.fields.isEmpty ? configuration.mostPlaces : 0
    self.progress = progress
  }

  /// The values that were collected.
  package var values: ValueBook { reading.redactor.plan.values }

  // MARK: The first reading

  private mutating func collect(_ path: String, from store: some CaptureStore) throws {
    let outcome = try CaptureWalk.visit(path, in: store, isHashed: isCertified) { stop in
      let name = stop.path
      let reading = reading
      var (recollection, room) = (Recollection(), self.room)
      let course = RedactionReading.Course(
        path: name, work: .collect, attachments: stop.attachments)
      try read(stop, course) { _, _, result in
        guard case .sighting(let sighting) = result else { return }
        recollection.add(try reading.redactor.plan.take(sighting), room: &room)
      }
      (recollections[name], self.room) = (recollection, room)
    } unreadable: {
      throw $1
    }
    foreign.formUnion(outcome.foreign)
    digests[path] = outcome.digest
    if let damage = outcome.archive?.damage { throw Refusal(path: path, reason: damage) }
  }

  /// Adds the people whom the captures identify. They are removed everywhere, in every form, including the app's own responses.
  private mutating func takeKnownPeople() throws {
    do throws(ValueBook.Overflow) {
      for person in reading.redactor.scanner.knownPeople.prefix(Self.mostPeople) {
        guard let kind = person.fact.placeholder, reading.redactor.removalFinder.choice.removes(.personalData, kind) else { continue }
        try reading.redactor.plan.values.add(Array(person.text.utf8).span, kind: kind, category: .personalData)
      }
    } catch {
      throw Refusal(path: "the captures", reason: "they have more than \(ValueBook.capacity >> 20) MiB of values to remove")
    }
  }

  /// If there are more people, only what others received is removed.
  private static let mostPeople = 1_000

  /// What is remembered of the records of a capture.
  func recollection(of path: String) -> Recollection? { recollections[path] }

  /// Reads a capture completely, and delivers the results of its records in order.
  func read(
    _ stop: consuming CaptureWalk.Stop, _ course: RedactionReading.Course,
    coverage: CaptureReader.Selection = .everything,
    _ take: RedactionReading.Taker
  ) throws {
    let path = stop.path
    var course = course
    reading.begin()
    let summary: CaptureSummary
    do {
      summary = try stop.read(coverage: coverage, sink: course.rewriter) { record, bytes in
        try reading.add(record, bytes, &course, take)
        progress(
          Audit.Progress(
            path: path, bytes: record.origin.offset + record.range.upperBound,
            records: course.ordinal))
      }
      try reading.drain(course, take)
    } catch {
      reading.abandon()
      throw error
    }
    if !summary.isWhole, let gap = summary.gaps.first(where: { $0.place == Gap.file }) {
      let place = gap.position.map { " (line \($0.line), byte \($0.offset))" } ?? ""
      throw Refusal(path: path, reason: "\(gap.reason)\(place); what cannot be read cannot be redacted")
    }
  }

  // MARK: The proof

  /// Findings of an audit of redacted captures that should not be there any more.
  package func remains(in report: AuditReport) -> [Finding] {
    report.findings.filter { reading.redactor.removes($0.rule) && !$0.field.isEmpty }
  }

  /// A second reading of the output. It knows what was kept on purpose.
  package func secondReading() -> SecondReading {
    SecondReading(values.entries, secrets.names, kept.exceptions, jobs: jobs, batchBytes: batchBytes)
  }

  /// Adds what the second reading found, before everything is written again.
  package mutating func add(_ leftovers: [SecondReading.Leftover]) throws {
    do throws(ValueBook.Overflow) {
      try reading.redactor.plan.add(leftovers: leftovers.map(\.value))
    } catch {
      throw Refusal(path: "the captures", reason: "they have more than \(ValueBook.capacity >> 20) MiB of values to remove")
    }
  }
}
