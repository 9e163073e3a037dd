import Foundation
import Testing

@testable import Bytes
@testable import Known

/// What may be a digest in a text, and what only looks like one.
@Suite struct DigestTextTests {
  private static func candidates(_ text: String) -> [String] {
    DigestText(Array(text.utf8).span).candidates.map { "\($0.size)\($0.isPart ? " part" : "")" }
  }

  @Test(arguments: Digest.allCases.filter { !$0.isShort }) func everyDigestInEveryNotation(_ digest: Digest) {
    for message in (0..<40).map({ "person \($0)" }) {
      let bytes = digest.of(Array(message.utf8))
      let hex = Digest.hex(bytes)
      let base64 = Data(bytes).base64EncodedString()
      let url = base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
      // One in 200 of eleven characters has letters in one case only.
      for text in [hex, hex.uppercased()] + (digest.size > 8 ? [base64, url] : []) { #expect(!Self.candidates(text).isEmpty, "\(text)") }
    }
  }

  @Test(arguments: [
    "1772438400000", "1772438400000123", "-1772438400000", "4500000000000001", "AppleWebKit", "channel-com", "/api/v2/rum",
    "user_active_company_id",
    "example/connect/forms/issue", "%3A0a7d2c84-11c6-4c25-b0f7-6a1c8e9d2b34", "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTE3In0.JgpKiOETAahe3bid2BnnyB35eeXtDQ3YH0KcL80qEaw", "the words of a sentence",
  ])
  func timesAndWordsAreNone(_ text: String) { #expect(Self.candidates(text).isEmpty) }

  @Test func aDigestInAPathOfAnyLength() {
    let digest = Digest.hex(Digest.md5.of(Array("person".utf8)))
    // The path has as many characters as the base64 of 28 bytes.
    #expect(Self.candidates("/p/ab/" + digest) == ["16"])
    #expect(Self.candidates("ajs-next-1772438400000-" + digest) == ["16 part"])
    #expect(Self.candidates("x=\(digest)&y") == ["16"])
  }

  @Test func whatFollowsATokenCounts() {
    let digest = Digest.hex(Digest.sha256.of(Array("person".utf8)))
    #expect(Self.candidates("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTE3In0.c2lnbmF0dXJl|" + digest) == ["32"])
    #expect(Self.candidates("v1." + digest) == ["32"])
  }
}
