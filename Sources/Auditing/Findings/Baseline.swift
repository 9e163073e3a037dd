import Bytes
import Knowledge
package import Vocabulary

/// The findings that were there before: a gate with a baseline fails on new ones only.
///
/// It holds fingerprints, which are made of rule, destination, event and field: no value, no position and no capture's name. So it
/// outlives another recording, another order and another name.
package struct Baseline: Sendable {
  /// The file it was read from, as messages name it.
  package let file: String
  private let fingerprints: Set<String>

  package var count: Int { fingerprints.count }

  package func holds(_ fingerprint: String) -> Bool { fingerprints.contains(fingerprint) }

  /// Reads what ``render(_:)`` wrote.
  package init(_ text: String, file: String) throws(ConfigurationError) {
    // JSON is YAML, whose reader knows where it is.
    guard let document = try YAMLReader.document(text, file: file) else {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the baseline is empty")
    }
    let members = try document.members(["schemaVersion", "tool", "findings"])
    guard let version = members["schemaVersion"], let findings = members["findings"] else {
      throw document.error("not a baseline: `telltale baseline` writes one")
    }
    guard try version.string() == "\(Self.schemaVersion)" else {
      throw version.error("this version of telltale reads baselines of schemaVersion \(Self.schemaVersion)")
    }
    var fingerprints: Set<String> = []
    for finding in try findings.elements() {
      let members = try finding.members(["fingerprint", "rule", "destination", "severity"])
      guard let fingerprint = members["fingerprint"] else { throw finding.error("a finding needs `fingerprint`") }
      fingerprints.insert(try fingerprint.string())
    }
    self.file = file
    self.fingerprints = fingerprints
  }

  private static let schemaVersion = 1

  /// A baseline of what is open in a report: JSON, the same for the same findings.
  package static func render(_ findings: [Finding]) -> String {
    let findings = findings.filter(\.disposition.isAcceptable).sorted { $0.fingerprint < $1.fingerprint }
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(schemaVersion: schemaVersion)
      writer.key("findings")
      writer.array(findings) { writer, finding in
        writer.object { writer in
          writer.member("fingerprint", finding.fingerprint)
          writer.member("rule", finding.rule.id)
          writer.member("destination", finding.destination)
          writer.member("severity", finding.severity.name)
        }
      }
    }
    return writer.text + "\n"
  }
}

extension Disposition {
  /// Whether a baseline takes it up: what is disclosed or waived is looked after already, and a waiver that is over is not renewed so.
  fileprivate var isAcceptable: Bool {
    switch self {
    case .open, .known: true
    case .disclosed, .waived, .expired: false
    }
  }
}
