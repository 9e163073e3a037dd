import Testing

@testable import Auditing

/// A finding in a recorded URL names the parameter, with its decoded value; file names in forms are values too.
@Suite struct ParameterFindingTests {
  private func values(_ rule: String, url: String) throws -> [String] {
    let body = #"{"type":"page","userId":"u-1","context":{"page":{"url":"\#(url)"}}}"#
    let entry = Recording.entry("https://api.segment.io/v1/p", body: body)
    return try Audited(Recording.har(entry)) { $0.showValues = true }.findings(rule).flatMap(\.occurrences).compactMap(\.value)
  }

  @Test func aSearchTermIsReportedDecoded() throws {
    #expect(
      try values("search-term-of-page", url: "https://shop.test/find?s=fertility+clinic%20costs&page=2") == ["fertility clinic costs"])
    #expect(try values("search-term-of-page", url: "https://shop.test/find?page=2&s=%E9%9B%A2%E5%A9%9A%E6%89%8B%E7%B6%9A") == ["離婚手続"])
    #expect(try values("text-in-page-query", url: "https://shop.test/b?where=wage%20theft") == ["wage theft"])
    #expect(try values("page-url-query", url: "https://shop.test/b?where=wage%20theft") == ["where=wage%20theft"])
  }

  @Test func fileNamesInFormsAreReported() throws {
    let form = "--b\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"dismissal-colm-hickey.pdf\"\r\n\r\nx\r\n--b--\r\n"
    let multipart = try Audited(Recording.har(Recording.entry("https://collect.example/v1", body: form)))
    #expect(multipart.findings("file-name").flatMap(\.occurrences).count == 1)
    let listed =
      #"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],"postData":{"mimeType":"multipart/form-data","#
      + #""params":[{"name":"doc","value":"","fileName":"salaries-2026-dublin.xlsx","contentType":"text/csv"}]}},"response":{}}"#
    #expect(try Audited(Recording.har(listed)).findings("file-name").flatMap(\.occurrences).count == 1)
    let redacted = try Redacted(Recording.har(listed)).text
    #expect(!redacted.contains("salaries"))
  }
}
