import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// What the capture itself shows to make a finding less severe.
@Suite struct MitigationTests {
  // MARK: Public pages

  private static let page = """
    <!doctype html><html><head><title>Home | Brasserie &amp; Bar</title><meta property="og:title" content="Lunch in the old harbour">
    <script type="application/ld+json">{"@type":"Product","name":"Six oysters with shallot vinegar"}</script>
    <script>var x = "Salary negotiation of the cook"</script></head><body><h1>Our  winter\nmenu for two</h1></body></html>
    """

  private func severity(
    of title: String, url: String = "https://bistro.test/", headers: [(String, String)] = [], cache: String? = "public, max-age=600"
  ) throws -> String? {
    let answer = cache.map { #"{"name":"Cache-Control","value":"\#($0)"}"# } ?? ""
    let document = Recording.entry(
      url, method: "GET", headers: headers + [("Sec-Fetch-Dest", "document")],
      response: #"{"status":200,"headers":[\#(answer)],"content":{"mimeType":"text/html","text":\#(Encode.string(Self.page))}}"#)
    let told = Recording.entry("https://collect.example/v1", body: #"{"page_title":\#(Encode.string(title))}"#)
    let audited = try Audited(Recording.har(document, told))
    return audited.findings.first { $0.field == "page.title" }.map { "\($0.severity) \($0.mitigation?.rawValue ?? "-")" }
  }

  @Test(arguments: [
    "Home | Brasserie & Bar", "Lunch in the old harbour", "Six oysters with shallot vinegar", "Our winter menu for two",
    "OUR WINTER MENU FOR TWO",
  ])
  func whatAPublicPageSaysIsALabel(_ title: String) throws {
    #expect(try severity(of: title) == "info public-document")
  }

  @Test func aTextBeyondTheListIsContent() throws {
    for title in ["Salary negotiation of the cook", "Complaint of Jane Roe about table four"] {
      #expect(try severity(of: title)?.hasPrefix("info") == false, "\(title)")
    }
  }

  @Test(arguments: ["Cookie", "Authorization"])
  func aPageBehindASessionIsNotPublic(_ header: String) throws {
    #expect(try severity(of: "Lunch in the old harbour", headers: [(header, "sid=1")])?.hasSuffix("-") == true)
  }

  @Test(arguments: [nil, "private, max-age=600", "no-store", "no-cache, public", "max-age=0"] as [String?])
  func aPageThatNobodyElseMayKeepIsNotPublic(_ cache: String?) throws {
    #expect(try severity(of: "Lunch in the old harbour", cache: cache)?.hasSuffix("-") == true)
  }

  @Test(arguments: [("Last-Modified", true), ("Server", false), ("Set-Cookie", false), ("Pragma", false)])
  func anAnswerThatSaysNothingMayBeKept(_ header: String, _ isPublic: Bool) throws {
    let document = Recording.entry(
      "https://bistro.test/", method: "GET", headers: [("Sec-Fetch-Dest", "document")],
      response:
        #"{"status":200,"headers":[{"name":"\#(header)","value":"x"}],"content":{"mimeType":"text/html","text":\#(Encode.string(Self.page))}}"#
    )
    let told = Recording.entry("https://collect.example/v1", body: #"{"page_title":"Lunch in the old harbour"}"#)
    let finding = try Audited(Recording.har(document, told)).findings.first { $0.field == "page.title" }
    #expect((finding?.mitigation == .publicDocument) == isPublic)
  }

  @Test func visitorsDataIsNotPublic() throws {
    #expect(try severity(of: "Lunch in the old harbour", url: "https://bistro.test/?s=lunch+in+the+old+harbour")?.hasSuffix("-") == true)
  }

  /// These are about who reads the page, and what they searched for.
  @Test(arguments: [
    ("https://www.facebook.com/tr/?id=1&ev=PageView&dl=https%3A%2F%2Fbistro.test%2Fdebt-relief", "special-category-told-to-advertising"),
    ("https://collect.example/v1?search=oysters+with+shallot", "search-term"),
  ])
  func whatSpeaksOfTheVisitorStays(_ url: String, _ rule: String) throws {
    let page = "<!doctype html><html><head><title>x</title></head><body><a>debt-relief</a><b>oysters with shallot</b></body></html>"
    let document = Recording.entry(
      "https://bistro.test/", method: "GET", headers: [("Sec-Fetch-Dest", "document")],
      response:
        #"{"status":200,"headers":[{"name":"Cache-Control","value":"public"}],"content":{"mimeType":"text/html","text":\#(Encode.string(page))}}"#
    )
    let found = try Audited(Recording.har(document, Recording.entry(url, method: "GET"))).findings(rule)
    #expect(found.map(\.severity) == [.high] && found.allSatisfy { $0.mitigation == nil })
  }

  // MARK: Tokens

  private func token(_ claims: String) -> String {
    [#"{"alg":"RS256","typ":"JWT"}"#, claims, "signature-of-no-one"].map { Encode.base64URL(Array($0.utf8)) }.joined(separator: ".")
  }

  private func worst(_ claims: String, to url: String) throws -> String? {
    let body = #"{"access":"\#(token(claims))"}"#
    let audited = try Audited(Recording.har(Recording.document("https://www.app.test/"), Recording.entry(url, body: body)))
    return audited.findings.first { $0.rule.category == .credential }.map { "\($0.severity) \($0.mitigation?.rawValue ?? "-")" }
  }

  @Test(arguments: [
    #"{"iss":"https://login.idp.example/","sub":"1","exp":1900000000}"#, #"{"sub":"1","aud":["x","api.idp.example"],"exp":1900000000}"#,
    #"{"iss":"accounts.idp.example","exp":1900000000}"#,
  ])
  func aTokenAtItsIssuerIsHowOneSignsIn(_ claims: String) throws {
    #expect(try worst(claims, to: "https://auth.idp.example/session") == "info own-token")
    #expect(try worst(claims, to: "https://collect.other.example/v1")?.hasSuffix("-") == true)
  }

  @Test(arguments: [
    #"{"iss":"idp.example.evil.test","exp":1900000000}"#, #"{"iss":"jane@idp.example","exp":1900000000}"#,
    #"{"sub":"idp.example","exp":1900000000}"#,
    #"{"iss":"https://evil.test/idp.example","exp":1900000000}"#,
  ])
  func aNameThatOnlyLooksLikeItIsNot(_ claims: String) throws {
    #expect(try worst(claims, to: "https://auth.idp.example/session")?.hasSuffix("-") == true)
  }
}
