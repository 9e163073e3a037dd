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

  /// What became of a capture.
  package struct Rewritten: Sendable {
    package var records = 0
    /// Files beside the capture that it refers to; nil for one that stays as it was.
    package var files: [String: [UInt8]?] = [:]
    /// How many texts went whole because they could not be examined.
    package var unexamined = 0
    /// Entries of an archive that no capture refers to, which were left out.
    package var leftOut: [String] = []
    /// How many edits it took.
    package var edits = 0
  }

  private let progress: (Audit.Progress) -> Void
  private(set) var redactor: Redactor
  /// Entries of archives that turned out to be no captures.
  private var foreign: Set<String> = []
  /// How often each value went, by its number.
  package private(set) var places: [Int: Int] = [:]

  /// Forgets how often values went, before everything is written again.
  package mutating func forgetPlaces() { places = [:] }

  /// Reads all captures once and takes in their values.
  /// - Throws: ``Refusal`` for a capture that cannot be read to its end.
  package static func plan(
    _ configuration: Configuration, book: RuleBook, progress: @escaping (Audit.Progress) -> Void = { _ in }
  ) throws -> Redaction {
    var values = ValueBook(pseudonyms: configuration.pseudonyms)
    for value in configuration.extraValues {
      try values.add(Array(value.utf8).span, kind: "value", category: .personalData)
    }
    var redaction = Redaction(redactor: Redactor(book, configuration.choice, values), progress: progress)
    for path in configuration.paths { try redaction.collect(path) }
    redaction.redactor.seal()
    return redaction
  }

  private init(redactor: consuming Redactor, progress: @escaping (Audit.Progress) -> Void) {
    self.redactor = redactor
    self.progress = progress
  }

  /// The values that were taken in.
  package var values: ValueBook { redactor.values }

  // MARK: The first reading

  private mutating func collect(_ path: String) throws {
    var source = try ByteSource(path: path)
    guard try source.isArchive() else { return try collect(source, .beside(path)) }
    let archive = try ZipArchive(source)
    while let candidate = archive.nextCapture() {
      do {
        try collect(try archive.open(candidate), archive.attachments(of: candidate))
      } catch CaptureError.unrecognised where candidate.isGuess {
        foreign.insert(archive.path(of: candidate))
      }
    }
    if let damage = archive.damage { throw Refusal(path: path, reason: damage) }
  }

  private mutating func collect(_ source: consuming ByteSource, _ attachments: Attachments) throws {
    let path = source.name
    redactor.begin(attachments)
    try read(CaptureReader(source, coverage: .everything), path) { redactor, record, bytes in
      do {
        try redactor.collect(record, bytes)
      } catch {
        throw Refusal.of(path, record.index, error)
      }
    }
  }

  /// Reads a capture whose every byte must be read.
  private mutating func read(
    _ reader: consuming CaptureReader, _ path: String, _ body: (inout Redactor, Record, Span<UInt8>) throws -> Void
  ) throws {
    var records = 0
    let summary = try reader.read { record, bytes in
      try body(&redactor, record, bytes)
      records += 1
      progress(Audit.Progress(path: path, bytes: record.origin.offset + record.range.upperBound, records: records))
    }
    if !summary.isWhole, let gap = summary.gaps.first(where: { $0.place == Gap.file }) {
      let place = gap.position.map { " (line \($0.line), byte \($0.offset))" } ?? ""
      throw Refusal(path: path, reason: "\(gap.reason)\(place); what cannot be read cannot be redacted")
    }
  }

  /// Whether each record is gone over again as soon as it is written, until nothing is left in it; see ``isClean(_:)``.
  package var isPatient: Bool {
    get { redactor.isPatient }
    set { redactor.isPatient = newValue }
  }

  // MARK: The second reading

  /// Writes a capture again with placeholders in the place of values.
  /// - Throws: ``Refusal``, and what `output` throws.
  package mutating func rewrite(_ path: String, to output: any ByteOutput) throws -> Rewritten {
    var source = try ByteSource(path: path)
    guard try source.isArchive() else {
      let packed = try source.compression()?.packer(to: output) ?? output
      var rewritten = Rewritten()
      try rewrite(source, .beside(path), to: packed, &rewritten)
      try packed.finish()
      return rewritten
    }
    return try rewrite(try ZipArchive(source), to: output)
  }

  private mutating func rewrite(
    _ source: consuming ByteSource, _ attachments: Attachments, to output: any ByteOutput, _ rewritten: inout Rewritten
  ) throws {
    let path = source.name
    redactor.begin(attachments)
    let rewriter = CaptureRewriter(to: output)
    var (result, places) = (rewritten, self.places)
    try read(CaptureReader(source, coverage: .everything, sink: rewriter), path) { redactor, record, bytes in
      let outcome: Redactor.Outcome
      do {
        outcome = try redactor.redact(record, bytes)
      } catch {
        throw Refusal.of(path, record.index, error)
      }
      rewriter.put(outcome.edits, at: record.origin.offset)
      if let failure = rewriter.failure { throw failure }
      if record.isPayload { result.records += 1 }
      result.edits += outcome.edits.count + outcome.files.count
      result.unexamined += outcome.unexamined
      for value in outcome.removed { places[value, default: 0] += 1 }
      if case .exchange(let exchange) = record.content { result.note(exchange, bytes) }
      for (name, content) in outcome.files { result.files[name] = content }
    }
    if let failure = rewriter.failure { throw failure }
    (rewritten, self.places) = (result, places)
  }

  /// Writes an archive again: its captures, and the bodies that belong to them.
  private mutating func rewrite(_ archive: ZipArchive, to output: any ByteOutput) throws -> Rewritten {
    var rewritten = Rewritten()
    let writer = ZipWriter(to: output)
    var written: Set<String> = []
    var bodies: [String: [UInt8]] = [:]
    while let candidate = archive.nextCapture() {
      guard !foreign.contains(archive.path(of: candidate)) else { continue }
      let name = archive.entryName(of: candidate)
      let folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
      rewritten.files = [:]
      try writer.add(name) { try rewrite(try archive.open(candidate), archive.attachments(of: candidate), to: $0, &rewritten) }
      written.insert(name)
      for (file, content) in rewritten.files { if let content { bodies[folder + file] = content } }
    }
    for name in archive.names where !written.contains(name) {
      if let body = bodies[name] {
        try writer.add(name) { try $0.write(body) }
      } else if archive.isAttached(name) {
        try writer.add(name) { try archive.copy(name, to: $0) }
      } else if !name.hasSuffix("/") {
        rewritten.leftOut.append(name)
      }
    }
    rewritten.files = [:]
    try writer.finish()
    return rewritten
  }

  /// What a file beside a capture holds that stays as it was; nil where it cannot be read, and so was not there for the capture either.
  package func content(of name: String, beside path: String) -> [UInt8]? {
    guard let content = try? Attachments.beside(path).content(name, limit: Limits().output), content.damage == nil else { return nil }
    return content.bytes
  }

  /// What rewriting a capture would change.
  package mutating func attempt(_ path: String) throws -> Rewritten { try rewrite(path, to: NoOutput()) }

  /// Hands on each record of a capture as it is redacted, with who received it and the files beside it.
  package mutating func eachRedacted(
    _ path: String, _ body: (Record, Span<UInt8>, Receiver, Attachments) throws -> Void
  ) throws {
    var source = try ByteSource(path: path)
    guard try source.isArchive() else { return try eachRedacted(source, .beside(path), body) }
    let archive = try ZipArchive(source)
    while let candidate = archive.nextCapture() {
      guard !foreign.contains(archive.path(of: candidate)) else { continue }
      try eachRedacted(try archive.open(candidate), archive.attachments(of: candidate), body)
    }
  }

  private mutating func eachRedacted(
    _ source: consuming ByteSource, _ attachments: Attachments, _ body: (Record, Span<UInt8>, Receiver, Attachments) throws -> Void
  ) throws {
    let path = source.name
    redactor.begin(attachments)
    try read(CaptureReader(source), path) { redactor, record, bytes in
      // What stands beside a list of events is no payload of its own.
      guard record.member == nil else { return }
      let outcome: Redactor.Outcome
      do {
        outcome = try redactor.redact(record, bytes)
      } catch {
        throw Refusal.of(path, record.index, error)
      }
      guard let receiver = redactor.receiver else { return }
      let text = outcome.edits.applied(to: bytes)
      let redacted = try record.read(again: text.span, after: outcome.edits)
      try body(redacted, text.span, receiver, .edited(attachments, outcome.files))
    }
  }

  // MARK: The proof

  /// What an audit of redacted captures found that should not be there any more.
  package func remains(in report: AuditReport) -> [Finding] {
    report.findings.filter { redactor.removes($0.rule) && !$0.field.isEmpty }
  }

  /// Whether going over a redacted capture would change anything in it.
  package mutating func isClean(_ path: String) throws -> Bool {
    let before = places
    defer { places = before }
    return try attempt(path).edits == 0
  }
}

extension Redaction.Rewritten {
  /// Notes the files that an exchange refers to, unless they have changed.
  fileprivate mutating func note(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    for file in [exchange.requestBody?.attachment, exchange.responseBody?.attachment] {
      guard let name = file.map({ $0.text(in: bytes) }), Attachments.isInside(name), files[name] == nil else { continue }
      files[name] = .some(nil)
    }
  }
}
