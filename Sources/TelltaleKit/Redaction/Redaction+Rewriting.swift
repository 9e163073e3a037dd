/// The second reading: every capture again, with placeholders in the place of values.
extension Redaction {
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
    var (result, places, kept) = (rewritten, self.places, self.kept)
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
      kept.note(outcome, record: record.index)
      if case .exchange(let exchange) = record.content { result.note(exchange, bytes) }
      for (name, content) in outcome.files { result.files[name] = content }
    }
    if let failure = rewriter.failure { throw failure }
    (rewritten, self.places, self.kept) = (result, places, kept)
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
      let folder = EntryName.folder(of: name)
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
      } else if !EntryName.isFolder(name) {
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
    var kept = self.kept
    defer { self.kept = kept }
    try read(CaptureReader(source), path) { redactor, record, bytes in
      // What stands beside a list of events is no payload of its own.
      guard record.member == nil else { return }
      let outcome: Redactor.Outcome
      do {
        outcome = try redactor.redact(record, bytes)
      } catch {
        throw Refusal.of(path, record.index, error)
      }
      kept.note(outcome, record: record.index)
      guard let receiver = redactor.receiver else { return }
      let text = outcome.edits.applied(to: bytes)
      let redacted = try record.read(again: text.span, after: outcome.edits)
      try body(redacted, text.span, receiver, .edited(attachments, outcome.files))
    }
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
