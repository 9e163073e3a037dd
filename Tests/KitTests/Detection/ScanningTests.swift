import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge

/// Rules and a vendor that are made up for the tests.
@Suite struct ScanningTests {
  /// A short rule.
  private func rule(_ id: String, category: String = "credential", severity: String = "high", _ test: String) -> String {
    """
    - {id: \(id), title: t, category: \(category), severity: \(severity), confidence: certain, message: 'm', why: w, fix: f, \(test),
       examples: {hits: [], misses: []}}

    """
  }

  private func book(_ rules: String...) throws -> RuleBook {
    let vendor = """
      {id: acme, name: Acme, category: cdp, hosts: ['*.acme.test'], events: [body, 'body.batch.*'], fields: {event.type: [type], event.name: [event],
       user.id: [userId], user.anonymousId: [anonymousId], user.traits.*: ['traits.* @identify'], group.traits.*: ['traits.* @group'],
       page.url: [url], properties.*: [properties.*], integrations: [integrations.*, integrations]}}
      """
    let atlassian = "{id: atlassian, name: Atlassian, category: platform, hosts: ['*.atlassian.net']}"
    return try RuleBook(
      rules: RuleFile.rules(rules.joined(), file: "rules.yaml"),
      destinations: [
        DestinationFile.destination(vendor, file: "acme.yaml"), DestinationFile.destination(atlassian, file: "atlassian.yaml"),
      ])
  }

  private func lines(_ book: RuleBook, _ body: String, host: String = "in.acme.test") throws -> [String] {
    try Audited(Recording.har(Recording.document("https://www.app.test/"), Recording.entry("https://\(host)/v1", body: body)), book: book)
      .lines
  }

  // MARK: Overlaps

  @Test func ofRulesThatFindTheSameTextTheMoreSevereIsReported() throws {
    let book = try book(
      rule("mild", severity: "low", "keywords: [key], regex: 'key-\\w+'"),
      rule("grave", severity: "critical", "keywords: [key], regex: 'key-\\w+'"))
    #expect(try lines(book, #"{"type":"track","a":"key-1"}"#) == ["grave critical acme body.a"])
  }

