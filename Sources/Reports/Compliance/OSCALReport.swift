import Assessing
import Auditing
import Bytes
import Knowledge
import Redacting
import Vocabulary

/// The compliance report as OSCAL assessment results (https://pages.nist.gov/OSCAL-Reference/models/v1.1.2/assessment-results/).
///
/// OSCAL has no third result, so controls that were not assessed are excluded from the reviewed controls, with a remark that says
/// why.
enum OSCALReport {
  private static let oscalVersion = "1.1.2"

  static func render(_ assessment: Assessment) -> String {
    let names = Names(assessment)
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("assessment-results") { writer in
        writer.member("uuid", names.uuid("assessment-results"))
        writer.member("metadata") { metadata(assessment, &$0) }
        writer.member("import-ap") { $0.member("href", "#\(names.uuid("plan"))") }
        writer.member("results", array: [()]) { writer, _ in
          writer.object { result(assessment, names, &$0) }
        }
        writer.member("back-matter") { writer in
          writer.member("resources", array: resources(assessment, names)) { writer, resource in
            writer.object {
              $0.member("uuid", resource.uuid)
              $0.member("title", resource.title)
              $0.member("description", resource.description)
            }
          }
        }
      }
    }
    return writer.text + "\n"
  }

  private static func metadata(_ assessment: Assessment, _ writer: inout JSONWriter) {
    writer.member("title", "Data sent by \(assessment.appName): assessment results")
    writer.member("last-modified", "\(assessment.date)T00:00:00Z")
    writer.member("version", assessment.date.description)
    writer.member("oscal-version", oscalVersion)
    writer.member(
      "props", array: [("tool", "telltale"), ("tool-version", assessment.method.version), ("rules-sha256", assessment.method.rules)]
    ) {
      property($1.0, $1.1, &$0)
    }
    writer.member("remarks", Assessment.limits.joined(separator: " "))
  }

  private static func result(_ assessment: Assessment, _ names: Names, _ writer: inout JSONWriter) {
    writer.member("uuid", names.uuid("result"))
    writer.member("title", "Captures assessed")
    writer.member("description", assessment.headline)
    writer.member("start", "\(assessment.date)T00:00:00Z")
    writer.member("end", "\(assessment.date)T00:00:00Z")
    writer.member("reviewed-controls") { writer in
      writer.member("control-selections", array: assessment.frameworks) { writer, assessed in
        writer.object { selection(assessed, &$0) }
      }
    }
    let judged = assessment.frameworks.flatMap { assessed in
      assessed.controls.filter { $0.result != .notAssessed }.map { (id: assessed.framework.id, control: $0) }
    }
    writer.key("observations")
    writer.array { writer in
      writer.element { examination(assessment, names, &$0) }
      for finding in judged.flatMap(\.control.findings).grouped(by: \.fingerprint).map({ $0[0] }) {
        writer.element { observation(finding, assessment, names, &$0) }
      }
    }
    guard !judged.isEmpty else { return }
    writer.member("findings", array: judged) { writer, judged in
      writer.object { finding(judged.control, judged.id, names, &$0) }
    }
  }

  /// The reviewed controls of a framework, and why the others were not reviewed.
  private static func selection(_ assessed: AssessedFramework, _ writer: inout JSONWriter) {
    let framework = assessed.framework
    writer.member("description", "\(framework.title), \(framework.edition), \(framework.source). \(framework.applies)")
    let judged = assessed.controls.filter { $0.result != .notAssessed }
    if judged.isEmpty {
      writer.member("include-all") { _ in }
    } else {
      controls("include-controls", judged, framework.id, &writer)
    }
    let others = assessed.controls.filter { $0.result == .notAssessed }
    guard !others.isEmpty else { return }
    controls("exclude-controls", others, framework.id, &writer)
    writer.member(
      "remarks", "Not assessed. " + others.map { "\($0.control.number): \($0.reasons.joined(separator: " "))" }.joined(separator: " "))
  }

  private static func controls(_ key: String, _ controls: [AssessedControl], _ framework: String, _ writer: inout JSONWriter) {
    writer.member(key, array: controls) { writer, control in
      writer.object { $0.member("control-id", "\(framework).\(control.control.id)") }
    }
  }

  /// What was examined: the basis of every satisfied control.
  private static func examination(_ assessment: Assessment, _ names: Names, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("uuid", names.uuid("examination"))
      writer.member("title", "Captures examined")
      writer.member("description", (assessment.scopeSentences + assessment.methodSentences).joined(separator: " "))
      writer.member("methods", ["TEST"])
      writer.member("collected", "\(assessment.date)T00:00:00Z")
      let evidence = assessment.captures.enumerated().map { number, capture in
        (names.uuid("capture", "\(number)"), "Capture with \(counted(capture.records, "record"))")
      }
      guard !evidence.isEmpty else { return }
      writer.member("relevant-evidence", array: evidence) { writer, evidence in
        writer.object {
          $0.member("href", "#\(evidence.0)")
          $0.member("description", evidence.1)
        }
      }
    }
  }

  private static func observation(
    _ finding: Finding, _ assessment: Assessment, _ names: Names, _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("uuid", names.uuid("observation", finding.fingerprint))
      writer.member("title", finding.rule.title)
      writer.member("description", ([finding.messageWithStanding + "."] + finding.examples).joined(separator: " "))
      writer.member("props", array: [("fingerprint", finding.fingerprint), ("rule", finding.rule.id), ("severity", finding.severity.name)])
      {
        property($1.0, $1.1, &$0)
      }
      writer.member("methods", ["TEST"])
      writer.member("types", ["finding"])
      writer.member("collected", "\(assessment.date)T00:00:00Z")
    }
  }

  private static func finding(_ control: AssessedControl, _ framework: String, _ names: Names, _ writer: inout JSONWriter) {
    let isSatisfied = control.result == .satisfied
    writer.member("uuid", names.uuid("finding", framework, control.control.id))
    writer.member("title", "\(control.control.number) \(control.control.title)")
    writer.member("description", (control.reasons + ["Not visible in traffic: \(control.control.unseen)"]).joined(separator: " "))
    writer.member("target") { writer in
      writer.member("type", "objective-id")
      writer.member("target-id", "\(framework).\(control.control.id)")
      writer.member("status") {
        $0.member("state", isSatisfied ? "satisfied" : "not-satisfied")
        $0.member("reason", isSatisfied ? "pass" : "fail")
      }
    }
    let observations =
      isSatisfied
      ? [names.uuid("examination")] : control.findings.map { names.uuid("observation", $0.fingerprint) }
    writer.member("related-observations", array: observations) { writer, uuid in
      writer.object { $0.member("observation-uuid", uuid) }
    }
  }

  private static func property(_ name: String, _ value: String, _ writer: inout JSONWriter) {
    writer.object {
      $0.member("name", name)
      $0.member("value", value)
    }
  }

  private static func resources(_ assessment: Assessment, _ names: Names) -> [(uuid: String, title: String, description: String)] {
    var resources = [
      (
        names.uuid("plan"), "Method",
        (assessment.methodSentences + ["Rules, destinations and frameworks: SHA-256 \(assessment.method.rules)."]).joined(separator: " ")
      )
    ]
    for (number, capture) in assessment.captures.enumerated() {
      resources.append((names.uuid("capture", "\(number)"), Printable.line(capture.path), "SHA-256 \(capture.digest ?? "not known")"))
    }
    return resources
  }

  /// Identifiers that stay the same each time an assessment is written: UUIDs of names (RFC 9562, version 5).
  private struct Names {
    private let base: String

    init(_ assessment: Assessment) {
      let parts = [assessment.date.description, assessment.method.rules, assessment.method.policy ?? ""]
      base = (parts + assessment.captures.map { $0.digest ?? $0.path } + assessment.frameworks.map(\.framework.id)).joined(separator: "\n")
    }

    func uuid(_ parts: String...) -> String {
      // The namespace of URLs.
      let namespace: [UInt8] = [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8]
      var bytes = Array(Digest.sha1.of(namespace + Array("urn:telltale:\(parts.joined(separator: "/")):\(base)".utf8))[..<16])
      bytes[6] = bytes[6] & 0x0f | 0x50
      bytes[8] = bytes[8] & 0x3f | 0x80
      let digits = Digest.hex(bytes)
      var parts: [Substring] = []
      var rest = digits[...]
      for length in [8, 4, 4, 4, 12] {
        parts.append(rest.prefix(length))
        rest = rest.dropFirst(length)
      }
      return parts.joined(separator: "-")
    }
  }
}
