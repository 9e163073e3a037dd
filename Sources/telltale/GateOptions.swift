import ArgumentParser
import Auditing
import Knowledge
import Vocabulary

extension Severity: ExpressibleByArgument {
  /// A severity by its name on the command line.
  public init?(argument: String) { self.init(name: argument) }

  /// The names in help and completions, lowest first.
  public static var allValueStrings: [String] { allCases.map(\.name) }
}

/// What fails a run.
struct GateOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Lowest severity that fails the gate. (default: the policy's, or high)", valueName: "severity"))
  var failOn: Severity?

  @Option(
    help: ArgumentHelp("A file of known findings, as `telltale baseline` writes it. Only other findings fail the gate.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Do not fail if some data could not be examined. The report still lists it.")
  var allowIncomplete = false

  /// Adds the gate to a configuration.
  func apply(to configuration: inout Audit.Configuration) throws {
    configuration.failOn = failOn ?? configuration.policy.failOn ?? .high
    configuration.baseline = try baseline.map { file in
      try RuleFiles.understood { try Baseline(RuleFiles.text(file), file: file) }
    }
  }

  /// The exit code of a run.
  func exitCode(of verdict: Verdict, _ policy: Policy) -> Int32 {
    verdict.exitCode(allowIncomplete: allowIncomplete || policy.allowIncomplete ?? false)
  }
}
