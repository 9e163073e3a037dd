import Testing

@testable import Bytes
@testable import Knowledge
@testable import Vocabulary

/// The cookies of consent tools, as the tools write them.
@Suite struct ConsentCookieTests {
  private static let cookies = Result { try ConsentCookies.embedded() }

  private func verdict(_ name: String, _ value: String) throws -> String? {
    guard let cookie = try Self.cookies.get().cookie(named: name) else { return nil }
    return cookie.read(Array(value.utf8).span, name: name)?.verdict.description
  }

  private func encoded(_ text: String) -> String { String(decoding: Percent.encoded(Array(text.utf8).span), as: UTF8.self) }

  private static let none = "analytics denied, advertising denied, functional denied"
  private static let all = "analytics granted, advertising granted, functional granted"

  @Test(arguments: [
    (
      "OptanonConsent",
      "isGpcEnabled=0&datestamp=Mon+Nov+24+2026+10%3A00%3A00&version=202509.1.0&isIABGlobal=false&hosts=&consentId=7c0f&interactionCount=1&landingPath=NotLandingPage&groups=C0001%3A1%2CC0002%3A0%2CC0003%3A0%2CC0004%3A0&AwaitingReconsent=false",
      none
    ),
    ("OptanonConsent", "groups=C0001%3A1%2CC0003%3A1%2CC0002%3A1%2CC0004%3A1", all),
    (
      "CookieConsent",
      "{stamp:%27abc==%27%2Cnecessary:true%2Cpreferences:false%2Cstatistics:false%2Cmarketing:false%2Cmethod:%27explicit%27%2Cver:1}", none
    ),
    (
      "cookieyes-consent",
      "consentid:bXk%2Cconsent:no%2Caction:yes%2Cnecessary:yes%2Cfunctional:no%2Canalytics:no%2Cperformance:no%2Cadvertisement:no", none
    ),
    ("cookielawinfo-checkbox-analytics", "no", "analytics denied"),
    ("cookielawinfo-checkbox-advertisement", "yes", "advertising granted"),
    ("cmplz_statistics", "deny", "analytics denied"), ("cmplz_marketing", "allow", "advertising granted"),
    ("klaro", "{\"googleAnalytics\":false,\"intercom\":true}", "analytics denied, functional granted"),
    (
      "axeptio_cookies", "{\"$$token\":\"x\",\"$$completed\":true,\"google_analytics\":true,\"facebook_pixel\":false}",
      "analytics granted, advertising denied"
    ),
    ("cmapi_cookie_privacy", "permit 1 required", none), ("cmapi_cookie_privacy", "permit 1,2,3", all),
    ("notice_gdpr_prefs", "0|1|2:", all), ("notice_gdpr_prefs", "0:", none),
    (
      "_iub_cs-1234567",
      "{\"timestamp\":\"2026\",\"version\":\"1.2.4\",\"purposes\":{\"1\":true,\"2\":false,\"3\":true,\"4\":false,\"5\":false},\"id\":1234567}",
      none
    ),
    (
      "_tracking_consent", "{\"con\":{\"CMP\":{\"a\":\"0\",\"m\":\"0\",\"p\":\"1\",\"s\":\"\"}},\"v\":\"2.1\",\"purposes\":{\"a\":true}}",
      "analytics denied, advertising denied, functional granted"
    ),
    ("cookieconsent_status", "deny", none), ("__hs_cookie_cat_pref", "1:false,2:false,3:false", none),
    ("CookieScriptConsent", "{\"action\":\"reject\",\"categories\":\"[]\"}", none),
    (
      "CookieScriptConsent", "{\"action\":\"accept\",\"categories\":\"[\\\"performance\\\",\\\"targeting\\\",\\\"functionality\\\"]\"}", all
    ),
    (
      "CookieInformationConsent",
      "{\"consents_approved\":[\"cookie_cat_necessary\"],\"consents_denied\":[\"cookie_cat_functional\",\"cookie_cat_statistic\",\"cookie_cat_marketing\"]}",
      none
    ),
    (
      "CookieControl", "{\"necessaryCookies\":[\"a\"],\"optionalCookies\":{\"analytics\":\"revoked\",\"marketing\":\"accepted\"}}",
      "analytics denied, advertising granted"
    ),
    ("cc_cookie", "{\"categories\":[\"necessary\"],\"revision\":0}", "analytics denied, advertising denied"),
    ("osano_consentmanager", "t5e_8v4OumSW", "not decoded"), ("usprivacy", "1YYN", "sale denied"),
  ])
  func `each tool's cookie is read`(name: String, value: String, expected: String) throws {
    #expect(try verdict(name, value) == expected)
    // Also with percent-encoding, which servers and proxies add, once and twice.
    #expect(try verdict(name, encoded(value)) == expected)
    #expect(try verdict(name, encoded(encoded(value))) == expected)
  }

