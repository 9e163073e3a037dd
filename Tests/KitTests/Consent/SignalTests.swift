import Foundation
import Testing

@testable import Auditing
@testable import Knowledge
@testable import Known
@testable import Vocabulary

/// Consent signals in a capture, and data sent despite them: findings with a source.
@Suite struct SignalTests {
  static let refused = "OptanonConsent=groups%3DC0001%3A1%2CC0002%3A0%2CC0003%3A0%2CC0004%3A0"
  static let agreed = "OptanonConsent=groups%3DC0001%3A1%2CC0002%3A1%2CC0003%3A1%2CC0004%3A1"

  static func page(_ cookies: String? = nil, answer: String? = nil) -> String {
    let response = answer.map { #"{"status":200,"headers":[{"name":"Set-Cookie","value":"\#($0)"}]}"# } ?? "{}"
    return Recording.entry(
      "https://www.app.test/", method: "GET", headers: [("Sec-Fetch-Dest", "document")] + (cookies.map { [("Cookie", $0)] } ?? []),
      response: response)
  }

  static func api(_ cookies: String) -> String {
    Recording.entry("https://api.app.test/forms", method: "GET", headers: [("Cookie", cookies), ("Origin", "https://www.app.test")])
  }

  static func event(_ headers: [(String, String)] = [], user: String? = "u-17") -> String {
    let user = user.map { #","userId":"\#($0)""# } ?? ""
    return Recording.entry(
      "https://api.segment.io/v1/t", headers: headers, body: #"{"type":"track","event":"Form Created"\#(user),"context":{"ip":"0.0.0.0"}}"#)
  }

  static let meta = "https://www.facebook.com/tr/?id=1&ev=PageView&ud[external_id]=u-17"
  static let intercom = Recording.entry("https://api-iam.intercom.io/messenger/web/ping", body: "app_id=abc")

  /// The findings about signals: `rule severity destination`, with the record of each occurrence and that of the signal.
  static func told(_ entries: String..., change: (inout Audit.Configuration) -> Void = { _ in }) throws -> [String] {
    let har = #"{"log":{"version":"1.2","entries":["# + entries.joined(separator: ",\n") + "]}}\n"
    return try Audited(har, change).findings.filter(\.rule.judgesSignals).flatMap { finding in
      finding.occurrences.map { occurrence in
        let source = occurrence.source.map { " < \($0.origin.record) \($0.origin.field)" } ?? ""
        return "\(finding.rule.id) \(finding.severity) \(finding.destination) \(occurrence.record)\(source)"
      }
    }
  }

  // MARK: Refusal

  @Test func `an event after a refusal has both ends`() throws {
    #expect(
      try Self.told(Self.page(Self.refused), Self.event()) == ["signal-refused high segment 1 < 0 cookie.OptanonConsent"])
    let audited = try Audited(Recording.har(Self.page(Self.refused), Self.event()))
    let source = try #require(audited.findings("signal-refused").first?.occurrences.first?.source)
    #expect(
      source.description
        == "the OneTrust signal (analytics denied, advertising denied, functional denied) in entry 0 (cookie.OptanonConsent)")
    #expect(audited.text.contains("OneTrust signal"))
    #expect(audited.json.contains(#""way": "signalled""#))
    #expect(!audited.json.contains("C0002"))
  }

  @Test func `a cookie that a response sets counts for the records after it`() throws {
    #expect(
      try Self.told(Self.page(answer: Self.refused + "; Path=/; Secure"), Self.event())
        == ["signal-refused high segment 1 < 0 response.cookie.OptanonConsent"])
  }

