import Testing

@testable import Auditing
@testable import Knowledge
@testable import Remedies
@testable import Reports

/// Code that is not proved is shown and not counted.
@Suite struct AdviceTests {
  /// An event of a library as a line of a log.
  private func line(_ library: String, _ properties: String) -> String {
    """
    {"type":"track","event":"Form Created","userId":"u-17","messageId":"m-1","properties":\(properties),"integrations":{"All":false},\
    "context":{"ip":"0.0.0.0","library":{"name":"\(library)"}}}\n
    """
  }

  private static let properties = #"{"form":{"id":"f-7","owner":"jane.doe@acme.example"},"rows":[{"who":"jane.doe@acme.example"}]}"#

  @Test(arguments: [
    ("analytics-go", #"[][]string{{"form", "owner"}, {"rows", "*", "who"}}"#),
    ("analytics-java", #"List.of(List.of("form", "owner"), List.of("rows", "*", "who"))"#),
    ("analytics-ruby", #"[["form", "owner"], ["rows", "*", "who"]]"#),
  ])
  func `what is not proved still counts`(library: String, code: String) throws {
    let fix = try Fixed(line(library, Self.properties)).fix
    #expect(fix.snippets.isEmpty && fix.gone.isEmpty && fix.after.verdict.status == .fail)
    #expect(fix.remaining.map(\.finding.rule.id) == ["email", "email"])
    let advised = try #require(fix.advised.first)
    #expect(fix.advised.count == 1 && advised.code.contains(code), "\(advised.code)")
    #expect(fix.advised(by: advised).count == 2)
    let text = FixText.render(fix, style: TextReport.Style(width: 200))
    #expect(text.contains("not proved here") && text.contains("still counts below") && text.contains("  ? high  email"))
    #expect(!text.contains("No snippet takes anything away"))
  }

  @Test func `code is for the library that made an event`() throws {
    let libraries = ["analytics.js": "segment", "@segment/analytics-node": "segment-node", "analytics-python": "segment-python"]
    for (library, remedy) in libraries {
      #expect(try Fixed(line(library, Self.properties)).fix.snippets.map(\.remedy) == [remedy])
    }
    #expect(try Fixed(line("analytics-ios", Self.properties)).fix.advised.map(\.remedy) == ["segment-function"])
    let unknown = try Fixed(line("acme-analytics", Self.properties)).fix
    #expect(unknown.snippets.isEmpty && unknown.advised.isEmpty && unknown.remaining.count == 2)
  }

  @Test func `a long list breaks between names, also if these hold spaces`() throws {
    let names = (0..<6).map { "the really quite long name of field \($0)" }
    let members = names.map { #""\#($0)":"jane.doe@acme.example""# }.joined(separator: ",")
    let code = try #require(Fixed(line("analytics.js", "{\(members)}")).fix.snippets.first).code
    for name in names { #expect(code.contains("'\(name)'"), "\(code)") }
    for row in code.split(separator: "\n") { #expect(row.count { $0 == "'" } % 2 == 0, "\(row)") }
  }

  @Test func `what the code never sees is named and left unchanged`() throws {
    let page =
      #"{"type":"page","category":"NAME","userId":"u","messageId":"m","channel":"web","context":{"library":{"name":"RudderLabs JavaScript SDK"},"#
      + #""page":{"url":"https://forms.app.example/?to=jane.doe@acme.example","search":"?to=jane.doe@acme.example"}},"integrations":{"All":true}}"#
      + "\n"
    let own = try Fixed(page.replacing("NAME", with: "RudderJS-Initiated")).fix
    #expect(own.snippets.isEmpty && !own.remaining.isEmpty)
    let other = try Fixed(page.replacing("NAME", with: "Admin")).fix
    #expect(other.snippets.map(\.remedy) == ["rudderstack"])
    #expect(
      FixText.render(other, style: TextReport.Style(width: 500)).contains(
        "Not reached: the page call of the SDK when it detects an ad blocker"))
  }

  @Test func `a value that no step covers stays`() throws {
    func envelope(_ address: String) -> String {
      #"{"event_id":"4f0c1d2e4f0c1d2e4f0c1d2e4f0c1d2e","sdk":{"name":"sentry.javascript.browser"}}\n{"type":"session"}\n"#
        + #"{"sid":"s-1","did":"u-17","attrs":{"ip_address":"\#(address)"}}"#
    }
    func fix(_ address: String) throws -> Fix {
      let url = "https://o1234.ingest.us.sentry.io/api/1234567/envelope/?sentry_key=0123456789abcdef0123456789abcdef"
      let body = Encode.string(envelope(address).replacing("\\n", with: "\n"))
      let request = #"{"method":"POST","url":"\#(url)","headers":[],"postData":{"mimeType":"text/plain","text":\#(body)}}"#
      return try Fixed(#"{"log":{"entries":[{"request":\#(request),"response":{"status":200}}]}}"#).fix
    }
    #expect(try fix("{{auto}}").gone.map(\.rule.id) == ["ip-recording-on"])
    let given = try fix("67.43.156.19")
    #expect(given.gone.isEmpty && given.remaining.contains { $0.finding.rule.id == "recorded-ipv4" })
  }

  @Test func `names in code cannot leave their string in any language`() throws {
    let properties = ##"{"a\"'\\#{x}<\u2028":"jane.doe@acme.example"}"##
    let literals = [
      "analytics-go": ##""a\"'\\#{x}\u003c\u2028""##, "analytics-java": ##""a\"'\\#{x}\u003c\u2028""##,
      "analytics-ruby": ###""a\"'\\\#{x}\x3c\u{2028}""###, "analytics-python": ##"'a"\'\\#{x}\u003c\u2028'"##,
    ]
    for (library, literal) in literals {
      let fix = try Fixed(line(library, properties)).fix
      let code = try #require((fix.snippets + fix.advised).first?.code)
      #expect(code.contains(literal), "\(library): \(code)")
    }
  }
}
