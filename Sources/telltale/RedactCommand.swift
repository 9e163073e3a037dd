import ArgumentParser
import Auditing
import Captures
import Detecting
import Redacting
import Reports

/// `telltale redact CAPTURE… -o PATH`
struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Write redacted copies of captures.",
    usage: "telltale redact <capture> ... --output <path> [<options>]",
    discussion: """
      Replaces secrets and personal data with placeholders and leaves every other
      byte unchanged. Covers everything in a capture: requests and responses,
      headers, cookies, bodies and what the recorder added. Removes what the rules
      find, values whose key says that they are secret, strings that look random,
      and every copy of these in any encoding. A value gets the same placeholder
      (~email-1~) in all captures of a run. The output is then audited, and
      checked by a second method; if either finds anything, no file is written.

      EXAMPLES:
        # Write a redacted copy
        telltale redact session.har -o session.redacted.har

        # Show what would be removed, without writing anything
        telltale redact session.har --dry-run

        # Redact a folder, with a certificate of what was removed
        telltale redact captures/ -o redacted/ --certificate redacted.json

        # Keep titles and a field; remove a list of customers' names
        telltale redact session.har -o out.har --keep title --keep properties.build --values customers.txt

        # Keep only the requests, and remove UUIDs
        telltale redact session.har -o out.har --drop-bodies --strict

        # Use the same placeholders next month, with a key
        telltale redact session.har -o out.har --pseudonyms key.bin

      EXIT CODES:
        0   written; nothing that telltale searches for is left
        2   nothing was written: something is left, or cannot be read
        64  wrong usage, or a policy, rules or a key that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; a folder for several captures.", valueName: "path"))
  var output: String?

  @Flag(help: "Write over the captures themselves.")
  var inPlace = false

  @Flag(help: "List what would be removed, and write nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Keep a category (personal-data, page-context, user-content), a kind as placeholders name it (title, email), or a field (user.anonymousId, properties.*). Credentials that rules find are removed anyway. May be repeated.",
      valueName: "class-or-field"))
  var keep: [String] = []

  @Option(help: ArgumentHelp("Redact only these classes (credentials are always redacted). May be repeated.", valueName: "class"))
  var only: [String] = []

  @Flag(help: "Redact UUIDs and account IDs too.")
  var strict = false

  @Flag(help: "Leave response bodies out.")
  var dropBodies = false

  @Option(help: ArgumentHelp("A file of additional values to remove, one per line.", valueName: "file"), completion: .file())
  var values: String?

  @Option(
    help: ArgumentHelp(
      "A key file. Placeholders are then the same in every run with this key, and reveal nothing without it.", valueName: "file"),
    completion: .file())
  var pseudonyms: String?

  @Option(help: ArgumentHelp("Write what was removed, with digests of the files that were read and written, as JSON.", valueName: "file"))
  var certificate: String?

  func validate() throws {
    guard [output != nil, inPlace, dryRun].count(where: { $0 }) == 1 else {
      throw ValidationError("Choose one of --output PATH, --in-place or --dry-run.")
    }
    try reading.validateFiles()
    if dryRun, certificate != nil { throw ValidationError("--dry-run writes nothing, so there is nothing to certify.") }
  }

  func run() throws {
    let (configuration, book) = try reading.session()
    let captures: [(path: String, name: String)]
    do {
      captures = try CapturePaths.named(reading.captures)
    } catch {
      throw Failure(error.description, code: 2)
    }
    let versions = captures.map { FileStatus($0.path)?.version }
    let target = try RedactionTarget(captures, output: output, inPlace: inPlace || dryRun)
    let report = try certificate.map { try OutputFile($0, sparing: captures.map(\.path)) }
    var plan = Redaction.Configuration(paths: captures.map(\.path))
    plan.choice = try RedactionInputs.choice(keep: keep, only: only, configuration.policy, book)
    plan.choice.isStrict = strict
    plan.choice.dropsBodies = dropBodies
    plan.extraValues = try values.map(RedactionInputs.values) ?? []
    plan.pseudonyms = try pseudonyms.map(RedactionInputs.pseudonyms)
    plan.isCertified = certificate != nil
    plan.jobs = configuration.jobs
    let redaction = ProvedRedaction(plan, names: target.captures.map(\.name), book, auditing: configuration)
    let rules = try RuleFiles.digest(adding: reading.sessionOptions.rules)
    let result = try Self.run(redaction, target, versions, isTrial: dryRun) { [plan] result, staging in
      let proof = RedactionCertificate(result, plan, rules: rules)
      try report?.write(Array(CertificateFormat.json.render(proof).utf8), to: staging)
    }
    try Terminal.print(dryRun ? result.listing : result.summary)
  }

  /// - Throws: ``Failure`` with code 2 if something cannot be read or written, or is left.
  private static func run(
    _ redaction: ProvedRedaction, _ target: RedactionTarget, _ versions: [FileStatus.Version?], isTrial: Bool,
    certify: @escaping (RedactionResult, Staging) throws -> Void
  ) throws -> RedactionResult {
    do {
      return try CaptureOptions.metered { progress in
        if isTrial { return try redaction.trial(from: FileStore(), progress: progress) }
        return try redaction.run(from: FileStore(), progress: progress) { StagedCaptures(target, versions, certify: certify) }
      }
    } catch let refusal as Redaction.Refusal {
      throw Failure(refusal.description, code: 2)
    } catch let remains as ProvedRedaction.Remains {
      throw Failure(remains.description, code: 2)
    }
  }
}
