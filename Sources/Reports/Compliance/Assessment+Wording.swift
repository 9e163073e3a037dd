import Assessing
import Auditing
import Bytes
import Knowledge
import Payloads
import Redacting
import Vocabulary

/// Sentences in every format of the compliance report.
extension Assessment {
  /// The name of the app, on one line.
  var appName: String { app.map { Printable.line($0, limit: 120) } ?? "the app" }

  /// The outcome in one or two sentences.
  var headline: String {
    let notSatisfied = count(.notSatisfied)
    let results =
      "Of \(counted(frameworks.reduce(0) { $0 + $1.controls.count }, "control")) in \(counted(frameworks.count, "framework")), \(count(.satisfied)) \(count(.satisfied) == 1 ? "is" : "are") satisfied, \(notSatisfied) \(notSatisfied == 1 ? "is" : "are") not, and \(count(.notAssessed)) \(count(.notAssessed) == 1 ? "was" : "were") not assessed."
    return "As of \(date). " + results + (bundle.isIncomplete ? " Not everything could be examined; see Method." : "")
  }

  /// The verdict in one word or two.
  var conclusion: String {
    switch outcome {
    case .contradicted: "Not satisfied"
    case .incomplete: bundle.isIncomplete ? "Incomplete" : "Not assessed"
    case .satisfied: count(.notAssessed) > 0 ? "Satisfied as far as assessed" : "Satisfied"
    }
  }

  /// The overall outcome: without a satisfied control, it claims nothing in the app's favour.
  var outcome: Outcome {
    if count(.notSatisfied) > 0 { return .contradicted }
    return bundle.isIncomplete || count(.satisfied) == 0 ? .incomplete : .satisfied
  }

  enum Outcome {
    case contradicted, incomplete, satisfied
  }

  var scopeSentences: [String] {
    var sentences = ["\(counted(captures.count, "capture")) with \(counted(records, "record"))."]
    if let span { sentences.append("Recorded from \(span.first) to \(span.last).") }
    if let ownership { sentences.append(ownership) }
    sentences.append(learned ?? "No person's data was known beforehand: people are found by format and field names only.")
    return sentences
  }

  var methodSentences: [String] {
    [
      bundle.isIncomplete
        ? "telltale \(method.version) read the captures as far as it could, and checked them against \(counted(method.ruleCount, "rule")). What it could not examine is listed."
        : "telltale \(method.version) read every record of the captures, undid their encodings, and checked every field against \(counted(method.ruleCount, "rule")).",
      "Layers that it undoes, also inside each other: JSON, URLs, queries, forms, multipart, MessagePack, CBOR, protocol buffers, \(Self.layers).",
      "It knows \(counted(method.destinationCount, "destination")) and how each names its fields.",
      "It worked offline. Nothing of the captures was sent anywhere.",
    ]
  }

  /// The encodings by their names in findings.
  private static let layers: String = {
    let names = Set(Layer.Kind.allCases.filter { ![.record, .file].contains($0) }.map(\.name))
    return Wording.sentence(names.sorted(), upTo: .max)
  }()

  var absenceSentence: String {
    if bundle.payloads == 0, !bundle.isIncomplete { return "Third parties received nothing in these captures. So none of this was found:" }
    return bundle.isIncomplete
      ? "Searched for in all data at third parties that could be examined, and not found:"
      : "Searched for in all data that third parties received, in every encoding that telltale knows, and not found:"
  }

  static let incidentSentence =
    "Approximate numbers for these captures only, as required by Art. 33(3)(a) GDPR. People are distinguished by the identifiers in the events; email addresses, phone numbers and document numbers may belong to further people, and are counted where there are more of them."

  /// The roles in the block to sign.
  static let signatures = ["Prepared by", "Reviewed by", "Approved by"]
}

extension Exposure {
  /// The number of people, for a table.
  var peopleText: String { people?.description ?? "unknown" }
}

extension Changes {
  /// What changed, one sentence for each change.
  func sentences(_ assessment: Assessment) -> [String] {
    if isEmpty { return ["Nothing changed: results, findings and third parties are the same."] }
    var sentences = controls.map { "\($0.framework) \($0.number), \($0.title): \($0.before.words) before, \($0.after.words) now." }
    if !appeared.isEmpty { sentences.append("New findings: \(Self.list(appeared)).") }
    if !gone.isEmpty { sentences.append("Findings that are gone: \(Self.list(gone)).") }
    if !newDestinations.isEmpty { sentences.append("New third parties: \(Self.list(newDestinations)).") }
    if !formerDestinations.isEmpty { sentences.append("Third parties that received nothing any more: \(Self.list(formerDestinations)).") }
    return sentences
  }

  private static func list(_ things: [String]) -> String { Wording.sentence(things, upTo: 12) }
}
