import ArgumentParser
import Foundation

/// `workbench bench`: how long an audit takes compared with a plain search of the same file in the same run, and its memory and
/// start-up time.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the time and memory of audits and redactions of large captures.",
    discussion: """
      loads: an audit of each kind of capture, compared with ripgrep with three plain regexes, jq and Python's json.
      sizes: the time by size, from 10 MB to --largest, and the slope of the logarithms, which is 1 for linear growth.
      cores: --jobs 2 compared with --jobs 1.
      memory: the peak by size, for a file, a pipe and gzip, with a report as text and as JSON.
      redaction: a redaction compared with an audit.
      people: audits that search for 20 and for 1,000 personas, compared with one that searches for none.
      start: an audit of a small sample.
      instructions: the counts of `workbench count`.

      Programs take turns after a round that warms the caches. A ratio is the median of the ratios of the rounds.
      A missed target is reported and does not fail: a measurement is not a test.
      """)

  /// A part of the measurements.
  enum Section: String, CaseIterable {
    case loads, sizes, cores, memory, redaction, people, start, instructions
  }

  @Option(help: "The executable to measure.")
  var telltale: String

  @Option(help: "What to measure, separated by commas: \(Section.allCases.map(\.rawValue).joined(separator: ",")).")
  var sections = Sections(all: Section.allCases)

  @Option(help: "The size of the generated captures, except for the sweep of sizes.")
  var megabytes = 100

  @Option(help: "The largest size of the sweep, in MB: up to 2000.")
  var largest = 300

  @Option(help: "The seed of the generated captures.")
  var seed: UInt64 = 1

  @Option(help: "A capture to measure with instead of generated ones. Sizes and memory are then not measured.")
  var file: String?

  @Option(help: "How many rounds are timed.")
  var runs = 5

  @Option(help: "The folder of samples; a small one of them is what start-up is measured with.")
  var samples = "samples"

  @Option(help: "The file of recorded counts of instructions.")
  var recorded = Count.recordedFile

  func run() throws {
    let wanted = sections.all
    let sample = "\(samples)/connect-segment-leaky.har"
    if wanted.contains(.loads) { try Self.requireFloors() }
    try withTemporaryDirectory { folder in
      let setup = Setup(telltale: telltale, folder: folder, seed: seed, rounds: max(1, runs))
      var targets: [Target] = []
      for subject in try subjects(for: setup) {
        if wanted.contains(.loads) { targets += try setup.audits(of: subject) }
        if wanted.contains(.redaction) { targets += try setup.redactions(of: subject) }
        if wanted.contains(.people) { targets += try setup.people(in: subject) }
        if wanted.contains(.cores) { targets += try setup.cores(of: subject) }
      }
      if file == nil, wanted.contains(.sizes) || wanted.contains(.memory) {
        let sweep = try Sweep(setup, time: wanted.contains(.sizes), memory: wanted.contains(.memory), sample: sample)
        targets += try CaptureKind.allCases.flatMap { try sweep.run($0, largest: largest) }
      }
      if wanted.contains(.start) { targets += try setup.start(with: sample) }
      if wanted.contains(.instructions) { try count(setup) }
      if !targets.isEmpty { print((["", Target.heading] + targets.map(\.line)).joined(separator: "\n")) }
      if wanted.contains(.memory) {
        print("\nMemory below \((Double(try Child.floor()) / 1e6).formatted(1)) MB cannot be measured: the workbench itself takes that.")
      }
    }
  }

  /// The captures for all measurements except the sweep.
  private func subjects(for setup: Setup) throws -> [Subject] {
    guard !Set(sections.all).isDisjoint(with: [.loads, .redaction, .people, .cores]) else { return [] }
    if let file { return [try Subject(file: file)] }
    return try CaptureKind.allCases.map { try Subject($0, megabytes: megabytes, seed: seed, in: setup.folder) }
  }

  /// The counts compared with the recorded ones. A difference is printed, but is not a failure.
  private func count(_ setup: Setup) throws {
    guard Child.canRun("valgrind") else { return print("\ninstructions: not counted, valgrind is not here") }
    let counted = try Counted.count(setup, samples: samples)
    let before = (try? Instructions(contentsOf: recorded)) ?? Instructions(origin: counted.origin, counts: [:])
    print("\n" + Comparison(recorded: before, counted: counted, tolerance: Count.usualTolerance / 100).text)
  }

  private static func requireFloors() throws {
    let missing = Subject.floors.filter { !Child.canRun($0.key) }.map(\.value).sorted()
    guard missing.isEmpty else {
      throw WorkbenchError("an audit is measured against what is not here: apt-get install \(missing.joined(separator: " "))")
    }
  }
}

extension Bench {
  /// Sections on the command line.
  struct Sections: ExpressibleByArgument, CustomStringConvertible {
    var all: [Section]

    init(all: [Section]) {
      self.all = all
    }

    init?(argument: String) {
      let sections = argument.split(separator: ",").map { Section(rawValue: String($0)) }
      guard !sections.isEmpty, !sections.contains(nil) else { return nil }
      all = sections.compactMap(\.self)
    }

    var description: String { all.map(\.rawValue).joined(separator: ",") }
  }
}