  @Test func `a token of Didomi is base64`() throws {
    let json =
      #"{"version":2,"purposes":{"enabled":["cookies"],"disabled":["select_basic_ads","measure_content_performance"]},"vendors":{"enabled":["google"]}}"#
    let token = String(decoding: Base64.encoded(Array(json.utf8).span, isURL: false, isPadded: true), as: UTF8.self)
    #expect(try verdict("didomi_token", token) == "analytics denied, advertising denied")
    #expect(try verdict("didomi_token", "not base64!") == nil)
  }

  @Test func `TC strings are found among other texts`() throws {
    let tcf = IABStrings.tcf([])
    #expect(try verdict("euconsent-v2", tcf) == "analytics denied, advertising denied, personalisation denied")
    #expect(
      try verdict("FCCDCF", "[null,null,null,[\"\(tcf)\",\"1~\",\"x\"],null,null,[]]")
        == "analytics denied, advertising denied, personalisation denied")
    #expect(try verdict("euconsent-v2", String(tcf.prefix(20))) == nil)
  }

  @Test(arguments: [
    ("OptanonConsent", "isGpcEnabled=0&version=1"), ("OptanonConsent", "groups="), ("OptanonConsent", "groups=C0002"),
    ("OptanonConsent", "%"),
    ("OptanonConsent", "groups=C0002%3A"), ("CookieConsent", "-1"), ("CookieConsent", "{}"), ("klaro", "{\"googleAnalytics\":"),
    ("klaro", "[["),
    ("cmplz_statistics", "maybe"), ("_tracking_consent", "3.AMPS_USVA_f_f_x"), ("cookieconsent_status", "dismiss"),
    ("cc_cookie", "\u{0}\u{1}"),
    ("_iub_cs-1", "{\"consent\":true}"), ("CookieControl", "{\"optionalCookies\":[]}"), ("unknown_cookie", "analytics:no"),
    ("usprivacy", "1---"),
  ])
  func `a cookie without a statement is not a signal`(name: String, value: String) throws { #expect(try verdict(name, value) == nil) }

  @Test func `hostile values are bounded`() throws {
    var numbers = SeededNumbers(5)
    let pieces = [
      "{", "}", "[", "]", "\"a\"", ":", ",", "=", "&", "groups=", "C0002", "%25", "%7B", "true", "0", "\u{0}", "é", "\\u0000", "\\",
    ]
    let all = try Self.cookies.get().all
    for _ in 0..<500 {
      let value = Array(numbers.text(of: pieces, length: 60).utf8)
      for cookie in all { _ = cookie.read(value.span, name: cookie.names[0]) }
    }
    for value in [
      String(repeating: "[", count: 16_000), String(repeating: "{\"a\":", count: 3_000), String(repeating: "a=1&", count: 4_000),
    ] {
      for cookie in all { _ = cookie.read(Array(value.utf8).span, name: cookie.names[0]) }
    }
    #expect(try verdict("klaro", "{\"googleAnalytics\":false}" + String(repeating: " ", count: 20_000)) == nil)
  }

  @Test(arguments: [
    ("- {tool: A, cookies: [a]}", 1), ("- {tool: A, cookies: [a], form: xml}", 1),
    ("- {tool: A, cookies: [a], form: json, purposes: {fun: [a]}}", 1),
    ("- {tool: A, cookies: [a], form: json}\n- tool: B\n  cookies: [b]\n  form: word\n  of: x", 5), ("tool: A", 1),
  ])
  func `an error in the file has its position`(text: String, line: Int) {
    let error = #expect(throws: ConfigurationError.self) { try ConsentCookies.of(text, file: "cookies.yaml") }
    #expect(error?.line == line)
  }

  @Test func `names are unique and sources are given`() throws {
    let names = try Self.cookies.get().all.flatMap(\.names)
    #expect(Set(names).count == names.count && names.count > 30)
  }
}
