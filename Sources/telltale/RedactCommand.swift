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
      byte as it was. Looks at everything in a capture: requests and responses,
      headers, cookies, bodies and what the recorder added. Takes out what the rules
      find, values whose name says that they are secrets, strings that look random,
      and every copy of these, however it is encoded. The same value gets the same
      placeholder (~email-1~) in all captures of a run. The output is then audited,
      and read again by a second method; if either finds anything, no file is
      written.

      EXAMPLES:
        # A redacted copy
        telltale redact session.har -o session.redacted.har

        # What would go, without writing anything
        telltale redact session.har --dry-run

        # A folder of captures, and a certificate of what was taken out
        telltale redact captures/ -o redacted/ --certificate redacted.json

        # Keep titles and a field; remove a list of customers' names
        telltale redact session.har -o out.har --keep title --keep properties.build --values customers.txt

        # Only the requests, and no UUIDs
        telltale redact session.har -o out.har --drop-bodies --strict

        # The same placeholders next month, for anyone with the key
        telltale redact session.har -o out.har --pseudonyms key.bin

      EXIT CODES:
        0   written; nothing that telltale looks for is left
        2   nothing was written: something is left, or cannot be read
        64  wrong usage, or a policy, rules or a key that cannot be understood
      """)

  @OptionGroup
  var reading: CaptureOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; a folder for several captures.", valueName: "path"))
  var output: String?

  @Flag(help: "Write over the captures themselves.")
  var inPlace = false

  @Flag(help: "List what would go, and write nothing.")
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

  @Option(help: ArgumentHelp("A file of further values to take out, one a line.", valueName: "file"), completion: .file())
  var values: String?

  @Option(
    help: ArgumentHelp(
      "A file whose bytes are a key: placeholders are then the same in every run with it, and tell nothing without it.", valueName: "file"),
    completion: .file())
  var pseudonyms: String?

  @Option(help: ArgumentHelp("Write what was taken out, with digests of what was read and written, as JSON.", valueName: "file"))
  var certificate: String?

  func validate() throws {
    guard [output != nil, inPlace, dryRun].count(where: { $0 }) == 1 else {
      throw ValidationError("Choose one of --output PATH, --in-place or --dry-run.")
    }
    if reading.captures.contains("-") {
      throw ValidationError("The captures are read more than once, so standard input is not supported; save it to a file first.")
    }
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
    let result = try Self.run(redaction, target, isTrial: dryRun)
    if let report {
      let proof = try RedactionCertificate(result, plan, rules: RuleFiles.digest(adding: reading.sessionOptions.rules))
      try report.write(CertificateFormat.json.render(proof))
    }
    try Terminal.print(dryRun ? result.listing : result.summary)
  }

  /// - Throws: ``Failure`` with code 2 where something cannot be read or written, or is left.
  private static func run(_ redaction: ProvedRedaction, _ target: RedactionTarget, isTrial: Bool) throws -> RedactionResult {
    do {
      return try CaptureOptions.metered { progress in
        if isTrial { return try redaction.trial(from: FileStore(), progress: progress) }
        return try redaction.run(from: FileStore(), progress: progress) { try StagedCaptures(target) }
      }
    } catch let refusal as Redaction.Refusal {
      throw Failure(refusal.description, code: 2)
    } catch let remains as ProvedRedaction.Remains {
      throw Failure(remains.description, code: 2)
    }
  }
}
