import Testing

@testable import Auditing
@testable import Bytes
@testable import Knowledge
@testable import Reports
@testable import Vocabulary

@Suite struct PartyTests {
  private func parties(firstParty: [String] = [], _ entries: String...) throws -> [String: Party] {
    let capture = #"{"log":{"entries":["# + entries.joined(separator: ",") + "]}}"
    let report = try Audited(capture) { $0.firstParty = firstParty }.report
    return Dictionary(report.traffic.map { ($0.id, $0.party) }) { a, _ in a }
  }

  private let page = Recording.document("https://www.app.test/start")

  private func frame(_ url: String, openedBy referer: String) -> String {
    Recording.entry(url, method: "GET", headers: [("Referer", referer), ("sec-fetch-dest", "iframe")])
  }

  @Test func theDomainOfAPageIsTheAppsOwn() throws {
    let found = try parties(page, Recording.entry("https://api.app.test/save"), Recording.entry("https://collect.other.test/v1"))
    #expect(found == ["app.test": .first, "other.test": .third])
  }

  @Test func aRegistrableDomainIsNotAPublicSuffix() throws {
    let found = try parties(
      Recording.document("https://forms.co.uk/"), Recording.entry("https://api.forms.co.uk/"), Recording.entry("https://other.co.uk/"))
    #expect(found == ["forms.co.uk": .first, "other.co.uk": .third])
  }

  @Test func theFrameThatAnAtlassianPageOpenedIsTheApp() throws {
    let found = try parties(
      Recording.document("https://acme.atlassian.net/jira"),
      frame("https://forms.app.test/connect?jwt=x", openedBy: "https://acme.atlassian.net/"),
      Recording.entry("https://forms.app.test/save"), Recording.entry("https://collect.other.test/v1"))
    #expect(found == ["atlassian": .platform, "app.test": .first, "other.test": .third])
  }

  @Test func aFrameThatTheAppOpenedIsNot() throws {
    let found = try parties(page, frame("https://chat.other.test/widget", openedBy: "https://www.app.test/"))
    #expect(found == ["app.test": .first, "other.test": .third])
  }

  @Test func aFrameOfAVendorInAnAtlassianPageIsNotTheApp() throws {
    let found = try parties(
      Recording.document("https://acme.atlassian.net/jira"),
      frame("https://widget.intercom.io/frame", openedBy: "https://acme.atlassian.net/"))
    #expect(found["intercom"] == .third)
  }

  @Test func whatTheReviewerNamesIsTheAppsOwnAndNothingElse() throws {
    let found = try parties(firstParty: ["API.Other.Test"], page, Recording.entry("https://x.other.test/v1"))
    #expect(found == ["app.test": .third, "other.test": .first])
  }

  @Test(arguments: ["Origin", "Referer"])
  func withoutPagesTheRequestsSayWhosePageTheyCameFrom(_ header: String) throws {
    let from = [(header, "https://www.app.test/x")]
    let found = try parties(
      Recording.entry("https://api.app.test/", headers: from), Recording.entry("https://collect.other.test/", headers: from),
      Recording.entry("https://collect.other.test/", headers: [(header, "https://else.test/")]))
    #expect(found == ["app.test": .first, "other.test": .third])
  }

