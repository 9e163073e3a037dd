/// Walks captures: from a path to each capture in it, with the files next to it.
///
/// Audits and each reading of a redaction use it. Content decides: a zip archive contains captures, and any other file is one.
package enum CaptureWalk {
  /// A capture on the walk.
  package struct Stop: ~Copyable {
    /// The capture's path; for an archive's entry it is below the archive's path.
    package let path: String
    /// Its name in the archive; nil for a separate file.
    package let entry: String?
    /// The files that it may refer to.
    package let attachments: Attachments
    private var source: ByteSource

    fileprivate init(_ source: consuming ByteSource, entry: String?, _ attachments: Attachments) {
      path = source.name
      self.entry = entry
      self.attachments = attachments
      self.source = source
    }

    /// How the file is compressed; nil if it is not.
    package mutating func compression() throws(CaptureError) -> Compression? { try source.compression() }

    /// Reads the capture to its end, and notes the files that its exchanges refer to: in an archive these are not captures.
    package consuming func read(
      coverage: CaptureReader.Selection = .records, sink: (any CaptureSink)? = nil, _ body: CaptureReader.RecordHandler
    ) throws -> CaptureSummary {
      let attachments = attachments
      return try CaptureReader(source, coverage: coverage, sink: sink).read { record, bytes in
        if case .exchange(let exchange) = record.content { attachments.note(exchange, bytes) }
        try body(record, bytes)
      }
    }
  }

  /// What is known of a path after all its captures were visited.
  package struct Outcome {
    /// The archive; nil for a separate file.
    package var archive: ZipArchive?
    /// The paths of entries that were tried and are not captures.
    package var foreign: Set<String> = []
    /// The SHA-256 of the file, in hex; nil if it was not requested or the file could not be read.
    package var digest: String?
  }

  /// Visits every capture of a file, in order.
  ///
  /// `visit` reads a capture. A ``CaptureError`` that it throws goes to `unreadable`, and the walk continues. `unreadable` takes
  /// what cannot be read (the file, an entry, or an archive without captures) and may end the walk by throwing. Entries in
  /// `foreign`, found by an earlier walk, are skipped. If `isHashed`, the outcome has the digest of the file, for which an archive
  /// is read once more.
  package static func visit(
    _ path: String, in store: some CaptureStore, isHashed: Bool = false, leavingOut foreign: Set<String> = [],
    _ visit: (consuming Stop) throws -> Void, unreadable: (_ path: String, CaptureError) throws -> Void
  ) throws -> Outcome {
    var outcome = Outcome()
    let opened: Opened
    do throws(CaptureError) {
      opened = try open(path, store, isHashed)
    } catch {
      try unreadable(path, error)
      return outcome
    }
    switch consume opened {
    case .capture(let source):
      let file = source.file
      do {
        try visit(Stop(source, entry: nil, store.attachments(beside: path)))
      } catch let error as CaptureError {
        try unreadable(path, error)
      }
      if isHashed { outcome.digest = file.map { try? $0.digest() } ?? (try? store.digest(of: path)) }
    case .archive(let archive, let file):
      outcome.archive = archive
      outcome.foreign = try self.visit(archive, leavingOut: foreign, visit, unreadable)
      // Archives are read in any order, so the file is read once more for its digest; a pipe was read in order.
      if isHashed { outcome.digest = file.flatMap { $0.size == nil ? try? $0.digest() : nil } ?? (try? store.digest(of: path)) }
    }
    return outcome
  }

  private enum Opened: ~Copyable {
    case capture(ByteSource)
    case archive(ZipArchive, InputFile?)
  }

  private static func open(_ path: String, _ store: some CaptureStore, _ isHashed: Bool) throws(CaptureError) -> Opened {
    var source = try store.open(path)
    let file = source.file
    if isHashed { file?.beginHashing() }
    if try source.isArchive() { return .archive(try ZipArchive(source), file) }
    return .capture(source)
  }

  /// Visits the captures in an archive.
  /// - Returns: The paths of entries that are not captures.
  private static func visit(
    _ archive: ZipArchive, leavingOut foreign: Set<String>, _ visit: (consuming Stop) throws -> Void,
    _ unreadable: (String, CaptureError) throws -> Void
  ) throws -> Set<String> {
    var found: Set<String> = []
    var isEmpty = true
    while let candidate = archive.nextCapture() {
      let path = archive.path(of: candidate)
      guard !foreign.contains(path) else { continue }
      do {
        try visit(Stop(archive.open(candidate), entry: archive.entryName(of: candidate), archive.attachments(of: candidate)))
      } catch let error as CaptureError {
        if candidate.isGuess, case .unrecognised = error {
          found.insert(path)
          continue
        }
        try unreadable(path, error)
      }
      isEmpty = false
    }
    if isEmpty { try unreadable(archive.name, archive.emptiness) }
    return found
  }
}
