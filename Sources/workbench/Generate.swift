import ArgumentParser
import Foundation

/// `workbench generate`: a large capture to measure with.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a HAR of made-up traffic of a Connect app, as a browser would save it.",
    discussion: """
      Documents, scripts, styles, images, fonts, data and calls to a dozen vendors of analytics, a sixth of which leak.
      Nobody in it exists. The same seed and size give the same bytes.
      """)

  @Option(help: "The size of the capture.")
  var megabytes = 200

  @Option(help: "Another seed gives another capture.")
  var seed: UInt64 = 1

  @Option(name: .shortAndLong, help: "The file to write.")
  var output: String

  func run() throws {
    let session = try Session.write(to: output, bytes: megabytes * 1_000_000, seed: seed)
    print(session.summary)
  }
}
