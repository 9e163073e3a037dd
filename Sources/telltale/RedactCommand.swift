import ArgumentParser
import Foundation
import TelltaleKit

/// `telltale redact CAPTURE… -o PATH`
struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Write captures again with placeholders in the place of what leaks.",
    usage: "telltale redact <capture> ... --output <path> [<options>]",
    discussion: """
      The same capture, byte for byte, but for the values: each copy of each goes,
      wherever it stands and however it is packed, and the same value gets the same
      placeholder (~email-1~) in all captures of a run. What was written is then
      audited again through all layers; if anything is left, no file is written.

      EXAMPLES:
        # A capture that may be handed on
        telltale redact session.har -o session.redacted.har

        # What would go, without writing anything
        telltale redact session.har --dry-run

        # A folder of captures, and a certificate of what was taken out
        telltale redact captures/ -o redacted/ --certificate redacted.json

        # Titles may stay; a list of customers' names has to go
        telltale redact session.har -o out.har --keep title --values customers.txt

        # The same placeholders next month, for whoever has the key
        telltale redact session.har -o out.har --pseudonyms key.bin

      EXIT CODES:
        0   written, and nothing is left
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
      "What stays: a category (personal-data, page-context, user-content) or a kind as placeholders name it (title, email). Credentials go in any case. May be repeated.",
      valueName: "class"))
  var keep: [String] = []

  @Option(help: ArgumentHelp("What goes, beside credentials, and nothing else. May be repeated.", valueName: "class"))
  var only: [String] = []

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
      throw ValidationError("Say where to: --output PATH, --in-place or --dry-run.")
    }
    if reading.captures.contains("-") {
      throw ValidationError("The captures are read twice, so standard input will not do: write it to a file.")
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
    plan.choice = try RedactionInputs.choice(keep: keep, only: only, book)
    plan.extraValues = try values.map(RedactionInputs.values) ?? []
    plan.pseudonyms = try pseudonyms.map(RedactionInputs.pseudonyms)
    let result = try RedactionRun(plan, book, configuration, target, isCertified: certificate != nil).run(isTrial: dryRun)
    try report?.write(RedactionCertificate(result, plan, rules: RuleFiles.digest(adding: reading.going.rules)).json)
    try Terminal.print(dryRun ? result.listing : result.summary)
  }
}
