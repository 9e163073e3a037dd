import Testing

@testable import Auditing
@testable import Captures

/// Bodies of which a capture holds nothing that could be read.
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

  @Test func aPostWithoutABodyIsAGapUnlessTheCaptureSaysSo() throws {
    let url = "https://collect.example/v1"
    #expect(try gaps(Recording.entry(url)) == ["body missing, and nothing says that there was none"])
    #expect(try gaps(Recording.entry(url, headers: [("Content-Length", "0")])) == [])
    #expect(try gaps(Recording.entry(url, method: "GET")) == [])
  }
}
