import Bytes
import Knowledge
package import Vocabulary

/// The findings that were accepted before: a gate with a baseline fails only on new ones.
///
/// It contains fingerprints of rule, destination, event and field, and no value, position or name of a capture. So it stays valid
/// for new recordings, orders and file names.
package struct Baseline: Sendable {
  /// The path of the file, as messages name it.
  package let file: String
  private let fingerprints: Set<String>

  package var count: Int { fingerprints.count }

  package func holds(_ fingerprint: String) -> Bool { fingerprints.contains(fingerprint) }

  /// Reads what ``render(_:)`` wrote.
  package init(_ text: String, file: String) throws(ConfigurationError) {
    // JSON is YAML, and the YAML reader knows positions.
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

  /// A baseline of the open findings of a report: JSON, the same for the same findings.
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
  /// Whether a baseline includes it: disclosed and waived findings are accepted already, and a baseline does not renew an expired
  /// waiver.
  fileprivate var isAcceptable: Bool {
    switch self {
    case .open, .known: true
    case .disclosed, .waived, .expired: false
    }
  }
}
