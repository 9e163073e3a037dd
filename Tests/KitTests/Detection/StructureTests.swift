import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge

/// Values whose key is elsewhere, names that are values, and audits of captures that show nothing.
@Suite struct StructureTests {
  private func lines(_ body: String, url: String = "https://in.collector.test/t") throws -> [String] {
    try Audited(
      Recording.har(Recording.document("https://www.app.test/"), Recording.entry(url, body: body)), book: Standard.book
    ).lines
  }

  /// Each body has a password or a person's name under a key that does not directly precede it.
  @Test(arguments: [
    #"{"properties":{"data":{"full_name":{"value":"Jane Roe","type":"string"}}}}"#,
    #"{"properties":{"data":{"full_name":{"S":"Jane Roe"}}}}"#,
    #"{"properties":{"data":[{"field":"full_name","text":"Jane Roe"}]}}"#,
    #"{"properties":[{"value":{"string_value":"Jane Roe"},"key":"full_name"}]}"#,
    #"{"attributes":[{"key":"user.full_name","value":{"stringValue":"Jane Roe"}}]}"#,
    #"{"properties":["full_name","Jane Roe"]}"#,
    "k=a1&k=x&k=full_name&k=Jane+Roe",
    #"{"ep.full_name":"Jane Roe"}"#,
    #"{"ce_full_name":"Jane Roe"}"#,
  ])
  func aValueIsCalledWhatItsKeySays(body: String) throws {
    #expect(try lines(body).contains { $0.hasPrefix("person-name high") }, "\(body)")
  }

  /// A label without a meaning for its sibling, and an object that is more than a value.
  @Test(arguments: [
    #"{"items":[{"name":"full_name","note":"Blue chair"}]}"#, #"{"full_name":{"value":"4","unit":"Jane Roe"}}"#,
    #"{"colours":["red","Jane Roe","blue"]}"#,
  ])
  func whatIsNoPairIsNot(body: String) throws {
    #expect(try !lines(body).contains { $0.hasPrefix("person-name") }, "\(body)")
  }

  @Test func namesAreScannedLikeValues() throws {
    #expect(try lines(#"{"jane.roe@copperline.dev":1}"#).contains { $0.hasPrefix("email high") })
    #expect(try lines("", url: "https://in.collector.test/t?jane.roe%40copperline.dev=1").contains { $0.hasPrefix("email high") })
    #expect(try lines(#"{"assignees":{"Jane Roe":3}}"#).contains { $0.hasPrefix("person-in-role high") })
    #expect(try !lines(#"{"counts":{"Open Issues":3,"Last Page Viewed":1}}"#).contains { $0.contains("high") })
  }

  @Test func jsonIsReadWhereverItWasPut() throws {
    let event = #"{"email":"jane.roe@copperline.dev"}"#
    #expect(
      try lines("", url: "https://in.collector.test/t?%7B%22email%22:%22jane.roe%40copperline.dev%22%7D").contains { $0.hasPrefix("email") }
    )
    let literal = String(
      decoding: try JSONEncoder().encode(String(decoding: try JSONEncoder().encode(event), as: UTF8.self)), as: UTF8.self)
    #expect(try lines(#"{"p":\#(literal)}"#).contains { $0.hasPrefix("email") })
  }

  /// A parameter of the request's own URL is the vendor's; one of a URL inside the request is not.
  @Test func onlyRecordedURLsLeakTheirParameters() throws {
    let token = "kQ7zT2mX9pLw4Rb8Vn3Yc6"
    #expect(try !lines("", url: "https://in.collector.test/t?reset_token=\(token)").contains { $0.hasPrefix("secret-in-recorded-url") })
    #expect(
      try lines("", url: "https://in.collector.test/t?u=https%3A%2F%2Fwww.app.test%2F%3Freset_token%3D\(token)")
        .contains { $0.hasPrefix("secret-in-recorded-url critical") || $0.hasPrefix("one-time-token-field critical") })
    #expect(
      try !lines("", url: "https://in.collector.test/t?u=https%3A%2F%2Fapi.segment.io%2Fv1%2Ft%3Ftoken%3D\(token)")
        .contains { $0.hasPrefix("secret-in-recorded-url") })
  }

  /// Captures that show nothing of an app do not pass.
  @Test(arguments: [
    #"{"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":[]}}"#, #"{"log":{"version":"1.2","entries":null}}"#, "{}",
    #"{"a":1}"#, #"{"openapi":"3.0.0","info":{"title":"x"},"paths":{}}"#, #"{"info":{"name":"c"},"item":[{"name":"a"}]}"#,
    #"{"version":"2.1.0","runs":[]}"#,
  ])
  func nothingExaminedIsNoPass(capture: String) throws {
    let audited = try Audited(capture, book: Standard.book)
    #expect(audited.report.verdict.status == .incomplete, "\(capture)")
    #expect(audited.report.captures[0].gaps.contains { $0.place == "capture" }, "\(capture)")
  }

  /// Incomplete bodies are gaps.
  @Test(arguments: [
    (#"{"a":"bb"#, #""bodySize":7"#, "JSON that ends before it is complete"), (#"{"a":"b"}"#, #""bodySize":90"#, "90 bytes of which"),
  ])
  func aCutBodyIsAGap(body: String, more: String, reason: String) throws {
    let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    let entry =
      #"{"startedDateTime":"2026-11-20T09:30:00.000Z","request":{"method":"POST","url":"https://in.collector.test/t","headers":[],\#(more),"postData":{"mimeType":"application/json","text":\#(text)}},"response":{"status":200}}"#
    let audited = try Audited(Recording.har(Recording.document("https://www.app.test/"), entry), book: Standard.book)
    #expect(audited.report.captures[0].gaps.contains { $0.reason.contains(reason) })
  }
}
