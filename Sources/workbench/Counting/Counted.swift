import Foundation

/// The runs whose instructions are counted: small, and the same every time.
struct Counted {
  var name: String
  var arguments: [String]

  /// Counts all of them.
  static func count(_ setup: Setup, samples: String) throws -> Instructions {
    // The scheduling of several threads differs in every run.
    let jobs = try setup.knows("--jobs", of: "audit") ? ["--jobs", "1"] : []
    let telltale = try Callgrind.countable(setup.telltale, in: setup.folder)
    var counts: [String: Int] = [:]
    for run in try all(setup, samples: samples) {
      let options = run.arguments.count > 1 ? jobs : []
      counts[run.name] = try Callgrind.count([telltale] + run.arguments + options, in: setup.folder)
    }
    return Instructions(origin: try .here(in: setup.folder), counts: counts)
  }

  /// Generates the captures that are not samples, and lists the runs.
  ///
  /// Starting, reading rules and reporting dominate in a sample; in a megabyte of leaks, finding them does. A sparse capture must
  /// be larger to dominate, and a redaction examines so much more that a megabyte is enough again.
  private static func all(_ setup: Setup, samples: String) throws -> [Counted] {
    let generated = { (kind: CaptureKind, megabytes: Int) in try Subject(kind, megabytes: megabytes, seed: 1, in: setup.folder).path }
    let leaking = [try generated(.leakingLog, 1), try generated(.leakingCapture, 1)]
    let leaky = "\(samples)/connect-segment-leaky.har"
    let named = ["\(samples)/connect-segment-clean.har", leaky, "\(samples)/encodings.har", "\(samples)/rudderstack-events.ndjson"]
    let output = setup.folder.appending(path: "redacted").path
    return try [Counted(name: "version", arguments: ["--version"])]
      + (named + leaking + [generated(.sparse, 20)]).map { Counted("audit", $0, options: ["--format", "json"]) }
      + ([leaky] + leaking + [generated(.sparse, 1)]).map { Counted("redact", $0, options: ["--output", output]) }
  }

  private init(_ command: String, _ path: String, options: [String]) {
    name = "\(command) \(URL(filePath: path).lastPathComponent)"
    // The day decides which waivers have expired, and is part of reports.
    arguments = [command, path, "--no-policy", "--date", "2026-01-31"] + options
  }

  private init(name: String, arguments: [String]) {
    self.name = name
    self.arguments = arguments
  }
}
