import Testing

/// `telltale explain`: one command for any ID in a report.
@Suite struct ExplainCommandTests {
  @Test(arguments: [(["rules", "show"], "jwt-in-page-url"), (["destinations", "show"], "segment")])
  func `explain prints what show prints`(command: [String], id: String) throws {
    let page = try Tool.run(["explain", id])
    #expect(page.status == 0)
    #expect(page.output.contains("\nid          \(id)\n"))
    #expect(page.output == (try Tool.run(command + [id])).output)
  }

  @Test func `a rule about known people explains how to name them`() throws {
    #expect(try Tool.run(["explain", "known-hash"]).output.contains("\nKnown from\n"))
    #expect(try !Tool.run(["explain", "email"]).output.contains("Known from"))
    // Rules of personas are in no file.
    let persona = try Tool.run(["explain", "persona-email"]).output
    #expect(persona.hasPrefix("A persona's email\n") && persona.contains("--persona email=ADDRESS"))
    #expect(try Tool.run(["explain", "persona-"]).status == 64)
  }

  @Test func `an additional rule is explained too`() throws {
    try withTemporaryFolder { folder in
      let page = try Tool.run(["explain", "ticket-number", "--rules", folder.file("ours.yaml", MadeUp.rule())])
      #expect(page.output.hasPrefix("Number of a support ticket\n"))
    }
  }

  @Test(arguments: [
    ("segmnet", "there is no rule or destination `segmnet`. Did you mean segment?"),
    ("jwt-in-pgae-url", "there is no rule or destination `jwt-in-pgae-url`. Did you mean jwt-in-page-url, jwt?"),
    (
      "zzzzzz\u{1B}[31m",
      "there is no rule or destination `zzzzzz\\u{1b}[31m`. `telltale rules list` and `telltale destinations list` list them."
    ),
  ])
  func `an unknown ID exits 64, with suggestions`(id: String, message: String) throws {
    let page = try Tool.run(["explain", id])
    #expect(page.status == 64)
    #expect(page.output.isEmpty)
    #expect(page.errors == "telltale: \(message)\n")
  }

  @Test func `no id is both a rule's and a destination's`() throws {
    let ids = try ["rules", "destinations"].map { kind in
      let list = try Tool.run([kind, "list"]).output
      return Set(list.split(separator: "\n").filter { $0.hasPrefix("  ") }.compactMap { $0.split(separator: " ").first })
    }
    #expect(ids[0].count > 20 && ids[1].count > 20)
    #expect(ids[0].isDisjoint(with: ids[1]))
  }
}
