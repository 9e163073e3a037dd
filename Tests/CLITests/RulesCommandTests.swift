import Testing

/// `telltale rules`: what it lists, explains and tests.
@Suite struct RulesCommandTests {
  @Test func `list has every category and rule`() throws {
    let list = try Tool.run(["rules", "list"])
    #expect(list.status == 0)
    for category in ["credential", "personal-data", "page-context", "user-content", "destination", "schema"] {
      #expect(list.output.contains("\n\(category)\n") || list.output.hasPrefix("\(category)\n"))
    }
    #expect(list.output.contains(/\n  jwt-in-page-url +critical +JWT in page URL\n/))
  }

  @Test func `list has the rules of a file too`() throws {
    try withTemporaryFolder { folder in
      let list = try Tool.run(["rules", "list", "--rules", folder.file("ours.yaml", MadeUp.rule())])
      #expect(list.output.contains(/\n  ticket-number +low +Number of a support ticket\n/))
    }
  }

  @Test func `show explains a rule`() throws {
    let page = try Tool.run(["rules", "show", "jwt-in-page-url"])
    #expect(page.status == 0)
    for heading in ["\nid ", "\nseverity ", "\nfrom        rules/credentials.yaml\n", "\nWhy\n", "\nFix\n", "\nFound\n", "\nNot found\n"] {
      #expect(page.output.contains(heading), "\(heading)")
    }
  }

  @Test func `show suggests the rules that contain an ID`() throws {
    let page = try Tool.run(["rules", "show", "jwt-in-page"])
    #expect(page.status == 64)
    #expect(page.errors == "telltale: there is no rule `jwt-in-page`. Did you mean jwt-in-page-url, jwt?\n")
  }

  @Test func `the rules in the binary pass`() throws {
    let test = try Tool.run(["rules", "test"])
    #expect(test.status == 0, "\(test.errors)")
    #expect(test.output.contains(/^\d+ rules, \d+ examples hold\n$/))
  }

  @Test func `the rules in a file pass`() throws {
    try withTemporaryFolder { folder in
      let test = try Tool.run(["rules", "test", folder.file("ours.yaml", MadeUp.rule())])
      #expect(test.status == 0, "\(test.errors)")
      #expect(test.output == "1 rule, 2 examples hold\n")
    }
  }

  @Test(arguments: [
    ("see ⟦TICKET 4711⟧", "this must be found, and is not"),
    ("see ⟦TICKET-47⟧11", "what is found is not what ⟦ ⟧ marks, but “TICKET-4711”"),
  ])
  func `a failing example exits 1, with its position`(hit: String, message: String) throws {
    try withTemporaryFolder { folder in
      let file = try folder.file("ours.yaml", MadeUp.rule(hit: hit))
      let test = try Tool.run(["rules", "test", file])
      #expect(test.status == 1)
      #expect(test.output.isEmpty)
      #expect(test.errors == "telltale: \(file):13: rule `ticket-number`: \(message)\n")
    }
  }

  @Test func `a miss that is found exits 1, with its position`() throws {
    try withTemporaryFolder { folder in
      let file = try folder.file("ours.yaml", MadeUp.rule().replacing("[TICKETS-4711]", with: "[TICKETS-4711, TICKET-0]"))
      let test = try Tool.run(["rules", "test", file])
      #expect(test.status == 1)
      #expect(test.errors == "telltale: \(file):14: rule `ticket-number`: this must not be found, but “TICKET-0” is\n")
    }
  }
}
