import SystemPackage
import TelltaleKit

/// One redaction, from reading to files in their places: written aside, looked at again, and moved only when nothing is left.
struct RedactionRun {
  private let plan: Redaction.Configuration
  private let book: RuleBook
  private let auditing: Audit.Configuration
  private let target: RedactionTarget
  /// Whether digests are wanted.
  private let isCertified: Bool

  init(
    _ plan: Redaction.Configuration, _ book: RuleBook, _ auditing: Audit.Configuration, _ target: RedactionTarget, isCertified: Bool
  ) {
    self.plan = plan
    self.book = book
    self.auditing = auditing
    self.target = target
    self.isCertified = isCertified
  }

  /// Redacts; a trial writes nothing.
  /// - Throws: ``Failure`` with code 2 where something cannot be read or written, or is left.
  func run(isTrial: Bool) throws -> RedactionResult {
    let meter = ProgressMeter()
    defer { meter.clear() }
    do {
      var redaction = try Redaction.plan(plan, book: book, progress: meter.show)
      let result = try isTrial ? attempt(&redaction) : write(&redaction)
      meter.clear()
      return result
    } catch let refusal as Redaction.Refusal {
      throw Failure(refusal.description, code: 2)
    } catch let error as CaptureError {
      throw Failure(error.description, code: 2)
    }
  }

  private func attempt(_ redaction: inout Redaction) throws -> RedactionResult {
    var captures: [RedactionResult.Capture] = []
    for capture in target.captures {
      let rewritten = try redaction.attempt(capture.path)
      captures.append(RedactionResult.Capture(input: capture.path, output: nil, rewritten))
    }
    return RedactionResult(captures, redaction)
  }

  /// Writes and proves. As a rule going over each record once leaves nothing; where it does, everything is written again with patience.
  private func write(_ redaction: inout Redaction) throws -> RedactionResult {
    do {
      redaction.isPatient = false
      return try writeAndProve(&redaction)
    } catch let remains as Remains {
      try redaction.add(remains.leftovers)
      redaction.isPatient = true
      redaction.resetCounts()
    }
    do {
      return try writeAndProve(&redaction)
    } catch let remains as Remains {
      throw Failure(remains.message, code: 2)
    }
  }

  /// That something is left in what was written.
  private struct Remains: Error {
    let message: String
    var leftovers: [SecondReading.Leftover] = []
  }

  private func writeAndProve(_ redaction: inout Redaction) throws -> RedactionResult {
    let staging = try Staging(in: target.base, isSpread: target.inPlace)
    var captures: [RedactionResult.Capture] = []
    var origins: [String: FilePath] = [:]
    for (path, name) in target.captures {
      let rewritten = try redaction.rewrite(path, to: staging.create(name))
      try target.checkFiles(of: rewritten, beside: path, name, &origins)
      try writeFiles(of: rewritten, beside: path, name, redaction, staging)
      var capture = RedactionResult.Capture(input: path, output: target.path(of: name), rewritten)
      if isCertified {
        capture.inputDigest = try FileDigest.of(path)
        capture.outputDigest = try FileDigest.of(staging.path(of: name))
      }
      captures.append(capture)
    }
    let result = RedactionResult(captures, redaction)
    try prove(&redaction, staging)
    try staging.commit()
    return result
  }

  /// Writes the files that a capture refers to beside it.
  private func writeFiles(
    of rewritten: Redaction.Rewritten, beside path: String, _ name: String, _ redaction: borrowing Redaction, _ staging: Staging
  ) throws {
    for (file, content) in rewritten.files.sorted(by: { $0.key < $1.key }) {
      let (capture, name) = (name, target.name(of: file, beside: name))
      guard !staging.holds(name) else { continue }
      if target.isRead(name) {
        throw Failure("\(target.path(of: name)): belongs to the capture that is read; write the redacted one into another folder", code: 64)
      }
      guard let content = content ?? redaction.content(of: file, beside: path) else { continue }
      let output = try staging.create(name, beside: capture)
      try output.write(content.span)
      try output.finish()
    }
  }

  /// Audits what was written, and goes over it again.
  private func prove(_ redaction: inout Redaction, _ staging: Staging) throws {
    var auditing = self.auditing
    auditing.paths = target.captures.map { staging.path(of: $0.name) }
    let left = redaction.remains(in: try Audit.run(auditing, book: book))
    if let finding = left.first {
      throw Remains(
        message:
          "nothing was written: the audit of the redacted captures still finds \(finding.rule.id) in \(Printable.line(finding.field)) at \(Printable.line(finding.destination)), and \(counted(left.count - 1, "other finding"))"
      )
    }
    var reading = redaction.secondReading()
    for path in staging.paths { try reading.read(ByteSource(path: path)) }
    if let leftover = reading.leftovers.first {
      throw Remains(
        message:
          "nothing was written: the second reading still finds \(leftover.sign.rawValue) at byte \(leftover.offset), and \(counted(reading.leftovers.count - 1, "other"))",
        leftovers: reading.leftovers)
    }
    for (path, name) in target.captures where try !redaction.isClean(staging.path(of: name)) {
      throw Remains(message: "\(path): nothing was written: a copy of a value is left after the redaction")
    }
  }
}
