package import Auditing
import Bytes
package import Knowledge
package import Redacting
package import Vocabulary

/// What captures show about the obligations of an app's provider: the model of every format of the compliance report.
package struct Assessment: Sendable {
  /// What the assessment used besides the captures.
  package struct Method: Sendable {
    package var version: String
    /// The SHA-256 of rules, destinations and frameworks together, and of the given files.
    package var rules: String
    package var policy: String?
    package var inputs: [(title: String, digest: String)]
    /// The numbers of rules and known vendors.
    package var ruleCount: Int
    package var destinationCount: Int

    package init(
      version: String, rules: String, policy: String?, inputs: [(title: String, digest: String)], ruleCount: Int, destinationCount: Int
    ) {
      self.version = version
      self.rules = rules
      self.policy = policy
      self.inputs = inputs
      self.ruleCount = ruleCount
      self.destinationCount = destinationCount
    }
  }

  /// The name of the app; nil if it is not known.
  package var app: String?
  package var date: Day
  package var method: Method
  package var verdict: Verdict
  package var captures: [AuditedCapture]
  /// The app's own domains, and whether they are a guess.
  package var ownership: String?
  /// Whose data was searched for, in a sentence; nil if no one is known.
  package var learned: String?
  package var hosts: [String]
  package var frameworks: [AssessedFramework]
  /// Everything found at third parties and at the app itself, most severe first.
  package var findings: [Finding]
  package var processing: [ProcessingActivity]
  package var bundle: TrustCenterBundle
  /// What changed since an earlier assessment; nil if there is none.
  package var changes: Changes?

  /// The limits that every report states.
  package static let limits = [
    "One session is not every session. Other users, settings, versions and days may send other data.",
    "Captures hold what a browser or server sent. They do not show what a vendor's server forwards, stores or deletes.",
    "“Satisfied” means that nothing in these captures contradicts a control and that the facts it needs are established. It does not mean that the app complies with a law, standard or contract.",
    "This is a technical assessment, not legal advice.",
  ]

  /// Assesses a report with an inventory against frameworks.
  package init(
    _ report: AuditReport, _ bundle: TrustCenterBundle, frameworks: [Framework], _ configuration: Audit.Configuration, method: Method
  ) {
    date = bundle.date
    self.method = method
    verdict = report.verdict
    captures = report.captures
    ownership = report.ownership
    learned = report.learned?.sentence
    hosts = Set(report.traffic.flatMap(\.hosts)).sorted()
    self.bundle = bundle
    app = configuration.policy.app
    processing = ProcessingActivity.all(report, bundle, configuration.policy)
    let facts = FactSheet(report, bundle, processing, configuration)
    let judge = ControlJudge(report: report, facts: facts)
    self.frameworks = frameworks.map(judge.assess)
    findings = report.findings.filter { $0.party != .platform }
  }

  /// The number of controls of all frameworks with a result.
  package func count(_ result: AssessedControl.Result) -> Int { frameworks.reduce(0) { $0 + $1.count(result) } }

  /// The number of records in the captures.
  package var records: Int { captures.reduce(0) { $0 + $1.records } }

  /// The period in which the captures were recorded; nil if none says.
  package var span: (first: String, last: String)? {
    let spans = captures.compactMap(\.span)
    guard let first = spans.map(\.first).min(), let last = spans.map(\.last).max() else { return nil }
    return (first, last)
  }
}
