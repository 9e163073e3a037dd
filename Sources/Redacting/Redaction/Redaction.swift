package import Auditing
package import Captures
import Knowledge
import Vocabulary

/// The redaction of captures, from their bytes to bytes that hold none of their values:
///
///     captures ──read──▶ records ──collect──▶ values ──read again──▶ records ──splice──▶ the same captures, with placeholders
///
/// Every text of a record is unwrapped, also what an audit passes over. One record at a time is in memory, beside the values.
package struct Redaction: ~Copyable {
  /// What to redact and how.
  package struct Configuration: Sendable {
    /// The captures: files, no folders and no pipes, since each is read twice.
    package var paths: [String]
    package var choice = RedactionChoice()
    /// Values to take out besides those that are found.
    package var extraValues: [String] = []
    package var pseudonyms: Pseudonyms?
    /// Whether the digests of captures and copies are wanted.
    package var isCertified = false

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
  var redactor: Redactor
  /// Entries of archives that turned out to be no captures.
  private(set) var foreign: Set<String> = []
  /// The SHA-256 of each capture's file, by its path.
  private(set) var digests: [String: String] = [:]
  /// How often each value went, by its number.
  package var places: [Int: Int] = [:]

  /// What stayed on purpose in what was written.
  package internal(set) var kept = Kept()
  private let secrets: (names: SecretNames, places: HarmlessPlaces)

  /// Forgets what was counted, before everything is written again.
  package mutating func resetCounts() {
    places = [:]
    kept = Kept()
  }

  /// Reads all captures once and takes in their values.
  ///
  /// `refused` takes a capture that cannot be redacted. Unless it throws, the others are read all the same, and what was taken in of the
  /// refused one goes from them as well.
  /// - Throws: What `refused` throws, which is the ``Refusal`` or the ``CaptureError`` itself where nothing else is said.
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
    var redaction = Redaction(
      redactor: Redactor(book, configuration.choice, values, secrets), secrets, isCertified: configuration.isCertified, progress: progress)
    for path in configuration.paths {
      do {
        try redaction.collect(path, from: store)
      } catch {
        try refused(path, error)
      }
    }
    redaction.redactor.seal()
    return redaction
  }

  private init(
    redactor: consuming Redactor, _ secrets: (names: SecretNames, places: HarmlessPlaces), isCertified: Bool,
    progress: @escaping (Audit.Progress) -> Void
  ) {
    self.redactor = redactor
    self.secrets = secrets
    self.isCertified = isCertified
    self.progress = progress
  }

  /// The values that were taken in.
  package var values: ValueBook { redactor.values }

  // MARK: The first reading

  private mutating func collect(_ path: String, from store: some CaptureStore) throws {
    let outcome = try CaptureWalk.visit(path, in: store, isHashed: isCertified) { stop in
      let attachments = stop.attachments
      try read(stop) { redactor, record, bytes in try redactor.collect(record, bytes, beside: attachments) }
    } unreadable: {
      throw $1
    }
    foreign.formUnion(outcome.foreign)
    digests[path] = outcome.digest
    if let damage = outcome.archive?.damage { throw Refusal(path: path, reason: damage) }
  }

  /// Reads a capture whose every byte must be read; `sink` takes the bytes as they were.
  mutating func read(
    _ stop: consuming CaptureWalk.Stop, coverage: CaptureReader.Selection = .everything, sink: (any CaptureSink)? = nil,
    _ body: (inout Redactor, Record, Span<UInt8>) throws -> Void
  ) throws {
    let path = stop.path
    var records = 0
    redactor.begin()
    let summary = try stop.read(coverage: coverage, sink: sink) { record, bytes in
      do {
        try body(&redactor, record, bytes)
      } catch {
        throw Refusal.of(path, record.index, error)
      }
      records += 1
      progress(Audit.Progress(path: path, bytes: record.origin.offset + record.range.upperBound, records: records))
    }
    if !summary.isWhole, let gap = summary.gaps.first(where: { $0.place == Gap.file }) {
      let place = gap.position.map { " (line \($0.line), byte \($0.offset))" } ?? ""
      throw Refusal(path: path, reason: "\(gap.reason)\(place); what cannot be read cannot be redacted")
    }
  }

  // MARK: The proof

  /// What an audit of redacted captures found that should not be there any more.
  package func remains(in report: AuditReport) -> [Finding] {
    report.findings.filter { redactor.removes($0.rule) && !$0.field.isEmpty }
  }

  /// A second reading of what was written, by other means; it needs to be told what stayed on purpose.
  package func secondReading() -> SecondReading {
    SecondReading(redactor.values.entries, secrets.names, kept.exceptions)
  }

  /// Takes in what the second reading found, before everything is written again.
  package mutating func add(_ leftovers: [SecondReading.Leftover]) throws {
    do {
      try redactor.add(leftovers: leftovers.map(\.value))
    } catch is ValueBook.Overflow {
      throw Refusal(path: "the captures", reason: "they hold more than \(ValueBook.capacity >> 20) MiB of values to take out")
    }
  }
}
