import Foundation
import Testing

@testable import workbench

/// `docs/rules.md` and `docs/destinations.md`, which are generated from the rules and destinations in the binary.
///
/// `UPDATE_DOCS=1 swift test --filter DocumentationTests` writes them again.
@Suite struct CatalogueDocumentationTests {
  private static let isRecording = ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1"
  private static let folder = Tool.root.appending(path: "docs")

  @Test func `the pages are up to date`() throws {
    for (name, text) in try Documents.pages() {
      let url = Self.folder.appending(path: name)
      if Self.isRecording { try text.write(to: url, atomically: true, encoding: .utf8) }
      // The page is long: a failure names the first line that differs.
      let (old, new) = (lines(try String(contentsOf: url, encoding: .utf8)), lines(text))
      let differing = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
      if let differing { Issue.record("docs/\(name):\(differing.offset + 1) should be: \(differing.element.1) (`make record` writes it)") }
      #expect(old.count == new.count, "docs/\(name) is out of date; `make record` writes it")
    }
  }

  @Test(arguments: [
    ("rules", "rules.md", "documented  docs/rules.md#"), ("destinations", "destinations.md", "documented  docs/destinations.md#"),
  ])
  func `every ID has one section, and explain knows it`(kind: String, page: String, row: String) throws {
    let list = try Tool.run([kind, "list"]).output
    let ids = list.split(separator: "\n").filter { $0.hasPrefix("  ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
    let text = try String(contentsOf: Self.folder.appending(path: page), encoding: .utf8)
    let sections = lines(text).filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    #expect(ids.count > 70)
    #expect(sections.sorted() == ids.sorted())
    // A heading with the same anchor as an ID would take its links.
    let headings = lines(text).filter { $0.hasPrefix("# ") || $0.hasPrefix("## ") }.map { $0.drop { "# ".contains($0) }.lowercased() }
    #expect(!headings.isEmpty && Set(headings).isDisjoint(with: ids))
    for id in [ids[0], ids[ids.count - 1]] { #expect(try Tool.run(["explain", id]).output.contains("\n\(row)\(id)\n")) }
  }

  @Test(arguments: ["rules.md", "destinations.md", "faq.md"])
  func `every link within a page has its heading`(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    // GitHub's anchors: lower-case letters, digits and hyphens stay, spaces become hyphens, all else is removed.
    let anchors = lines(text).filter { $0.hasPrefix("#") }.map { heading in
      String(heading.drop { "# ".contains($0) }).lowercased().filter { $0.isLetter || $0.isNumber || "- _".contains($0) }.replacing(
        " ", with: "-")
    }
    let links = text.matches(of: /\]\(#([^)]+)\)/).map { String($0.1) }
    #expect(links.count >= 20)
    for link in links { #expect(anchors.contains(link), "docs/\(name): #\(link)") }
  }

  /// A browser must show what the rule says, and no markup that a text happens to contain.
  @Test func `texts are escaped`() throws {
    let text = try String(contentsOf: Self.folder.appending(path: "destinations.md"), encoding: .utf8)
    #expect(text.contains(#"a \<link rel="canonical"\> in the page"#))
    let rules = try String(contentsOf: Self.folder.appending(path: "rules.md"), encoding: .utf8)
    #expect(rules.contains("add it to `destinations` in telltale.yaml"))
  }

  private func lines(_ text: String) -> [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
