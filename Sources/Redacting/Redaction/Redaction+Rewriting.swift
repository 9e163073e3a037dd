package import Captures
package import Knowledge
import Payloads
import Vocabulary

/// The second reading of a redaction: every capture again, with placeholders for the values.
extension Redaction {
  /// The result of rewriting a capture.
  package struct Rewritten: Sendable {
    package var records = 0
    /// Attached files that it refers to; nil for one that is unchanged.
    package var files: [String: [UInt8]?] = [:]
    /// How many texts were removed as a whole because they could not be examined.
    package var unexamined = 0
    /// Entries of an archive that no capture refers to, which were left out.
    package var leftOut: [String] = []
  }

  /// Writes a capture with placeholders for its values, in the same compression. An archive keeps its captures, and the bodies that
  /// belong to them.
  /// - Throws: ``Refusal``, and what `output` throws.
  package mutating func rewrite(
    _ path: String, from store: some CaptureStore = FileStore(), to output: any ByteOutput
  ) throws -> Rewritten {
    var rewritten = Rewritten()
    let writer = ZipWriter(to: output)
    var written: Set<String> = []
    var bodies: [String: [UInt8]] = [:]
    let outcome = try CaptureWalk.visit(path, in: store, leavingOut: foreign) { stop in
      var stop = stop
      guard let name = stop.entry else {
        let packed = try stop.compression()?.packer(to: output) ?? output
        try rewrite(stop, to: packed, &rewritten)
        return try packed.finish()
      }
      rewritten.files = [:]
      try rewrite(stop, to: writer.begin(name), &rewritten)
      try writer.end()
      written.insert(name)
      let folder = EntryName.folder(of: name)
      for (file, content) in rewritten.files { if let content { bodies[folder + file] = content } }
    } unreadable: {
      throw $1
    }
    guard let archive = outcome.archive else { return rewritten }
    rewritten.files = [:]
    for name in archive.names where !written.contains(name) {
      if let body = bodies[name] {
        try writer.add(name) { try $0.write(body) }
      } else if archive.isAttached(name) {
        try writer.add(name) { try archive.copy(name, to: $0) }
      } else if !EntryName.isFolder(name) {
        rewritten.leftOut.append(name)
      }
    }
    try writer.finish()
    return rewritten
  }

  private mutating func rewrite(
    _ stop: consuming CaptureWalk.Stop, to output: any ByteOutput, _ rewritten: inout Rewritten
  ) throws {
    let rewriter = CaptureRewriter(to: output)
    var (result, places, kept) = (rewritten, self.places, self.kept)
    let course = RedactionReading.Course(
      path: stop.path, work: .redact(reading.redactor.plan), attachments: stop.attachments,
      recollection: recollection(of: stop.path),
      rewriter: rewriter)
    try read(stop, course) { record, bytes, found in
      guard case .outcome(let outcome) = found else { return }
      rewriter.put(outcome.edits, at: record.origin.offset)
      if let failure = rewriter.failure { throw failure }
      if record.isPayload { result.records += 1 }
      result.unexamined += outcome.unexamined
      for value in outcome.removed { places[value, default: 0] += 1 }
      kept.note(outcome, record: record.index)
      if case .exchange(let exchange) = record.content { result.note(exchange, bytes) }
      for (name, content) in outcome.files { result.files[name] = content }
    }
    if let failure = rewriter.failure { throw failure }
    (rewritten, self.places, self.kept) = (result, places, kept)
  }

  /// The content of an attached file that is unchanged; nil if it cannot be read, in which case the capture did not have it either.
  package static func content(of name: String, beside path: String, in store: some CaptureStore) -> [UInt8]? {
    let content = try? store.attachments(beside: path).content(name, limit: UnwrappingLimits().output)
    return content?.damage == nil ? content?.bytes : nil
  }

  /// What rewriting a capture would change.
  package mutating func attempt(_ path: String, from store: some CaptureStore = FileStore()) throws -> Rewritten {
    try rewrite(path, from: store, to: NoOutput())
  }

  /// Calls `body` with each redacted record of a capture, its destination and its attachments.
  package mutating func eachRedacted(
    _ path: String, from store: some CaptureStore, _ body: (Record, Span<UInt8>, RecordDestination, Attachments) throws -> Void
  ) throws {
    _ = try CaptureWalk.visit(path, in: store, leavingOut: foreign) { stop in
      let attachments = stop.attachments
      var kept = self.kept
      defer { self.kept = kept }
      let reading = reading
      let course = RedactionReading.Course(
        path: stop.path, work: .redact(reading.redactor.plan), attachments: attachments)
      try read(stop, course, coverage: .records) { record, bytes, found in
        // A member next to a list of events is not a payload of its own.
        guard record.member == nil, case .outcome(let outcome) = found,
          let recordDestination = outcome.recordDestination
        else { return }
        kept.note(outcome, record: record.index)
        let text = outcome.edits.applied(to: bytes)
        let redacted = try record.read(again: text.span, after: outcome.edits)
        try body(redacted, text.span, recordDestination, .edited(attachments, outcome.files))
      }
    } unreadable: {
      throw $1
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
