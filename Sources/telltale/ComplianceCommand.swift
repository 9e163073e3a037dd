import ArgumentParser
import Assessing
import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Redacting
import Reports
import SystemPackage
import Vocabulary

/// `telltale compliance CAPTURE… -o DIR`
struct ComplianceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compliance",
    abstract: "Assess captures against laws and standards, and write the report.",
    usage: "telltale compliance <capture> ... --output <folder> [<options>]",
    discussion: """
      The report holds scope, method, results by control, evidence, a record of
      processing, what is not sent, opting out, limits and a block to sign. It is
      written as a page that prints on A4 (compliance.html), as Markdown, as JSON
      and as OSCAL assessment results, with a redacted sample of each event.

      A control is satisfied, not satisfied or not assessed; no control is ever
      called compliant. Purposes, contracts, transfers and retention come from the
      policy.

      EXAMPLES:
        # All frameworks, for the captures of a release
        telltale compliance captures/ -o compliance/

        # Two frameworks, and what changed since the last release
        telltale compliance captures/ -o compliance/ --framework gdpr --framework atlassian --since old/compliance.json

        # Compare with the Marketplace answers and the list of sub-processors
        telltale compliance captures/ -o compliance/ --privacy-and-security answers.json --sub-processors dpa.csv

        # Draft the Marketplace answers from the traffic
        telltale compliance captures/ -o compliance/ --draft-privacy-and-security draft.json

      EXIT CODES:
        0   written; no control is contradicted, and everything was examined
        1   written; findings contradict at least one control
        2   written with gaps: something could not be examined or redacted; or
            nothing could be written
        64  wrong usage, or a policy, rules, a framework or a declaration that
            cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"), completion: .directory)
  var output: String

  @Option(
    help: ArgumentHelp("Assess against this framework only; `telltale frameworks list` names them. May be repeated.", valueName: "id"))
  var framework: [String] = []

  @Option(help: ArgumentHelp("Name and version of the app, for the cover (default: the policy's).", valueName: "name"))
  var app: String?

  @Option(help: ArgumentHelp("An earlier report (compliance.json); the new one says what changed since.", valueName: "file"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "The Marketplace's Privacy and Security answers, as its API gives them. What contradicts the traffic is a finding.", valueName: "file"
    ))
  var privacyAndSecurity: String?

  @Option(
    help: ArgumentHelp(
      "The sub-processors of a privacy policy or contract, a table in CSV or a list in YAML. A third party that is missing is a finding. May be repeated.",
      valueName: "file"))
  var subProcessors: [String] = []

  @Option(
    help: ArgumentHelp("Write the Privacy and Security answers that the traffic can give, and say which it cannot.", valueName: "file"))
  var draftPrivacyAndSecurity: String?

  func validate() throws { try reading.validateFiles() }

  func run() throws {
    let folder = try BundleFolder(output, page: "compliance.html")
    let draft = try draftPrivacyAndSecurity.map { try OutputFile($0, sparing: reading.inputs + declarationFiles) }
    var (configuration, book) = try reading.session()
    configuration.policy.app = app ?? configuration.policy.app
    configuration.inventory = true
    configuration.failOn = configuration.policy.failOn ?? .high
    configuration.declarations = try declarations(book)
    let frameworks = try chosen(RuleFiles.frameworks(adding: reading.sessionOptions.rules, book))
    let earlier = try since.map { file in try RuleFiles.understood { try EarlierAssessment(RuleFiles.text(file), file: file) } }
    let paths: [String]
    do {
      paths = try CapturePaths.expand(reading.captures)
    } catch {
      throw Failure(error.description, code: 2)
    }
    let report = try CaptureOptions.audit(configuration, book)
    let bundle = try reading.bundle(of: paths, report, configuration, book)
    let method = try method(configuration, book, policy: bundle.policyDigest, rules: bundle.rules)
    var assessment = Assessment(report, bundle, frameworks: frameworks, configuration, method: method)
    if let earlier { assessment.changes = Changes(since: earlier, assessment) }
    let staging = Staging()
    try folder.write(assessment.files, to: staging)
    if let draft { try draft.write(Array(AnswersDraft(assessment).json.utf8), to: staging) }
    try staging.commit()
    if draft != nil { try printDraft() }
    for gap in bundle.unexamined { Terminal.warn(gap) }
    let results = AssessedControl.Result.allCases.map { "\(assessment.count($0)) \($0.words)" }.joined(separator: ", ")
    try Terminal.print("\(Printable.line(output)): \(counted(frameworks.count, "framework")), controls \(results)\n")
    if assessment.count(.notSatisfied) > 0 { throw ExitCode(1) }
    if bundle.isIncomplete { throw ExitCode(2) }
  }

  private func printDraft() throws {
    try Terminal.print("\(Printable.line(draftPrivacyAndSecurity ?? "")): the answers that traffic gives. These it cannot give:\n")
    for question in AnswersDraft.unanswered { try Terminal.print("  \(question)\n") }
  }

  private var declarationFiles: [String] { [privacyAndSecurity].compactMap(\.self) + subProcessors }

  /// The declarations, with the vendors in them.
  private func declarations(_ book: RuleBook) throws -> [Declaration] {
    try RuleFiles.understood {
      var declarations: [Declaration] = []
      if let file = privacyAndSecurity { declarations.append(try DeclarationFile.answers(RuleFiles.text(file), file: file)) }
      for file in subProcessors { declarations.append(try SubProcessorFile.declaration(RuleFiles.text(file), file: file)) }
      return declarations.map { $0.resolved(book.destinations.destinations) }
    }
  }

  /// The requested frameworks, or all of them.
  private func chosen(_ frameworks: [Framework]) throws -> [Framework] {
    guard !framework.isEmpty else { return frameworks }
    return try framework.map { id in
      guard let framework = frameworks.first(where: { $0.id == id.lowercased() }) else {
        throw Explanation.missing("framework", id, among: frameworks.map(\.id), listed: "`telltale frameworks list` lists them.")
      }
      return framework
    }
  }

  private func method(_ configuration: Audit.Configuration, _ book: RuleBook, policy: String?, rules: String) throws -> Assessment.Method {
    var inputs: [(title: String, digest: String)] = []
    if let file = privacyAndSecurity { inputs.append(("Privacy and Security answers", try FileDigest.of(file))) }
    for file in subProcessors { inputs.append(("List of sub-processors", try FileDigest.of(file))) }
    if let file = reading.terms.manifestFile(configuration) { inputs.append(("Forge manifest", try FileDigest.of(file))) }
    return Assessment.Method(
      version: telltaleVersion, rules: rules, policy: policy, inputs: inputs, ruleCount: book.rules.count,
      destinationCount: book.destinations.destinations.count)
  }
}
