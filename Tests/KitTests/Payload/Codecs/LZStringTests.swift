import Testing

@testable import Payloads

@Suite struct LZStringTests {
  private func decoded(_ raw: String, limit: Int = 1 << 20) -> String? {
    LZString.decoded(Array(raw.utf8).span, limit: limit).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The output of lz-string itself for these words, with and without the padding of base64.
  @Test(arguments: ["BIUwNmD2AEDukCcwBMg=", "BIUwNmD2AEDukCcwBMg"])
  func aKnownTextIsRead(_ raw: String) {
    #expect(decoded(raw) == "Hello world")
  }

  @Test func theCompressorOfTheseTestsWritesTheKnownText() {
    #expect(LZCompressor.base64("Hello world") == "BIUwNmD2AEDukCcwBMg=")
  }

  @Test(arguments: [
    "a", "aaaa", "abababababababab", #"{"type":"$snapshot"}"#, #"[{"data":"é"}]"#, "日本語 and 😀😀😀", "\u{FF}\u{100}\0",
    String(repeating: "the same again and ", count: 200),
  ])
  func whatWasCompressedIsReadAgain(_ text: String) {
    #expect(decoded(LZCompressor.base64(text)) == text)
  }

  @Test func randomTextsAreReadAgain() {
    var numbers = SeededNumbers(21)
    for _ in 0..<40 {
      let text = "x" + numbers.text(of: ["a", "b", "ab", "é", "€", "😀", "\n", "{\"", "0123"], length: 300)
      #expect(decoded(LZCompressor.base64(text)) == text)
    }
  }

  @Test(arguments: [#"{"a":1}"#, #"[{"a":1}]"#, "[1,2,3]"])
  func theDataOfJSONLookLikeIt(_ json: String) {
    let raw = Array(LZCompressor.base64(json + String(repeating: " ", count: 40)).utf8)
    let looks = LZString.looksEncoded(raw.span)
    #expect(looks)
  }

  @Test(arguments: ["", "N", "N4Ig!", "////", "CIAA"])
  func whatIsNoneOrDamagedIsRefused(_ raw: String) {
    #expect(decoded(raw) == nil)
  }

  @Test func dataThatEndTooEarlyAreRefusedOrReadAsFarAsTheyGo() {
    let text = #"{"message":"cut somewhere in the middle of it"}"#
    let raw = LZCompressor.base64(text)
    var refused = 0
    for end in 1..<raw.count - 4 {
      let decoded = decoded(String(raw.prefix(end)))
      // The missing bits may look like the end marker.
      #expect(decoded.map(text.hasPrefix) ?? true, "\(end)")
      if decoded == nil { refused += 1 }
    }
    #expect(refused > 50)
  }

  @Test func textsBeyondTheLimitAreRefused() {
    let text = String(repeating: "€", count: 10_000)
    #expect(decoded(LZCompressor.base64(text), limit: 30_000) == text)
    #expect(decoded(LZCompressor.base64(text), limit: 29_999) == nil)
    #expect(decoded(LZCompressor.base64(text), limit: 100) == nil)
  }
}
