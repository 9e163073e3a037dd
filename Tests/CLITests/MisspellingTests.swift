import Testing

/// A mistyped command line gets a suggestion.
@Suite struct MisspellingTests {
  @Test(arguments: [
    (["adit"], "there is no command `adit`. Did you mean `telltale audit`?"),
    (["adit", "session.har"], "there is no command `adit`. Did you mean `telltale audit`?"),
    (["help", "adit"], "there is no command `adit`. Did you mean `telltale audit`?"),
    (["rules", "lst"], "there is no command `lst`. Did you mean `telltale rules list`?"),
    (["rules", "shwo", "email"], "there is no command `shwo`. Did you mean `telltale rules show`?"),
    (
      ["samples/encodings.har"],
      "`samples/encodings.har` is a file and not a command. Did you mean `telltale audit samples/encodings.har`?"
    ),
    (["--format", "json", "audit", "x.har"], "options go after the command. Did you mean `telltale audit --format`?"),
  ])
  func `a mistyped command gets a suggestion`(arguments: [String], message: String) throws {
    let run = try Tool.run(arguments)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors == "telltale: \(message)\n")
  }

  @Test func `a command similar to none lists all`() throws {
    let run = try Tool.run(["quux\u{1B}[31m"])
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("telltale: there is no command `quux\\u{1b}[31m`. `telltale --help` lists the commands: audit, "))
  }

  @Test func `a mistyped option gets a suggestion`() throws {
    let run = try Tool.run(["audit", "x.har", "--formt", "json"])
    #expect(run.status == 64 && run.errors.contains("Unknown option '--formt'. Did you mean '--format'?"))
  }

  @Test func `version and help are commands`() throws {
    #expect(try Tool.run(["version"]).output == Tool.run(["--version"]).output)
    #expect(try Tool.run(["help", "audit"]).output == Tool.run(["audit", "--help"]).output)
    #expect(try Tool.run(["help", "rules", "list"]).output == Tool.run(["rules", "list", "--help"]).output)
    #expect(try Tool.run(["help"]).status == 0)
  }
}