  @Test func withoutEvidenceEveryHostIsAThirdParty() throws {
    #expect(
      try parties(Recording.entry("https://api.app.test/"), Recording.entry("https://203.0.113.9/x")) == [
        "app.test": .third, "203.0.113.9": .third,
      ])
  }

  @Test func atlassiansHostsAreThePlatform() throws {
    let found = try parties(
      page, Recording.entry("https://acme.atlassian.net/gateway/api/gasv3/api/v1/batch", body: #"{"batch":[]}"#),
      Recording.entry("https://as.atlassian.com/api/v1/batch"))
    #expect(found == ["app.test": .first, "atlassian": .platform])
  }

  // MARK: Without the way in which a document was opened

  private static let markup = "<!doctype html><html><head><title>x</title></head><body></body></html>"

  /// An HTML response to a plain request, as proxies and old browsers record it.
  private func answer(_ url: String, from referer: String? = nil, page: String? = nil, text: String = markup) -> String {
    Recording.entry(
      url, method: "GET", headers: referer.map { [("Referer", $0)] } ?? [], more: page.map { #","pageref":"\#($0)""# } ?? "",
      response: #"{"status":200,"content":{"mimeType":"text/html; charset=utf-8","text":\#(Encode.string(text))}}"#)
  }

  private func own(_ entries: String...) throws -> [String] {
    let capture = #"{"log":{"entries":["# + entries.joined(separator: ",") + "]}}"
    return try Audited(capture).report.ownDomains.map { "\($0.domain) \($0.evidence.rawValue)" }
  }

  @Test func aTrackerThatRespondsWithHTMLIsNotTheApp() throws {
    let app = "https://www.app.test/"
    #expect(
      try own(answer(app), answer("https://t.other.test/p?e=1", text: "ok"), answer("https://ads.other.test/frame", from: app)) == [
        "app.test answered"
      ])
    #expect(try own(page, answer("https://ads.other.test/frame"), answer("https://b.other.test/")) == ["app.test opened"])
    #expect(try own(answer("https://t.other.test/p.php?e=1", text: "")) == [])
    #expect(try own(answer("https://t.other.test/p.php?e=1", from: app)) == ["app.test origin"])
  }

  @Test func eachPageOfACaptureHasAFirstDocument() throws {
    #expect(
      try own(
        answer("https://app.test/", page: "1"), answer("https://ads.other.test/", page: "1"), answer("https://app-two.test/", page: "2"),
        answer("https://ads.third.test/", page: "2")) == ["app-two.test answered", "app.test answered"])
  }

  @Test func aSecondDomainIsTheAppsOwnIfManyRequestsComeFromIt() throws {
    let calls = (0..<4).map { Recording.entry("https://api.app-two.test/\($0)", headers: [("Origin", "https://app-two.test")]) }
    let other = answer("https://app-two.test/", from: "https://app.test/")
    #expect(try own(answer("https://app.test/"), other) == ["app.test answered"])
    #expect(try own(answer("https://app.test/"), other, calls.joined(separator: ",")) == ["app-two.test answered", "app.test answered"])
  }

  @Test func aRedirectOpensNothing() throws {
    let headers = [("Sec-Fetch-Dest", "document")]
    let bounce = Recording.entry("https://click.other.test/?to=x", method: "GET", headers: headers, response: #"{"status":302}"#)
    #expect(try own(bounce, page) == ["app.test opened"])
  }

  @Test func aSignInElsewhereAndBackLeavesTheAppTheApp() throws {
    let idp = "https://idp.other.test/authorize"
    let redirect = Recording.entry("https://app.test/login", method: "GET", response: #"{"status":302,"redirectURL":"\#(idp)"}"#)
    let back = Recording.entry(idp, headers: [("Origin", "https://idp.other.test")], response: #"{"status":302}"#)
    #expect(
      try own(answer("https://app.test/"), redirect, answer(idp, from: "https://app.test/"), back, answer("https://app.test/home")) == [
        "app.test answered"
      ])
  }

  @Test func everyReportSaysWhichHostsCountAsTheAppsOwn() throws {
    let guessed = try Audited(#"{"log":{"entries":[\#(answer("https://app.test/"))]}}"#).report
    #expect(guessed.ownership?.contains("app.test (a guess: it served a page)") == true)
    #expect(guessed.ownership?.contains("--first-party") == true)
    for format in ReportFormat.allCases where ![.gitlab, .ndjson].contains(format) {
      #expect(format.render(guessed, style: TextReport.Style()).contains("app.test"), "\(format)")
    }
    let sure = try Audited(#"{"log":{"entries":[\#(page)]}}"#).report
    #expect(sure.ownership == "Treated as first-party: app.test (a page of it was opened).")
    #expect(try Audited(Recording.event(data: "x")).report.ownership == nil)
  }

  @Test(arguments: [
    ("www.example.co.uk", "example.co.uk"), ("a.b.example.com", "example.com"), ("localhost", "localhost"), ("203.0.113.9", "203.0.113.9"),
    ("", ""),
    ("co.uk", "co.uk"),
  ])
  func theDomainOfAHostIsWhatSomebodyRegistered(_ host: String, _ domain: String) {
    #expect(Parties.domain(of: host) == domain)
  }

  @Test(arguments: [
    ("https://A.Example:8443/x", "a.example"), ("https://user:secret@a.example/", "a.example"), ("//a.example/x", "a.example"),
    ("wss://a.example?x", "a.example"),
    ("https://[2001:db8::1]:443/", "2001:db8::1"), ("https://a.example#f", "a.example"), ("data:text/plain,//a.example", nil),
    ("/x//a.example", nil),
    ("https://", nil), ("", nil), ("a.example", nil), ("mailto:jane@a.example", nil),
  ])
  func theHostOfAnAddressIsToldWithoutUserAndPort(_ url: String, _ host: String?) {
    let bytes = Array(url.utf8)
    let found = Navigation.host(of: JSONString(range: 0..<bytes.count, escaped: false), bytes.span)
    #expect(found == host)
  }
}