  @Test func amongEqualsTheMoreSpecificOneIsReportedAndThenTheFirst() throws {
    let narrow = try book(
      rule("anywhere", "keywords: [key], regex: 'key-\\w+'"), rule("keyed", "keys: [a], keywords: [key], regex: 'key-\\w+'"),
      rule("placed", "where: [page.url], keywords: [key], regex: 'key-\\w+'"))
    #expect(
      try lines(narrow, #"{"url":"key-1","a":"key-2","b":"key-3"}"#).sorted() == [
        "anywhere high acme body.b", "keyed high acme body.a", "placed high acme page.url",
      ])
    let equal = try book(rule("first", "keywords: [key], regex: 'key-\\w+'"), rule("second", "keywords: [key], regex: 'key'"))
    #expect(try lines(equal, #"{"a":"key-1"}"#) == ["first high acme body.a"])
  }

  @Test func matchesElsewhereOrOfAnotherCategoryAreReportedToo() throws {
    let book = try book(
      rule("one", "keywords: [key], regex: 'key-1'"), rule("two", severity: "low", "keywords: [key], regex: 'key-2'"),
      rule("words", category: "user-content", severity: "low", "keywords: [key], regex: 'key-1 and key-2'"))
    #expect(
      try lines(book, #"{"a":"key-1 and key-2"}"#).sorted() == ["one high acme body.a", "two low acme body.a", "words low acme body.a"])
  }

  @Test func eachMatchInATextIsAnOccurrence() throws {
    let book = try book(rule("one", "keywords: [key], regex: 'key-\\d'"))
    let audited = try Audited(Recording.har(Recording.entry("https://in.acme.test/", body: #"{"a":"key-1 key-2 key-1"}"#)), book: book)
    #expect(audited.findings.map(\.count) == [3])
  }

  // MARK: Where and when

  @Test func allConditionsMustHold() throws {
    let book = try book(
      rule("identify", "when: {event: [identify]}, keywords: [key], regex: 'key-1'"),
      rule("advertising", "when: {category: [advertising]}, keywords: [key], regex: 'key-2'"),
      rule("log", "when: {capture: events}, keywords: [key], regex: 'key-3'"),
      rule("cdp", "when: {category: [cdp], capture: har}, keywords: [key], regex: 'key-4'"),
      rule("keyless", "not_keys: ['*a'], keywords: [key], regex: 'key-5'"))
    let values = #""aa":"key-1 key-2 key-3 key-4 key-5""#
    #expect(try lines(book, #"{"type":"track",\#(values)}"#) == ["cdp high acme body.aa"])
    #expect(try lines(book, #"{"type":"identify",\#(values)}"#).map { $0.split(separator: " ")[0] } == ["cdp", "identify"])
    #expect(try Audited(#"{"type":"track",\#(values)}"# + "\n", book: book).lines.map { $0.split(separator: " ")[0] } == ["log"])
  }

  @Test func valuesAreJudgedWholeAndOnlyWhereARuleSelectsThem() throws {
    let book = try book(rule("trait", "where: [user.traits.*]"), rule("mail", severity: "low", "keys: ['*mail'], verify: email"))
    #expect(
      try lines(book, #"{"type":"identify","traits":{"plan":"standard","empty":"","none":null,"yes":true}}"#) == [
        "trait high acme user.traits.plan"
      ])
    #expect(
      try lines(book, #"{"type":"track","workMail":"jane.roe@forms.example","mailing":"jane.roe@forms.example"}"#) == [
        "mail low acme body.workMail"
      ])
  }

  // MARK: Events

  @Test func anEventThatLacksAFieldIsReportedAndOneThatHasItIsNot() throws {
    let book = try book(
      rule("nobody", category: "schema", "absent: [user.id, user.anonymousId]"),
      rule("named", category: "schema", severity: "low", "absent: [user.traits.*], present: [user.id]"))
    #expect(try lines(book, #"{"type":"track","event":"A"}"#).map { $0.split(separator: " ")[0] } == ["nobody"])
    #expect(try lines(book, #"{"type":"track","event":"A","anonymousId":"a"}"#) == [])
    #expect(try lines(book, #"{"type":"track","event":"A","userId":"u"}"#).map { $0.split(separator: " ")[0] } == ["named"])
    #expect(try lines(book, #"{"type":"identify","userId":"u","traits":{"plan":"x"}}"#) == [])
    #expect(try lines(book, #"{"settings":1}"#) == [])
  }

  @Test func eachEventOfABatchIsJudgedWithTheMembersAroundIt() throws {
    let book = try book(rule("nobody", category: "schema", "absent: [user.id]"))
    let batch = #"{"batch":[{"type":"track","event":"A"},{"type":"track","event":"B","userId":"u"},{"type":"track","event":"A"}]"#
    let found = try Audited(Recording.har(Recording.entry("https://in.acme.test/", body: batch + "}")), book: book).findings
    #expect(found.map(\.event) == ["A"])
    #expect(found.map(\.count) == [2])
    #expect(try lines(book, batch + #","userId":"u"}"#) == [])
  }

  @Test func aWholeExchangeIsJudgedByItsURL() throws {
    let book = try book(
      rule("plain", category: "destination", "exchange: plain-http"),
      rule("unlisted", category: "destination", severity: "low", "exchange: unlisted-destination"))
    let capture = Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("http://in.acme.test/v1"), Recording.entry("HTTPS://in.acme.test/v1"),
      Recording.entry("https://else.test/"), Recording.entry("data:text/plain,x"))
    #expect(
      try Audited(capture, book: book).lines.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
        "plain high acme", "unlisted low else.test",
      ])
  }

  // MARK: Severity is context

  @Test func theSeverityOfAValueDependsOnItsDestination() throws {
    let book = try book(
      rule("key", severity: "{third: critical, first: high, platform: info}", "keywords: [key], regex: 'key-1'"),
      rule("third", severity: "medium", "keywords: [key], regex: 'key-2'"))
    let body = #"{"a":"key-1 key-2"}"#
    #expect(try lines(book, body).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == ["key critical", "third medium"])
    #expect(try lines(book, body, host: "api.app.test").map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == ["key high"])
    #expect(
      try lines(book, body, host: "acme.atlassian.net").map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == ["key info"])
  }
}
