import Testing

/// What a newcomer reads first.
@Suite struct HelpTests {
  @Test(arguments: [
    [], ["audit"], ["fix"], ["redact"], ["publish"], ["inventory"], ["diff"], ["explain"], ["init"], ["baseline"], ["policy"],
    ["policy", "check"], ["schema"],
    ["completions"], ["version"], ["show"], ["rules"], ["rules", "list"],
    ["rules", "show"], ["rules", "test"],
  ])
  func `the help of a command has an abstract and examples that are commands`(command: [String]) throws {
    let help = try Tool.run(command + ["--help"])
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    #expect(help.output.hasPrefix("OVERVIEW: "))
    let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "EXAMPLES:"))
    let examples = lines[start...].prefix { $0.isEmpty || $0 == "EXAMPLES:" || $0.hasPrefix("  ") }
    let commands = examples.filter { $0.contains("telltale ") && !$0.contains("#") }
    #expect(!commands.isEmpty)
    #expect(command.isEmpty || commands.allSatisfy { $0.contains("telltale \(command.joined(separator: " "))") })
    #expect(lines.allSatisfy { $0.count <= 80 }, "a line is wider than a terminal")
  }

  @Test func `a command alone prints its subcommands`() throws {
    let help = try Tool.run([])
    #expect(help.status == 0)
    #expect(help.output.contains("telltale audit session.har"))
  }

  @Test(arguments: ["audit", "fix", "diff"])
  func `exit codes are documented`(command: String) throws {
    let help = try Tool.run([command, "--help"]).output
    for code in ["0 ", "1 ", "2 ", "64"] { #expect(help.contains("\n  \(code)  ")) }
  }

  @Test func `the version is a version`() throws {
    let version = try Tool.run(["--version"])
    #expect(version.status == 0)
    #expect(version.output.contains(/^\d+\.\d+\.\d+\n$/))
  }
}
