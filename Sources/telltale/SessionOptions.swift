import ArgumentParser
import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Plans
import Known
import Vocabulary

/// The settings for reading captures.
struct SessionOptions: ParsableArguments {
  @Option(
    name: .customLong("first-party"),
    help: ArgumentHelp(
      "A first-party host; all hosts of its domain are first-party too. Without it, telltale takes them from the policy, or from the documents that the capture opened. May be repeated.",
      valueName: "host"))
  var firstParty: [String] = []

  @Option(help: ArgumentHelp("A file or folder of additional rules. May be repeated.", valueName: "path"), completion: .file())
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "The policy file. Without it, telltale uses \(PolicyFile.name) from the working directory or the nearest folder above it, up to the root of the repository.",
      valueName: "file"))
  var policy: String?

  @Flag(help: "Ignore any policy file.")
  var noPolicy = false

  @Option(
    help: ArgumentHelp(
      "Date of the report, which also decides whether waivers have expired, such as 2026-11-29. Without it, today.", valueName: "day"))
  var date: Day?

  @Option(
    help: ArgumentHelp(
      "A person whose data must not reach third parties: email=ADDRESS,name=NAME and other facts. telltale searches for every form and digest of them, in addition to the personas of the policy and people learned from the captures. May be repeated.",
      valueName: "facts"))
  var persona: [String] = []

  @Option(
    name: .customLong("learn-from"),
    help: ArgumentHelp(
      "A capture or a folder from which to learn the people and texts to search for, before the audit. The audited captures then teach each other nothing, so that parts of an audit agree. May be repeated.",
      valueName: "capture"), completion: .file())
  var learnFrom: [String] = []

  func validate() throws {
    for facts in persona where Persona(option: facts) == nil {
      throw ValidationError("--persona takes email=ADDRESS,name=NAME and the like, each value of at least four characters.")
    }
    if policy != nil && noPolicy { throw ValidationError("--policy and --no-policy exclude each other.") }
    for host in firstParty {
      guard let pattern = HostPattern(host), pattern.description == host.lowercased(), host != "*" else {
        throw ValidationError("--first-party takes a host, such as app.example, and not `\(Printable.line(host))`.")
      }
    }
  }

  /// Adds the people to search for.
  private func know(_ personas: [Persona], _ configuration: inout Audit.Configuration, _ book: RuleBook) throws {
    for value in (configuration.policy.personas + personas).flatMap(\.known) { configuration.given.add(value) }
    guard !learnFrom.isEmpty else { return }
    configuration.learnsOnward = false
    do {
      configuration.given = try Audit.learn(from: learnFrom, configuration, book: book)
    } catch let error as CaptureError {
      throw Failure(error.description, code: 2)
    }
  }

  /// The day of the run.
  func today() throws -> Day { try date ?? PolicyFiles.today() }

  /// The inputs of a report.
  func evidence(_ configuration: Audit.Configuration) throws -> Evidence {
    let policy = configuration.policy.file
    return Evidence(
      date: try today(), rules: try RuleFiles.digest(adding: rules), policy: policy.isEmpty ? nil : try FileDigest.of(policy),
      plan: configuration.plan?.digest)
  }

  /// The settings of the options and the policy, and the rules.
  func session(of captures: [String]) throws -> (configuration: Audit.Configuration, book: RuleBook) {
    let personas = persona.compactMap(Persona.init(option:))
    let file = noPolicy ? nil : policy ?? PolicyFiles.nearest()
    var book = try RuleFiles.book(adding: rules, personas: file == nil ? personas : [])
    var configuration = Audit.Configuration(paths: captures)
    if let file {
      configuration.policy = try PolicyFiles.policy(file, book: book, today: today())
      book = try RuleFiles.understood { try book.adding(configuration.policy.personas + personas, file: file) }
      let plans = configuration.policy.plan.map { PolicyFiles.path($0, beside: file) }
      if !plans.isEmpty { configuration.plan = try PlanOptions.plan(plans) }
    }
    configuration.firstParty = firstParty.isEmpty ? configuration.policy.firstParty : firstParty
    try know(personas, &configuration, book)
    return (configuration, book)
  }
}
