import Testing

/// `telltale destinations`: what it lists, explains and tests.
@Suite struct DestinationsCommandTests {
  @Test func `list has every category and destination`() throws {
    let list = try Tool.run(["destinations", "list"])
    #expect(list.status == 0)
    for category in ["cdp", "product-analytics", "session-replay", "messaging", "platform"] {
      #expect(list.output.contains("\n\(category)\n") || list.output.hasPrefix("\(category)\n"))
    }
    #expect(list.output.contains(/\n  segment +Twilio Segment +\d+ hosts, and by shape\n/))
  }

  @Test func `show explains a destination, and which setting has no effect`() throws {
    let page = try Tool.run(["destinations", "show", "posthog"])
    #expect(page.status == 0)
    for heading in [
      "Hosts", "Recognised at other hosts by", "Takes by default", "Settings that stop it", "Settings that do nothing", "Sources",
    ] {
      #expect(page.output.contains("\n\(heading)\n"), "\(heading)")
    }
  }

  @Test func `show suggests the destinations that contain an ID`() throws {
    let page = try Tool.run(["destinations", "show", "google"])
    #expect(page.status == 64)
    #expect(
      page.errors == "telltale: there is no destination `google`. Did you mean google-ads, google-floodlight, google-tag-manager?\n")
    #expect(try Tool.run(["destinations", "show", ""]).status == 64)
  }

  @Test func `the destinations in the binary pass`() throws {
    let test = try Tool.run(["destinations", "test"])
    #expect(test.status == 0, "\(test.errors)")
    #expect(test.output.contains(/^\d+ destinations, \d+ examples hold\n$/))
  }

  private static func file(user: String) -> String {
    """
    id: acme
    name: Acme
    category: cdp
    hosts: [in.acme.example]
    events: [body]
    fields: {user.id: [who]}
    examples:
      - request: {url: 'https://in.acme.example/', body: '{"who":"u-17"}'}
        fields: {user.id: \(user)}
    """
  }

  @Test func `the destinations in a file pass`() throws {
    try withTemporaryFolder { folder in
      let test = try Tool.run(["destinations", "test", folder.file("acme.yaml", Self.file(user: "u-17"))])
      #expect(test.status == 0, "\(test.errors)")
      #expect(test.output == "1 destination, 1 example holds\n")
    }
  }

  @Test func `a failing example exits 1, with its position`() throws {
    try withTemporaryFolder { folder in
      let file = try folder.file("acme.yaml", Self.file(user: "u-18"))
      let test = try Tool.run(["destinations", "test", file])
      #expect(test.status == 1)
      #expect(test.errors == "telltale: \(file):8: destination `acme`: user.id is “u-18”, and found is “u-17”\n")
    }
  }

  @Test func `an invalid file exits 64, with the position`() throws {
    try withTemporaryFolder { folder in
      let file = try folder.file("acme.yaml", "id: acme\nname: Acme\ncategory: nothing\n")
      let test = try Tool.run(["destinations", "test", file])
      #expect(test.status == 64)
      #expect(test.errors.hasPrefix("telltale: \(file):3:11: expected one of cdp, "))
    }
  }
}
