package import Auditing
package import Captures
package import Detecting
import SystemPackage

/// The samples of captures: each capture is redacted, and what it sent is shown.
package enum PublishedSamples {
  /// One sample of each event at each third party, and why some captures and samples are missing.
  ///
  /// Each capture is read twice: for its values, and to redact it. A refused capture is left out, and the others are not read
  /// again. `firstParty` are the app's own domains, as an audit decided.
  package static func of(
    _ configuration: Redaction.Configuration, book: RuleBook, firstParty: Set<String>, from store: some CaptureStore,
    progress: @escaping (Audit.Progress) -> Void = { _ in }
  ) throws -> (samples: [Sample], refusals: [String]) {
    var refusals = Refusals(paths: configuration.paths)
    var redaction = try Redaction.plan(configuration, book: book, from: store, progress: progress) { try refusals.add($0, $1) }
    var collector = SampleCollector(book, keeping: configuration.choice.fields)
    for path in refusals.paths {
      let before = collector.kept
      do {
        try redaction.eachRedacted(path, from: store) { collector.add($0, $1, $2, $3) }
      } catch {
        try refusals.add(path, error)
        collector.kept = before
      }
    }
    let samples = collector.samples(firstParty: firstParty)
    let reading = redaction.secondReading()
    return try withoutRemains(samples, redaction, reading, &refusals)
  }

  /// The captures that are not refused, and why the others are.
  private struct Refusals {
    var paths: [String]
    var reasons: [String] = []

    /// A capture that cannot be read at all is already in the audit.
    mutating func add(_ path: String, _ error: any Error) throws {
      switch error {
      case let refusal as Redaction.Refusal: reasons.append("capture \(FilePath(text: path).name): \(refusal.reason)")
      case is CaptureError: break
      default: throw error
      }
      paths.removeAll { $0 == path }
    }
  }

  /// The samples without a copy of any value.
  private static func withoutRemains(
    _ samples: [Sample], _ redaction: borrowing Redaction, _ reading: consuming SecondReading, _ refusals: inout Refusals
  ) throws -> (samples: [Sample], refusals: [String]) {
    var clean: [Sample] = []
    for sample in samples {
      let text = Array("\(sample.json)\n\(sample.request ?? "")".utf8)
      if redaction.holdsValue(sample.json) || redaction.holdsValue(sample.request ?? "") || !reading.leftovers(in: text).isEmpty {
        refusals.reasons.append("the sample of \(sample.title) at \(sample.destination), in which a value is left")
      } else {
        clean.append(sample)
      }
    }
    return (clean, refusals.reasons)
  }
}

extension Redaction {
  /// Whether a text to publish contains a copy of a removed value.
  package func holdsValue(_ text: String) -> Bool { reading.redactor.holdsValue(Array(text.utf8)) }
}
