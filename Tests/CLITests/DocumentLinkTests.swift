import Foundation
import Testing

/// Links from SARIF to the documents, whose URL only the user knows.
@Suite struct DocumentLinkTests {
  private struct Log: Decodable {
    var runs: [Run]

    struct Run: Decodable { var tool: Tool }
    struct Tool: Decodable { var driver: Driver }
    struct Driver: Decodable {
      var informationUri: String?
      var rules: [Rule]
    }
    struct Rule: Decodable {
      var id: String
      var helpUri: String?
      var help: Help
    }
    struct Help: Decodable { var markdown: String }
  }

  private func driver(_ options: [String]) throws -> Log.Driver {
    let run = try Tool.run(["audit", "-", "--format", "sarif"] + options, input: MadeUp.leaky)
    let log = try JSONDecoder().decode(Log.self, from: Data(run.output.utf8))
    return try #require(log.runs.first).tool.driver
  }

  @Test func `without a URL there is no link, and the help has everything`() throws {
    let driver = try driver([])
    #expect(driver.informationUri == nil)
    #expect(driver.rules.count > 100 && driver.rules.allSatisfy { $0.helpUri == nil })
    let help = try #require(driver.rules.first { $0.id == "jwt-in-page-url" }).help.markdown
    for part in ["**Fix:**", "**See:** [CWE-598](https://cwe.mitre.org/data/definitions/598.html)"] {
      #expect(help.contains(part), "\(help)")
    }
  }

  @Test(arguments: ["https://git.example/a/blob/main/docs", "https://git.example/a/blob/main/docs/"])
  func `a URL links every rule to its section`(url: String) throws {
    let driver = try driver(["--docs-url", url])
    #expect(driver.informationUri == "https://git.example/a/blob/main/docs/rules.md")
    let page = try String(contentsOf: Tool.root.appending(path: "docs/rules.md"), encoding: .utf8)
    for rule in driver.rules {
      // A rule at another severity than usual has the same section.
      let id = rule.id.split(separator: "/")[0]
      #expect(rule.helpUri == "https://git.example/a/blob/main/docs/rules.md#\(id)")
      #expect(page.contains("\n### \(id)\n"), "\(id)")
    }
  }

  @Test func `an additional rule has no section`() throws {
    try withTemporaryFolder { folder in
      let rules = try driver(["--docs-url", "https://git.example/docs", "--rules", folder.file("ours.yaml", MadeUp.rule())]).rules
      #expect(try #require(rules.first { $0.id == "ticket-number" }).helpUri == nil)
      #expect(try #require(rules.first { $0.id == "email" }).helpUri != nil)
      #expect(try !Tool.run(["explain", "ticket-number", "--rules", folder.path]).output.contains("documented"))
    }
  }

  @Test(arguments: [
    "docs", "ftp://git.example/docs", "https://", "https://git.example/docs?x=1", "https://git.example/docs#top", "javascript:x",
  ])
  func `a URL that cannot be a base of links is wrong usage`(url: String) throws {
    let run = try Tool.run(["audit", "-", "--docs-url", url], input: MadeUp.clean)
    #expect(run.status == 64)
    #expect(run.errors.contains("--docs-url needs a URL such as https://git.example/telltale/blob/main/docs, not `\(url)`."))
  }
}
