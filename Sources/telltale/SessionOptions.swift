import ArgumentParser
import Auditing
import Bytes
import Captures
import Knowledge
import Vocabulary

/// What a command goes by when it reads captures.
struct SessionOptions: ParsableArguments {
  @Option(
    name: .customLong("first-party"),
    help: ArgumentHelp(
      "A host of the app itself; all hosts of its domain are the app's too. Without it the policy tells, or the documents that the capture opened. May be repeated.",
      valueName: "host"))
  var firstParty: [String] = []

  @Option(help: ArgumentHelp("A file or folder of further rules. May be repeated.", valueName: "path"), completion: .file())
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "The policy. Without it, \(PolicyFile.name) of the working directory or the nearest above, up to the root of the repository.",
      valueName: "file"))
  var policy: String?

  @Flag(help: "Go by no policy, even where there is one.")
  var noPolicy = false

  @Option(
    help: ArgumentHelp("The day that reports carry and waivers are held against, such as 2026-11-29. Without it, today.", valueName: "day"))
  var date: Day?

  func validate() throws {
    if policy != nil && noPolicy { throw ValidationError("--policy and --no-policy exclude each other.") }
    for host in firstParty {
      guard let pattern = HostPattern(host), pattern.description == host.lowercased(), host != "*" else {
        throw ValidationError("--first-party takes a host, such as app.example, and not `\(Printable.line(host))`.")
      }
    }
  }

  /// The day of the run.
  func today() throws -> Day { try date ?? PolicyFiles.today() }

  /// What a report rests on.
  func evidence(_ policy: Policy) throws -> Evidence {
    Evidence(
      date: try today(), rules: try RuleFiles.digest(adding: rules), policy: policy.file.isEmpty ? nil : try FileDigest.of(policy.file))
  }

  /// What the options say, with what the policy adds to it, and the rules to go by.
  func session(of captures: [String]) throws -> (configuration: Audit.Configuration, book: RuleBook) {
    var book = try RuleFiles.book(adding: rules)
    var configuration = Audit.Configuration(paths: captures)
    if let file = noPolicy ? nil : policy ?? PolicyFiles.nearest() {
      configuration.policy = try PolicyFiles.policy(file, book: book, today: today())
      book = try RuleFiles.understood { try book.adding(configuration.policy.personas, file: file) }
    }
    configuration.firstParty = firstParty.isEmpty ? configuration.policy.firstParty : firstParty
    return (configuration, book)
  }
}
