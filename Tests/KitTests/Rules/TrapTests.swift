import Foundation
import Testing

@testable import Auditing
@testable import Knowledge
@testable import Vocabulary

/// Real captures are full of texts that resemble findings and are not. Each is audited in its usual places, and nothing may be
/// reported.
@Suite struct TrapTests {
  /// Harmless texts in events.
  static let inEvents: [(key: String, trap: String)] = [
    ("browser", "Chrome/112.0.0.0"),
    ("userAgentString", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/112.0.0.0 Safari/537.36"),
    ("fullVersion", "112.0.5615.49"), ("appVersion", "4.18.2.1"), ("ver", "1.3.4.1"), ("asset", "/static/app.css?ver=1.3.4.1"),
    ("icon", "M9.4.7.6l1.2 3.4z"), ("outline", "9.4.7.6"), ("d", "M10 9.4.7.6"), ("script", "jquery@2.2.4.js"), ("image", "logo@2x.png"),
    ("image", "/img/logo@3x.webp"), ("mcorgid", "8F99160E571FC0427F000101@AdobeOrg"), ("repository", "git@github.com:example/app.git"),
    ("repository", "ssh://git@github.com/example/app.git"), ("release", "backend@23.4.0"), ("addOn", "ddg@search.mozilla.org"),
    ("addOns", "wikipedia@search.mozilla.org:1.3,bing@search.mozilla.org:1.6"), ("state", "eyJmbGFncyI6eyJuZXdCdWlsZGVyIjp0cnVlfX0"),
    ("cursor", "eyJvZmZzZXQiOjIwfQ.v2.page"), ("note", "eyJ and more"), ("uid", "$UID"), ("email", "%EMAIL%"), ("email", "$EMAIL"),
    ("email", "{{email}}"),
    ("email", "${user.email}"), ("email", "[EMAIL]"), ("email_md5", "d41d8cd98f00b204e9800998ecf8427e"),
    ("email_sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("em", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("ip", "0.0.0.0"), ("ip", "127.0.0.1"), ("ip", "10.1.2.3"), ("ip", "::1"), ("ip", "fe80::1"), ("time", "20:27:38"),
    ("oid", "1.3.6.1.4.1"),
    ("package", "@forge/ui@2.1.0"), ("package", "react@18.2.0"), ("commit", "059a0378f9eca29839355ce11e8e5ec82a8e98eb"),
  ]

  /// The findings above info that contain the trap, or a part of it.
  ///
  /// An unlisted destination is a finding about the request as a whole.
  private func reports(_ trap: String, in audited: Audited) -> [String] {
    audited.findings.filter { $0.severity > .info && $0.rule.id != "unlisted-destination" }.flatMap { finding in
      finding.occurrences.compactMap { occurrence in
        guard let value = occurrence.value, !value.isEmpty, trap.contains(value) || value.contains(trap) else { return nil }
        return "\(finding.rule.id) \(finding.severity) \(occurrence.path)"
      }
    }
  }

  private func segment(_ members: String) -> String {
    #"{"type":"track","event":"Form Created","userId":"712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11","messageId":"m-1","integrations":{"All":false},"#
      + members + "}"
  }

  @Test(arguments: inEvents)
  func nothingIsReportedOfAPropertyOfAnEvent(_ key: String, _ trap: String) throws {
    let body = segment(#""properties":{\#(Encode.string(key)):\#(Encode.string(trap))}"#)
    let audited = try Audited(Recording.har(Recording.entry("https://api.segment.io/v1/t", body: body))) { $0.showValues = true }
    #expect(audited.report.traffic.map(\.id) == ["segment"])
    #expect(reports(trap, in: audited) == [])
  }

  @Test(arguments: inEvents)
  func nothingIsReportedOfALineOfALog(_ key: String, _ trap: String) throws {
    let event = segment(#""properties":{"deep":{\#(Encode.string(key)):\#(Encode.string(trap))}}"#)
    #expect(try reports(trap, in: Audited(event + "\n") { $0.showValues = true }) == [])
  }

  @Test(arguments: inEvents)
  func nothingIsReportedOfAQueryToSomebodyUnknown(_ key: String, _ trap: String) throws {
    let url = "https://collect.example/v1/t?\(Encode.percent(key))=\(Encode.percent(trap))"
    let capture = Recording.har(Recording.document("https://app.test/"), Recording.entry(url, method: "GET"))
    #expect(try reports(trap, in: Audited(capture) { $0.showValues = true }) == [])
  }

  @Test(arguments: [
    ("1.3.4.1", "https://cdn.example/app.css?ver=1.3.4.1"), ("2.2.4", "https://cdn.example/npm/jquery@2.2.4.js"),
    ("logo@2x.png", "https://cdn.example/logo@2x.png"),
    ("8F99160E571FC0427F000101@AdobeOrg", "https://dpm.example/id?d_orgid=8F99160E571FC0427F000101@AdobeOrg&d_mid=$UID&e=%EMAIL%"),
    ("8F99160E571FC0427F000101@AdobeOrg", "https://dpm.example/id?d_orgid=8F99160E571FC0427F000101%40AdobeOrg"),
    ("$UID", "https://sync.example/match?uid=$UID"), ("%EMAIL%", "https://sync.example/match?email=%EMAIL%"),
    ("$UID", "https://sync.example/$UID/x"),
    ("eyJraW5kIjoicGFnZSJ9", "https://flags.example/eval/eyJraW5kIjoicGFnZSJ9"), ("0.0.0.0", "https://collect.example/?ip=0.0.0.0"),
    ("112.0.0.0", "https://collect.example/?uafvl=Chromium%3B112.0.0.0%7CNot%3AA-Brand%3B99.0.0.0"),
  ])
  func nothingIsReportedOfAnAddress(_ trap: String, _ url: String) throws {
    let capture = Recording.har(Recording.document("https://app.test/"), Recording.entry(url, method: "GET"))
    let audited = try Audited(capture) { $0.showValues = true }
    let found = audited.findings.filter { $0.severity > .info && $0.rule.id != "unlisted-destination" }
    #expect(found.map(\.rule.id) == [], "\(trap)")
  }

  @Test(arguments: [
    ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Safari/537.36"),
    ("sec-ch-ua", #""Chromium";v="112", "Not:A-Brand";v="99""#),
    ("sec-ch-ua-full-version-list", #""Chromium";v="112.0.5615.49", "Not:A-Brand";v="99.0.0.0""#),
    ("x-client-version", "4.18.2.1"), ("sentry-trace", "771a43a4192642f0b136d5159a501700-0011223344556677-1"),
    ("If-None-Match", #"W/"8F99160E571FC042""#),
  ])
  func nothingIsReportedOfAHeader(_ name: String, _ trap: String) throws {
    let capture = Recording.har(Recording.entry("https://api.segment.io/v1/t", headers: [(name, trap)], body: segment(#""properties":{}"#)))
    #expect(try reports(trap, in: Audited(capture) { $0.showValues = true }) == [])
    #expect(try reports("112.0.", in: Audited(capture) { $0.showValues = true }) == [])
  }

  @Test func theIPAddressOfTheServerIsNotTheUsers() throws {
    let more = #","serverIPAddress":"203.0.113.77","connection":"443","_securityDetails":{"ip":"203.0.113.77"}"#
    let capture = Recording.har(Recording.entry("https://api.segment.io/v1/t", body: segment(#""properties":{}"#), more: more))
    let audited = try Audited(capture) { $0.showValues = true }
    #expect(audited.occurrences.filter { $0.value?.contains("203.0.113.77") == true } == [])
    #expect(!audited.json.contains("203.0.113.77"))
  }

  @Test func versionsInUserAgentDataAreNotIPAddresses() throws {
    let context =
      #""context":{"ip":"0.0.0.0","userAgent":"Mozilla/5.0 Chrome/112.0.0.0","userAgentData":{"brands":[{"brand":"Chromium","version":"112.0.0.0"}],"#
      + #""fullVersionList":[{"brand":"Chromium","version":"112.0.5615.49"}],"uaFullVersion":"112.0.5615.49","platformVersion":"6.2.0.1"}}"#
    let capture = Recording.har(Recording.entry("https://api.segment.io/v1/t", body: segment(context)))
    let audited = try Audited(capture) { $0.showValues = true }
    for trap in ["112.0.0.0", "112.0.5615.49", "6.2.0.1", "0.0.0.0"] { #expect(reports(trap, in: audited) == []) }
  }

  /// In the same places real values are reported, or the tests above would prove nothing.
  @Test(arguments: [
    ("mail", "jane.roe@copperline.dev"), ("ip", "203.0.113.70"), ("em", "900150983cd24fb0d6963f7d28e17f72"),
    ("t", Encode.token(#"{"sub":"u"}"#)),
  ])
  func whatIsNoTrapIsReportedAtTheSamePlaces(_ key: String, _ value: String) throws {
    let body = segment(#""properties":{\#(Encode.string(key)):\#(Encode.string(value))}"#)
    let capture = Recording.har(Recording.entry("https://api.segment.io/v1/t", body: body))
    #expect(try reports(value, in: Audited(capture) { $0.showValues = true }) != [])
    #expect(try reports(value, in: Audited(body + "\n") { $0.showValues = true }) != [])
  }
}
