import Auditing
import Knowledge
import Redacting
package import Vocabulary

/// What changed since an earlier assessment.
package struct Changes: Sendable {
  /// A control whose result changed.
  package struct Control: Equatable, Sendable {
    package var framework: String
    package var number: String
    package var title: String
    package var before: AssessedControl.Result
    package var after: AssessedControl.Result
  }

  /// The day of the earlier assessment.
  package var since: String
  package var controls: [Control]
  /// The fingerprints of new findings, and of resolved ones.
  package var appeared: [String]
  package var gone: [String]
  /// The third parties that are new, and those that no longer received anything.
  package var newDestinations: [String]
  package var formerDestinations: [String]

  package var isEmpty: Bool {
    controls.isEmpty && appeared.isEmpty && gone.isEmpty && newDestinations.isEmpty && formerDestinations.isEmpty
  }

  package init(since earlier: EarlierAssessment, _ assessment: Assessment) {
    since = earlier.date
    controls = assessment.frameworks.flatMap { framework in
      framework.controls.compactMap { assessed in
        guard let before = earlier.results["\(framework.framework.id)/\(assessed.control.id)"], before != assessed.result else {
          return nil
        }
        return Control(
          framework: framework.framework.short, number: assessed.control.number, title: assessed.control.title, before: before,
          after: assessed.result)
      }
    }
    let fingerprints = Set(assessment.findings.map(\.fingerprint))
    appeared = fingerprints.subtracting(earlier.findings).sorted()
    gone = earlier.findings.subtracting(fingerprints).sorted()
    let destinations = Set(assessment.processing.map(\.destination.id))
    newDestinations = destinations.subtracting(earlier.destinations).sorted()
    formerDestinations = earlier.destinations.subtracting(destinations).sorted()
  }
}

/// The parts of an earlier compliance report (`compliance.json`) that are compared.
package struct EarlierAssessment: Sendable {
  /// It increases if a member is removed or changes its meaning. New members may be added without.
  package static let schemaVersion = 1

  package var date: String
  /// The results by `framework/control`.
  package var results: [String: AssessedControl.Result] = [:]
  package var findings: Set<String> = []
  package var destinations: Set<String> = []

  package init(_ text: String, file: String) throws(ConfigurationError) {
    // JSON is YAML, and the YAML reader knows positions.
    guard let document = try YAMLReader.document(text, file: file) else {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the report is empty")
    }
    let members = try document.members()
    guard try members["kind"]?.string() == "compliance" else {
      throw document.error("not a compliance report: give the compliance.json of an earlier `telltale compliance`")
    }
    guard let version = members["schemaVersion"], try version.string() == "\(Self.schemaVersion)" else {
      throw document.error("this version of telltale reads compliance reports of schemaVersion \(Self.schemaVersion)")
    }
    date = try document.required("date", in: members, of: "a compliance report").string()
    for framework in try members["frameworks"]?.elements() ?? [] {
      let members = try framework.members()
      let id = try framework.required("id", in: members, of: "a framework").string()
      for control in try members["controls"]?.elements() ?? [] {
        let members = try control.members()
        let result = try control.required("result", in: members, of: "a control")
        results["\(id)/\(try control.required("id", in: members, of: "a control").string())"] = try result.choice(
          AssessedControl.Result.self)
      }
    }
    for finding in try members["findings"]?.elements() ?? [] {
      findings.insert(try finding.required("fingerprint", in: finding.members(), of: "a finding").string())
    }
    for activity in try members["processing"]?.elements() ?? [] {
      destinations.insert(try activity.required("destination", in: activity.members(), of: "an activity").string())
    }
  }
}
