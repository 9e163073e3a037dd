import ArgumentParser
import Auditing
import Detecting
import Knowledge
import Reports
import Vocabulary

/// `telltale init [CAPTURE…]`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a first policy, with a comment for every setting.",
    usage: "telltale init [<capture> ...] [--output <file>]",
    discussion: """
      A policy lists who may receive data and why, what was disclosed, what is
      accepted for a time, and when the gate fails. Given captures, it starts with
      the app's hosts and every destination in them.

      EXAMPLES:
        # From the destinations of a session
        telltale init session.har

        # An empty one
        telltale init

      EXIT CODES:
        0   written
        2   the file exists, or a capture could not be read
        64  wrong usage
      """)

  @Argument(help: ArgumentHelp("HAR files, event logs, or folders of them.", valueName: "capture"))
  var captures: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = PolicyFile.name

  func run() throws {
    let file = try OutputFile(output, sparing: captures)
    guard !file.exists else {
      throw Failure("\(output): the policy exists and was left unchanged; choose another file with -o", code: 2)
    }
    var report: AuditReport?
    if !captures.isEmpty {
      let audited = try CaptureOptions.audit(Audit.Configuration(paths: captures), RuleFiles.book(adding: []))
      guard !audited.verdict.isUnreadable, audited.captures.contains(where: { $0.error == nil }) else {
        throw Failure("no policy was written, because no capture could be read", code: 2)
      }
      report = audited
    }
    try file.write(PolicyDraft.text(from: report))
    let listed = report.map { $0.traffic.count { $0.party == .third } } ?? 0
    try Terminal.print(
      "\(output): written\(listed == 0 ? "" : ", with \(counted(listed, "destination")) whose purpose you need to fill in")\n")
  }
}
