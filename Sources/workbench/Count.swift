import ArgumentParser
import Foundation

/// `workbench count`: checks whether telltale takes more instructions than recorded, which does not depend on the load of the
/// machine.
struct Count: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count the instructions of audits and redactions of small captures, and compare them with recorded counts.",
    discussion: """
      Callgrind counts (package valgrind). Counts depend on the compiler and on the processor; a difference from the recorded \
      ones is reported.

      Exits 1 if a count grew by more than the tolerance, or is recorded and was not counted, or vice versa.
      A count that shrank by more is named, so that it can be recorded again: otherwise the next change could undo the gain.
      """)

  /// The default tolerance in percent.
  static let usualTolerance = 3.0
  static let recordedFile = ".ci/instructions.json"

  @Option(help: "The executable to count, built for release.")
  var telltale: String

  @Option(help: "The folder of samples.")
  var samples = "samples"

  @Option(help: "The file of recorded counts.")
  var recorded = recordedFile

  @Option(help: "By how many percent a count may change.")
  var tolerance = usualTolerance

  @Flag(help: "Record the counts instead of comparing them.")
  var record = false

  func run() throws {
    guard Child.canRun("valgrind") else { throw WorkbenchError("valgrind counts instructions and is not here: apt-get install valgrind") }
    let counted = try withTemporaryDirectory { folder in
      try Counted.count(Setup(telltale: telltale, folder: folder), samples: samples)
    }
    if record {
      try counted.write(to: recorded)
      print("recorded \(counted.counts.count) counts in \(recorded)")
      return
    }
    let comparison = Comparison(recorded: try Instructions(contentsOf: recorded), counted: counted, tolerance: tolerance / 100)
    print(comparison.text)
    if !comparison.failures.isEmpty { throw ExitCode.failure }
  }
}
