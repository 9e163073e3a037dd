import Testing
import Zstd

@testable import Auditing
@testable import Captures

/// Bodies without readable content in the capture.
@Suite struct UnreadableBodyTests {
  private func gaps(_ entry: String) throws -> [String] {
    try Audited(Recording.har(Recording.document("https://www.app.test/"), entry)).report.captures[0].gaps.map(\.reason)
  }

  private static let noise = (0..<96).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7 ^ ($0 &* 40_503)) }

  @Test(arguments: [
    "[object Blob]", "[object FormData]", "[object ArrayBuffer]", Encode.base64(noise), Encode.base64URL(noise), Encode.hex(noise),
  ])
  func aBodyThatSaysNothingIsAGap(_ body: String) throws {
    #expect(try gaps(Recording.entry("https://collect.example/v1", body: body)).count == 1)
  }

  @Test(arguments: [
    "[object]", "[1,2]", "{\"a\":1}", "a=1", Encode.base64(Array(#"{"a":"hello, how are you doing today, my friend"}"#.utf8)),
    String(repeating: "a", count: 64), "0123456789abcdef",
  ])
  func aBodyThatCanBeReadIsNone(_ body: String) throws {
    #expect(try gaps(Recording.entry("https://collect.example/v1", body: body)) == [])
  }

  /// What Chrome and service workers send with `Content-Encoding: zstd`.
  @Test func zstandardIsUnwrapped() throws {
    let body = ZstdStream.compress(Array(#"{"user":{"full_name":"Jane Roe","email":"jane.roe@copperline.dev"}}"#.utf8).span)
    let entry = { (bytes: [UInt8]) in
      #"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[{"name":"Content-Encoding","value":"zstd"}],"#
        + #""postData":{"mimeType":"application/json","encoding":"base64","text":"\#(Encode.base64(bytes))"}},"response":{}}"#
    }
    let audited = try Audited(Recording.har(Recording.document("https://www.app.test/"), entry(body)))
    #expect(audited.findings("email").count == 1 && audited.findings("person-name").count == 1)
    #expect(audited.report.captures[0].gaps.isEmpty)
    #expect(try gaps(entry(Array(body.dropLast(12)))).contains { $0.hasPrefix("compressed data that are damaged") })
    #expect(try gaps(entry(Array(body.prefix(8)))).count == 1)
  }

  @Test func aPostWithoutABodyIsAGapUnlessTheCaptureSaysSo() throws {
    let url = "https://collect.example/v1"
    #expect(try gaps(Recording.entry(url)) == ["body missing, and nothing says that there was none"])
    #expect(try gaps(Recording.entry(url, headers: [("Content-Length", "0")])) == [])
    #expect(try gaps(Recording.entry(url, method: "GET")) == [])
  }
}
