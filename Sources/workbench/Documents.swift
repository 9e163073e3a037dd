import ArgumentParser
import Detecting
import Foundation
import Knowledge

/// `workbench documents`: writes the pages of rules and destinations, from the text of `telltale explain`.
struct Documents: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write docs/rules.md and docs/destinations.md.",
    discussion: """
      Each rule and each destination of the binary has a section, whose anchor is its id. DocumentationTests fails when a page is out of
      date; UPDATE_DOCS=1 makes it write the pages.
      """)

  @Option(name: .shortAndLong, help: "The folder to write into.")
  var output = "docs"

  func run() throws {
    for (name, text) in try Self.pages() {
      try text.write(to: URL(filePath: output).appending(path: name), atomically: true, encoding: .utf8)
    }
  }

  /// The pages by the names of their files.
  static func pages() throws -> [(name: String, text: String)] {
    let book = try RuleBook.standard(withExamples: true)
    return [
      ("rules.md", RuleDocument(book, try FrameworkFile.standard(book.names)).text),
      ("destinations.md", DestinationDocument(book.destinations).text),
    ]
  }
}
