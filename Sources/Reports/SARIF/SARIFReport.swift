import Auditing
import Bytes
import Detecting
import Vocabulary

/// The report for code scanning: SARIF 2.1.0 (OASIS), within what GitHub accepts and shows.
///
/// Sources: the standard with errata 01; GitHub's "SARIF support for code scanning" and its limits on results. It never contains a
/// value, because it is made to be uploaded.
struct SARIFReport {
  /// The maximum number that GitHub accepts for a run; it shows the first 5,000, most severe first.
  static let maximumResults = 25_000
  /// The number of places of a result that GitHub shows.
  static let maximumPlaces = 100
  /// The maximum number of gaps that are listed.
  static let maximumNotifications = 1_000

  let report: AuditReport
  /// The rules as results name them, and the index of each.
  let descriptors: [Descriptor]
  let descriptorNumbers: [Descriptor.Key: Int]
  /// The captures without duplicates, and the index of each by its URI.
  let artifacts: [AuditedCapture]
  let artifactNumbers: [String: Int]
  /// The cause of each finding, by fingerprint.
  let causes: [String: Cause]
  let weaknesses: [String]

  static func render(_ report: AuditReport) -> String {
    var writer = JSONWriter()
    SARIFReport(report).write(to: &writer)
    return writer.text + "\n"
  }

  private init(_ report: AuditReport) {
    self.report = report
    descriptors = Descriptor.all(of: report)
    descriptorNumbers = Dictionary(descriptors.enumerated().map { ($1.key, $0) }) { first, _ in first }
    var numbers: [String: Int] = [:]
    artifacts = report.captures.filter { capture in
      let uri = CaptureURI.uri(of: capture.path)
      guard numbers[uri] == nil else { return false }
      numbers[uri] = numbers.count
      return true
    }
    artifactNumbers = numbers
    causes = Dictionary(report.causes.flatMap { cause in cause.findings.map { ($0.fingerprint, cause) } }) { first, _ in first }
    weaknesses = Set(descriptors.flatMap(\.weaknesses)).sorted { ($0.count, $0) < ($1.count, $1) }
  }

  private func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.member("runs", array: CollectionOfOne(())) { writer, _ in
        writer.object { writer in
          writer.member("tool") { $0.member("driver") { writeDriver(&$0) } }
          writer.member("invocations", array: CollectionOfOne(())) { writer, _ in writeInvocation(&writer) }
          writer.member("artifacts", array: artifacts) { writeArtifact($1, &$0) }
          writer.member("results", array: report.findings.prefix(Self.maximumResults)) { writeResult($1, &$0) }
          writer.member("taxonomies", array: weaknesses.isEmpty ? [] : [weaknesses]) { writeTaxonomy($1, &$0) }
          writer.member("properties") { writer in
            writeVerdict(&writer)
            writer.member("ownDomains", report.ownership.map { Printable.line($0, limit: 1_000) })
            if let filtering = report.filtering { writer.member("filter") { JSONReport.write(filtering, &$0) } }
            guard let evidence = report.evidence else { return }
            writer.member("date", evidence.date.description)
            writer.member("rulesDigest", evidence.rules)
            writer.member("policyDigest", evidence.policy)
            if evidence.plan != nil { writer.member("planDigest", evidence.plan) }
          }
        }
      }
    }
  }

  private func writeVerdict(_ writer: inout JSONWriter) {
    writer.member("verdict", report.verdict.status.rawValue)
    writer.member("failOn", report.verdict.failOn.name)
    writer.member("policy", report.policy.map(Printable.line))
    writer.member("baseline", report.baseline.map { Printable.line($0.file) })
  }

  /// A message in the syntax of the standard (§ 3.11): braces are doubled, because single ones mark placeholders, and links are
  /// escaped.
  static func message(_ text: String, _ writer: inout JSONWriter) {
    let plain = Printable.line(text, limit: 1_000)
    var last: UnicodeScalar?
    let safe = plain.replacingScalars { scalar in
      defer { last = scalar }
      return switch scalar {
      case "{", "}": "\(scalar)\(scalar)"
      case "(" where last == "]": " ("
      default: nil
      }
    }
    writer.member("message") { $0.member("text", safe) }
  }
}
