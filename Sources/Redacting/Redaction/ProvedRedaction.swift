package import Auditing
import Bytes
package import Captures
package import Detecting
import Knowledge
import Vocabulary

/// A redaction whose output is proved before anything is written: stage, prove, retry, commit.
///
/// It reads each capture twice, and each copy twice, in an audit and in the second reading. A record that changes is processed
/// again before it is written. If the second reading finds anything, that is added, and everything is written and proved once more;
/// if something still remains, nothing is written.
package struct ProvedRedaction {
  /// Something remains in the staged output, so nothing is written.
  package struct Remains: Error, CustomStringConvertible {
    package let description: String
    /// What the second reading found, which a second attempt can remove.
    fileprivate var leftovers: [SecondReading.Leftover] = []
  }

  private let configuration: Redaction.Configuration
  /// The captures, and the names of their copies.
  private let captures: [(path: String, name: String)]
  private let book: RuleBook
  /// How the copies are audited.
  private let auditing: Audit.Configuration

  package init(
    _ configuration: Redaction.Configuration, names: [String], _ book: RuleBook, auditing: Audit.Configuration
  ) {
    self.configuration = configuration
    captures = Array(zip(configuration.paths, names))
    self.book = book
    self.auditing = auditing
  }

  /// Redacts, proves, and commits; `stage` makes an empty store for each attempt.
  /// - Throws: ``Redaction/Refusal`` and ``CaptureError`` for a capture that cannot be read to its end, ``Remains``, and what the
  ///   store throws.
  package func run(
    from inputs: some CaptureStore, progress: @escaping (Audit.Progress) -> Void = { _ in }, stage: () throws -> some RedactionStore
  ) throws -> RedactionResult {
    var redaction = try Redaction.plan(configuration, book: book, from: inputs, progress: progress)
    do {
      return try attempt(&redaction, from: inputs, to: stage())
    } catch let remains as Remains {
      try redaction.add(remains.leftovers)
      redaction.resetCounts()
    }
    return try attempt(&redaction, from: inputs, to: stage())
  }

  /// What a redaction would remove; nothing is written.
  package func trial(from inputs: some CaptureStore, progress: @escaping (Audit.Progress) -> Void = { _ in }) throws -> RedactionResult {
    var redaction = try Redaction.plan(configuration, book: book, from: inputs, progress: progress)
    var results: [RedactionResult.Capture] = []
    for (path, _) in captures {
      results.append(RedactionResult.Capture(input: path, output: nil, try redaction.attempt(path, from: inputs)))
    }
    return RedactionResult(results, redaction)
  }

  private func attempt(
    _ redaction: inout Redaction, from inputs: some CaptureStore, to store: some RedactionStore
  ) throws -> RedactionResult {
    var results: [RedactionResult.Capture] = []
    var names: [String] = []
    for (path, name) in captures {
      let output = HashingOutput(try store.create(name, of: path), isHashing: configuration.isCertified)
      let rewritten = try redaction.rewrite(path, from: inputs, to: output)
      names.append(name)
      names += try copyFiles(of: rewritten, beside: name, of: path, from: inputs, to: store)
      var result = RedactionResult.Capture(input: path, output: store.path(of: name), rewritten)
      (result.inputDigest, result.outputDigest) = (redaction.digests[path] ?? "", output.digest ?? "")
      results.append(result)
    }
    let result = RedactionResult(results, redaction)
    try prove(&redaction, store, names)
    try store.commit(result)
    return result
  }

  /// Writes the files that a capture refers to next to its copy.
  /// - Returns: Their names.
  private func copyFiles(
    of rewritten: Redaction.Rewritten, beside name: String, of path: String, from inputs: some CaptureStore, to store: some RedactionStore
  ) throws -> [String] {
    var names: [String] = []
    for (file, content) in rewritten.files.sorted(by: { $0.key < $1.key }) {
      guard let content = content ?? Redaction.content(of: file, beside: path, in: inputs),
        let (copy, output) = try store.create(file: file, beside: name, of: path)
      else { continue }
      try output.write(content.span)
      try output.finish()
      names.append(copy)
    }
    return names
  }

  // MARK: The proof

  private func prove(_ redaction: inout Redaction, _ store: some RedactionStore, _ names: [String]) throws {
    try proveByAudit(redaction, store)
    var reading = redaction.secondReading()
    for name in names { try reading.read(store.open(name)) }
    if let leftover = reading.leftovers.first {
      let others = counted(reading.leftovers.count - 1, "other")
      throw Remains(
        description:
          "nothing was written: the second reading still finds \(leftover.sign.rawValue) at byte \(leftover.offset), and \(others)",
        leftovers: reading.leftovers)
    }
  }

  private func proveByAudit(_ redaction: borrowing Redaction, _ store: some RedactionStore) throws {
    var auditing = self.auditing
    auditing.paths = captures.map(\.name)
    let report = try Audit.run(auditing, book: book, from: store)
    for capture in report.captures where capture.error != nil || capture.gaps.contains(where: { $0.place == Gap.file }) {
      throw Remains(description: "nothing was written: the redacted capture \(Printable.line(capture.path)) cannot be read to its end")
    }
    let left = redaction.remains(in: report)
    guard let finding = left.first else { return }
    let (field, destination) = (Printable.line(finding.field), Printable.line(finding.destination))
    throw Remains(
      description:
        "nothing was written: the audit of the redacted captures still finds \(finding.rule.id) in \(field) at \(destination), and \(counted(left.count - 1, "other finding"))"
    )
  }
}
