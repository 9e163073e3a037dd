package import Auditing
import Bytes
import Captures
package import Detecting
package import Knowledge
import Known
import Redacting
import Vocabulary

/// Tests the controls of a framework with their own examples: each is written as a HAR, audited and assessed.
package enum FrameworkTester {
  /// The examples that fail.
  package static func failures(of framework: Framework, _ book: RuleBook) throws -> [ExampleFailure] {
    try framework.controls.flatMap { control in
      try control.examples.compactMap { example in
        let result = try result(of: control, in: framework, example, book)
        guard result.result != example.result.wanted else { return nil }
        return ExampleFailure(
          line: example.line,
          message:
            "\(control.number) is to be \(example.result.wanted.words), and is \(result.result.words): \(result.explanation)")
      }
    }
  }

  private static func result(
    of control: Framework.Control, in framework: Framework, _ example: Framework.Example, _ book: RuleBook
  ) throws -> AssessedControl {
    let store = MemoryCapture(path: "example.har", bytes: try ExampleCapture.har(of: example.requests))
    var configuration = Audit.Configuration(paths: [store.path])
    configuration.policy = example.policy ?? Policy()
    for value in configuration.policy.personas.flatMap(\.known) { configuration.given.add(value) }
    configuration.firstParty = configuration.policy.firstParty
    configuration.isOptedOut = example.isOptedOut
    configuration.manifest = example.manifest
    configuration.declarations = example.declarations.map { $0.resolved(book.destinations.destinations) }
    configuration.inventory = true
    let report = try Audit.run(configuration, book: book, from: store)
    let evidence = Evidence(date: framework.checked, rules: "", policy: nil)
    let bundle = TrustCenterBundle(
      report, samples: [], policy: configuration.policy, sources: [], refusals: [], evidence: evidence)
    var single = framework
    single.controls = [control]
    let method = Assessment.Method(version: "", rules: "", policy: nil, inputs: [], ruleCount: 0, destinationCount: 0)
    return Assessment(report, bundle, frameworks: [single], configuration, method: method).frameworks[0].controls[0]
  }
}

extension AssessedControl {
  fileprivate var explanation: String {
    (findings.prefix(5).map { "\($0.rule.id) at \($0.destination) in \($0.field)" } + reasons).joined(separator: "; ")
  }
}

extension Framework.Example.Result {
  fileprivate var wanted: AssessedControl.Result {
    switch self {
    case .satisfied: .satisfied
    case .notSatisfied: .notSatisfied
    case .notAssessed: .notAssessed
    }
  }
}
