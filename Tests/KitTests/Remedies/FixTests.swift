import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Remedies
@testable import Reports
@testable import Vocabulary

/// The smallest change is chosen, and the replay shows its real effect.
@Suite struct FixTests {
  private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTE3In0.c2ln"

  /// An event of analytics.js as a line of a log.
  private func line(_ members: String, context: String = "", library: String = "analytics.js") -> String {
    """
    {"type":"track","event":"Form Created","userId":"u-17","messageId":"m-1",\(members)"integrations":{"All":false},\
    "context":{"ip":"0.0.0.0",\(context)"library":{"name":"\(library)"}}}\n
    """
  }

  private func gone(_ fix: Fix) -> Set<String> { Set(fix.gone.map { "\($0.rule.id) \($0.field)" }) }

  private func remaining(_ fix: Fix) -> Set<String> { Set(fix.remaining.map { "\($0.finding.rule.id) \($0.finding.field)" }) }

  @Test func `a clean capture needs no change`() throws {
    let fix = try Fixed(line("\"properties\":{\"fields\":4},")).fix
    #expect(fix.snippets.isEmpty && fix.gone.isEmpty && fix.remaining.isEmpty)
    #expect(fix.after.verdict.status == .pass)
  }

  @Test func `only the steps that are needed are in the code`() throws {
    let fix = try Fixed(line("\"properties\":{\"note\":\"jane.doe@acme.example\"},")).fix
    #expect(fix.snippets.map(\.remedy) == ["segment"])
    #expect(
      fix.snippets.first?.code == """
        analytics.addSourceMiddleware(({payload, next}) => {
          const event = payload.obj;
          for (const name of ['note']) delete event.properties?.[name];
          next(payload);
        });
        """)
  }

  @Test func `only the member with the finding is dropped, and its neighbours stay`() throws {
    let fix = try Fixed(
      line(
        """
        "properties":{"form":{"id":"jane.roe@acme.example","title":"jane.doe@acme.example"},"formId":"f-7",\
        "rows":[{"key":"r-1","who":"jane.doe@acme.example"}],"watchers":["jane.doe@acme.example"],\
        "by":{"4f0c1d2e-4f0c-4d2e-8f0c-1d2e4f0c1d2e":{"mail":"jane.doe@acme.example","seat":2}},\
        "packed":"{\\"mail\\":\\"jane.doe@acme.example\\"}","odd key":{"a-b":"jane.doe@acme.example"}},
        """)
    ).fix
    let code = try #require(fix.snippets.first?.code).split(separator: "\n").dropFirst(2).dropLast(2).map { $0.drop { $0 == " " } }
    #expect(
      code == [
        "for (const name of ['packed', 'watchers']) delete event.properties?.[name];",
        "for (const item of Object.values(event.properties?.by ?? {})) delete item?.mail;",
        "delete event.properties?.form?.id;",
        "delete event.properties?.form?.title;",
        "delete event.properties?.['odd key']?.['a-b'];",
        "for (const item of Object.values(event.properties?.rows ?? {})) delete item?.who;",
      ])
    #expect(fix.remaining.isEmpty, "\(remaining(fix))")
  }

  @Test func `inherited members are dropped as a whole`() throws {
    let mail = "\"jane.doe@acme.example\""
    let fix = try Fixed(
      line("\"properties\":{\"__proto__\":{\"toString\":\(mail)},\"a\":{\"constructor\":{\"assign\":\(mail)}}},")
    ).fix
    let code = try #require(fix.snippets.first?.code)
    #expect(code.contains("for (const name of ['__proto__']) delete event.properties?.[name];"))
    #expect(code.contains("delete event.properties?.a?.constructor;") && !code.contains("assign"))
  }

  @Test func `dropping a container drops its parts`() throws {
    let event = line("\"properties\":{\"form\":\"jane.doe@acme.example\"},")
    let other = line("\"properties\":{\"form\":{\"title\":\"jane.doe@acme.example\"}},").replacing("Created", with: "Saved")
    let fix = try Fixed(event + other).fix
    #expect(fix.snippets.first?.code.contains("delete event.properties?.[name];") == true)
    #expect(fix.snippets.first?.code.contains("title") == false)
    #expect(fix.snippets.map { fix.gone(by: $0).count } == [fix.gone.count] && fix.gone.count == 2)
  }

  @Test func `the rest of a URL is still scanned`() throws {
    let url = "https://forms.app.example/people/jane.doe@acme.example?jwt=\(Self.token)#john.roe@acme.example"
    let fix = try Fixed(line("", context: "\"page\":{\"url\":\"\(url)\"},")).fix
    #expect(gone(fix).contains("jwt-in-page-url page.url"))
    #expect(gone(fix).contains("page-url-query page.url"))
    // The email address in the fragment is removed, the one in the path remains: so does the finding, once.
    #expect(remaining(fix) == ["email page.url"])
    #expect(fix.remaining.first?.finding.count == 1)
    #expect(fix.before.findings.first { $0.rule.id == "email" }?.count == 2)
  }

  @Test func `a step that removes no finding completely is left out`() throws {
    let mail = "https://forms.app.example/jane.doe@acme.example"
    let fix = try Fixed(line("", context: "\"page\":{\"url\":\"\(mail)?to=jane.doe@acme.example\"},")).fix
    // The query alone is a separate finding, so the step is needed for that.
    #expect(gone(fix) == ["page-url-query page.url"])
    let other = try Fixed(line("", context: "\"page\":{\"url\":\"\(mail)\"},")).fix
    #expect(other.snippets.isEmpty)
    #expect(remaining(other) == ["email page.url"])
  }

  @Test func `a copy elsewhere remains`() throws {
    let fix = try Fixed(
      line(
        "\"properties\":{\"list\":[\"jane.doe@acme.example\"]},\"extra\":\"jane.doe@acme.example\",",
        context: "\"page\":{\"url\":\"https://forms.app.example/?to=jane.doe@acme.example\"},")
    ).fix
    #expect(gone(fix).isSuperset(of: ["email page.url", "email properties.list.*"]))
    #expect(remaining(fix) == ["email body.extra"])
  }

  @Test func `an event of another library is not claimed`() throws {
    let property = "\"properties\":{\"note\":\"jane.doe@acme.example\"},"
    let both = line(property) + line(property, library: "acme-analytics").replacing("Form Created", with: "Form Archived")
    let fix = try Fixed(both).fix
    #expect(fix.gone.map(\.event) == ["Form Created"])
    #expect(fix.remaining.map(\.finding.event) == ["Form Archived"])
  }

  @Test func `without any one of the changes a finding comes back`() throws {
    for sample in ["connect-segment-leaky.har", "rudderstack-events.ndjson"] {
      let before = try Audited(contentsOf: sample) { $0.editing = try? Replay.trial(RemedyBook.standard()) }.report
      let changes = RemedyBook.changes(for: before.findings)
      #expect(changes.count > 4)
      func left(_ changes: Set<Change>) throws -> Set<String> {
        let report = try Audited(contentsOf: sample) {
          $0.editing = try? Replay.changed(RemedyBook.standard(), by: changes, firstParty: before.firstParty)
        }.report
        return Set(report.findings.map(\.fingerprint))
      }
      let all = try left(changes)
      for change in changes { #expect(try !left(changes.subtracting([change])).isSubset(of: all), "\(sample): \(change)") }
    }
  }

  @Test func `a trial finds what an audit finds`() throws {
    for sample in Samples.names {
      let plain = try Audited(contentsOf: sample)
      let trial = try Audited(contentsOf: sample) { $0.editing = try? Replay.trial(RemedyBook.standard()) }
      #expect(
        plain.json.replacing(/"capture": "[^"]*"|"path": "\/[^"]*"/, with: "")
          == trial.json.replacing(/"capture": "[^"]*"|"path": "\/[^"]*"/, with: ""))
    }
  }

  @Test func `a policy of the browser does not apply to the app's own requests`() throws {
    func entry(_ url: String) -> String {
      #"{"request":{"method":"GET","url":"\#(url)","headers":[{"name":"Referer","value":"https://app.example/?code=4f0c1d2e8a7b6c5d4e3f"}]},"response":{"status":200}}"#
    }
    let capture = #"{"log":{"entries":[\#(entry("https://app.example/api")),\#(entry("https://static.vendor.test/x.png"))]}}"#
    let fix = try Fixed(capture) { $0.firstParty = ["app.example"] }.fix
    #expect(fix.snippets.map(\.code) == ["Referrer-Policy: same-origin"])
    #expect(fix.gone.contains { $0.field.hasPrefix("header.referer") && $0.party == .third })
    #expect(!fix.after.findings.contains { $0.field.hasPrefix("header.referer") && $0.party == .third })
    #expect(fix.after.findings.filter { $0.party == .first }.count == fix.before.findings.filter { $0.party == .first }.count)
  }

  @Test func `snippets of a cause are of its own steps`() throws {
    let report = try Audited(contentsOf: "connect-segment-leaky.har") { $0.editing = try? Replay.trial(RemedyBook.standard()) }.report
    let cause = try #require(report.causes.first { $0.lead.rule.id == "jwt-in-page-url" })
    let snippets = report.snippets(for: cause)
    #expect(snippets.map(\.remedy) == ["segment", "sentry"])
    #expect(snippets.first?.code.contains("title") == false)
    #expect(try Audited(contentsOf: "connect-segment-leaky.har").report.snippets(for: cause).isEmpty)
  }

  @Test func `names in the code cannot leave their string`() throws {
    let key = #"a'];alert(1)//</script>\u2028\u202e"#
    let fix = try Fixed(line("\"properties\":{\"\(key)\":\"jane.doe@acme.example\"},")).fix
    let code = try #require(fix.snippets.first?.code)
    #expect(code.contains(#"['a\'];alert(1)//\x3c/script\x3e\u{2028}\u{202e}']"#), "\(code)")
  }

  @Test func `the fields that identify an event are kept`() throws {
    let event = """
      {"event":"Form Created","properties":{"token":"t","distinct_id":"jane.doe@acme.example","$device_id":"d-1","mp_lib":"web",\
      "$insert_id":"i-1","note":"jane.doe@acme.example"}}\n
      """
    let entry = """
      {"request":{"method":"POST","url":"https://api-eu.mixpanel.com/track/?ip=0","headers":[],"postData":{"mimeType":"application/json",\
      "text":"[\(event.dropLast().replacing("\"", with: "\\\""))]"}},"response":{"status":200}}
      """
    let fix = try Fixed("{\"log\":{\"entries\":[\(entry)]}}").fix
    #expect(fix.snippets.first?.code.contains("property_blacklist: ['note'],") == true)
    #expect(fix.snippets.first?.code.contains("hooks") == false)
    #expect(fix.remaining.map(\.finding.field) == ["user.id"])
    #expect(fix.remaining.first?.advice.contains("change it at the call") == true)
  }
}
