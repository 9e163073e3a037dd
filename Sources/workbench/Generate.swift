import ArgumentParser
import Foundation

/// `workbench generate`: generates a large capture for measurements.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a large capture of made-up traffic of a Connect app.",
    discussion: """
      sparse: a HAR as a browser would save it. Documents, scripts, styles, images, fonts, data and calls to a dozen analytics vendors, \
      a sixth of which leak.
      leaking-log: events, one per line, each of which leaks a unique token, title, name, email address and IP address.
      leaking-capture: a HAR with such events in batches, calls to other vendors, and beacons.

      All people in it are made up. The same kind, seed and size give the same bytes.
      """)

  @Option(help: "What to write.")
  var kind = CaptureKind.sparse

  @Option(help: "The size of the capture.")
  var megabytes = 200

  @Option(help: "Another seed gives another capture.")
  var seed: UInt64 = 1

  @Option(name: .shortAndLong, help: "The file to write.")
  var output: String

  func run() throws {
    print(try kind.write(to: output, bytes: megabytes * 1_000_000, seed: seed))
  }
}

extension CaptureKind: ExpressibleByArgument {}