  @Test func `the newest signal counts`() throws {
    let found = try Self.told(
      Self.page(Self.refused), Self.event(), Self.api(Self.agreed), Self.event(), Self.api(Self.refused), Self.event())
    #expect(
      found == [
        "signal-refused high segment 1 < 0 cookie.OptanonConsent", "signal-refused high segment 5 < 4 cookie.OptanonConsent",
      ])
  }

  @Test func `a repeated signal is not a newer one`() throws {
    // The tag got consent after the cookie was written; the repeated cookie is not a newer signal.
    let tag = Recording.entry("https://www.google-analytics.com/g/collect?v=2&tid=G-TEST000000&gcs=G111&en=x", method: "GET")
    #expect(try Self.told(Self.page(Self.refused), tag, Self.api(Self.refused), Self.event()).isEmpty)
  }

  @Test func `granted purposes are not a finding`() throws {
    #expect(try Self.told(Self.page(Self.agreed), Self.event(), Self.intercom).isEmpty)
    #expect(try Self.told(Self.page("euconsent-v2=" + IABStrings.tcf(Array(1...11))), Self.event()).isEmpty)
  }

  @Test func `a TC string refuses, and a cut one does not`() throws {
    let string = IABStrings.tcf([])
    #expect(
      try Self.told(Self.page("euconsent-v2=" + string), Self.event()) == ["signal-refused high segment 1 < 0 cookie.euconsent-v2"])
    #expect(try Self.told(Self.page("euconsent-v2=" + string.dropLast(20)), Self.event()).isEmpty)
    #expect(try Self.told(Self.page("euconsent-v2=" + IABStrings.tcf([], version: 3)), Self.event()).isEmpty)
  }

  @Test func `parameters of tags are signals`() throws {
    let tag = Recording.entry(
      "https://ads.vendor.example/px?gdpr=1&gdpr_consent=\(IABStrings.tcf([]))", method: "GET",
      headers: [("Referer", "https://www.app.test/")])
    #expect(try Self.told(Self.page(), tag, Self.event()) == ["signal-refused high segment 2 < 1 url.query.gdpr_consent"])
    let elsewhere = Recording.entry("https://ads.vendor.example/px?gdpr=0&gdpr_consent=\(IABStrings.tcf([]))", method: "GET")
    #expect(try Self.told(Self.page(), elsewhere, Self.event()).isEmpty)
  }

  @Test func `the cookies and tags of another site are about that site`() throws {
    let frame = Recording.entry(
      "https://embed.other.example/", method: "GET",
      headers: [("Cookie", Self.refused), ("Sec-Fetch-Dest", "iframe"), ("Referer", "https://www.app.test/")])
    let inside = Recording.entry(
      "https://embed.other.example/a.js", method: "GET", headers: [("Cookie", Self.refused), ("Referer", "https://embed.other.example/")])
    let tag = Recording.entry(
      "https://www.google-analytics.com/g/collect?v=2&tid=G-TEST000000&gcs=G100&en=x", method: "GET",
      headers: [("Referer", "https://embed.other.example/")])
    let vendor = Recording.entry("https://api.segment.io/v1/p", headers: [("Cookie", Self.refused)], body: #"{"type":"page"}"#)
    #expect(try Self.told(Self.page(), frame, inside, tag, vendor, Self.event()).isEmpty)
  }

  @Test func `purposes without need for consent are not a finding`() throws {
    let sentry = Recording.entry("https://o1.ingest.sentry.io/api/2/envelope/", body: #"{"user":{"id":"u-17"}}"#)
    let flags = Recording.entry("https://events.launchdarkly.com/events/bulk/abc", body: #"[{"kind":"identify","key":"u-17"}]"#)
    let asset = Recording.entry("https://cdn.segment.com/analytics.js/v1/key/analytics.min.js", method: "GET")
    let own = Recording.entry("https://api.app.test/track", body: #"{"type":"track","event":"Form Created","userId":"u-17"}"#)
    #expect(try Self.told(Self.page(Self.refused), sentry, flags, asset, own).isEmpty)
  }

  @Test func `an event without a user is not a finding`() throws {
    #expect(try Self.told(Self.page(Self.refused), Self.event(user: nil)).isEmpty)
  }

  @Test func `a refusal of advertising does not refuse analytics`() throws {
    let cookie = "CookieConsent={necessary:true%2Cstatistics:true%2Cmarketing:false}"
    #expect(try Self.told(Self.page(cookie), Self.event()).isEmpty)
    #expect(
      try Self.told(Self.page(cookie), Recording.entry(Self.meta, method: "GET")) == [
        "signal-refused high meta-pixel 1 < 0 cookie.CookieConsent"
      ])
  }

  @Test func `one fact is one finding`() throws {
    let ping = Recording.entry(
      "https://www.google-analytics.com/g/collect?v=2&tid=G-TEST000000&gcs=G100&cid=123.456&en=page_view", method: "GET")
    let known = Recording.entry(
      "https://www.google-analytics.com/g/collect?v=2&tid=G-TEST000000&gcs=G100&cid=123.456&en=page_view&uid=u-17", method: "GET")
    let cookieless = try Audited(Recording.har(Self.page(Self.refused), ping))
    #expect(cookieless.findings("signal-refused").isEmpty && cookieless.findings("refused-google-storage").count == 1)
    let identified = try Audited(Recording.har(Self.page(Self.refused), known))
    #expect(identified.findings("signal-refused").count == 1 && identified.findings("refused-google-storage").isEmpty)
    let said = Recording.entry(
      "https://api.segment.io/v1/t",
      body: #"{"type":"track","event":"A","userId":"u","context":{"consent":{"categoryPreferences":{"Analytics":false}}}}"#)
    let both = try Audited(Recording.har(Self.page(Self.refused), said))
    #expect(both.findings.filter { $0.rule.category == .consent }.map(\.rule.id) == ["signal-refused"])
    #expect(try Audited(Recording.har(Self.page(), said)).findings("refused-analytics").count == 1)
  }

  // MARK: Messengers

  @Test func `a messaging tool that receives data after a refusal`() throws {
    #expect(
      try Self.told(Self.page(Self.refused), Self.intercom) == ["messaging-after-refusal high intercom 1 < 0 cookie.OptanonConsent"])
    // Without a signal for functional purposes, the refusal of analytics applies.
    #expect(try Self.told(Self.page("cmplz_statistics=deny"), Self.intercom).count == 1)
    #expect(try Self.told(Self.page("cmplz_statistics=deny; cmplz_preferences=allow"), Self.intercom).isEmpty)
    // A messaging tool that sells nothing is affected by an opt-out of sale only if it receives who is there.
    let known = Recording.entry(
      "https://api-iam.intercom.io/messenger/web/ping", headers: [("Sec-GPC", "1")], body: #"user_data={"user_id":"u-17"}"#)
    #expect(try Self.told(Self.page(), known) == ["gpc-ignored info intercom 1 < 1 header.sec-gpc"])
  }

  // MARK: Headers of the browser

  @Test func `Global Privacy Control counts for its record`() throws {
    let (on, off) = ([("Sec-GPC", "1")], [("Sec-GPC", "0")])
    #expect(
      try Self.told(Self.page(), Recording.entry(Self.meta, method: "GET", headers: on), Recording.entry(Self.meta, method: "GET"))
        == ["gpc-ignored high meta-pixel 1 < 1 header.sec-gpc"])
    #expect(try Self.told(Self.page(), Self.event(on)) == ["gpc-ignored info segment 1 < 1 header.sec-gpc"])
    #expect(try Self.told(Self.page(), Self.event(off), Self.event([("sec-gpc", "yes")])).isEmpty)
    // A refusal is not reported as a weaker opt-out as well.
    #expect(try Self.told(Self.page(Self.refused), Self.event(on)).map { $0.prefix(14) } == ["signal-refused"])
  }

  @Test func `US opt-outs are opt-outs of sale`() throws {
    let meta = Recording.entry(Self.meta, method: "GET")
    let gpp = IABStrings.gpp([(8, IABStrings.section([1, 1, 1, 1, 2]))])
    #expect(try Self.told(Self.page("usprivacy=1YYN"), meta) == ["gpc-ignored high meta-pixel 1 < 0 cookie.usprivacy"])
    #expect(try Self.told(Self.page("__gpp=\(gpp)"), meta) == ["gpc-ignored high meta-pixel 1 < 0 cookie.__gpp"])
    #expect(try Self.told(Self.page("usprivacy=1YNN"), meta).isEmpty)
  }

  @Test func `Do Not Track is information`() throws {
    #expect(try Self.told(Self.page(), Self.event([("DNT", "1")])) == ["dnt-ignored info segment 1 < 1 header.dnt"])
    #expect(try Self.told(Self.page(), Self.event([("DNT", "0")])).isEmpty)
  }
}
