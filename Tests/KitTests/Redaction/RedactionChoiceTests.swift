import Testing

@testable import Bytes
@testable import Redacting

/// What is removed and kept can be chosen, except for credentials.
@Suite struct RedactionChoiceTests {
  private static let capture = Recording.har(
    Recording.entry(
      "https://collect.example/v1", headers: [("Authorization", "Bearer 0123456789abcdef")],
      body: #"{"email":"jane.doe@copperline.dev","formTitle":"Q3 layoffs plan","ticket":"ACME-77 for Jane"}"#))

  private static func kinds(_ change: (inout Redaction.Configuration) -> Void) throws -> Set<String> {
    Set(try Redacted(capture, change).kinds.keys)
  }

  @Test func everythingIsRemovedByDefault() throws {
    #expect(try Self.kinds { _ in } == ["token", "email", "title"])
  }

  @Test func whatIsKeptStays() throws {
    #expect(try Self.kinds { $0.choice.kept = ["email"] } == ["token", "title"])
    #expect(try Self.kinds { $0.choice.kept = ["personal-data", "user-content"] } == ["token"])
  }

  @Test func onlyNamedClassesAreRemoved() throws {
    #expect(try Self.kinds { $0.choice.only = ["title"] } == ["token", "title"])
    #expect(try Self.kinds { $0.choice.only = ["personal-data"] } == ["token", "email"])
  }

  @Test func aCredentialIsNeverKept() throws {
    #expect(try Self.kinds { $0.choice.kept = ["credential", "token"] } == ["token", "email", "title"])
  }

  @Test func valuesOfAListAreRemoved() throws {
    let redacted = try Redacted(Self.capture) { $0.extraValues = ["acme-77"] }
    #expect(redacted.text.contains(#"\"ticket\":\"~value-1~ for Jane\""#))
  }

  @Test func pseudonymsAreTheSameInEveryRunWithOneKey() throws {
    let key = Array("a key of more than 16 bytes".utf8)
    func email(_ key: [UInt8], _ more: String) throws -> String {
      let capture = Recording.har(
        Recording.entry("https://collect.example/v1", body: #"{\#(more)"email":"jane.doe@copperline.dev"}"#))
      let text = try Redacted(capture) { $0.pseudonyms = Pseudonyms(key: key) }.text
      return String(try #require(text.firstMatch(of: /"email\\":\\"(~email-[0-9a-f]{12}~)/)?.1))
    }
    let once = try email(key, "")
    #expect(try email(key, #""mail":"kim@a.example.com","#) == once)
    #expect(try email(key + [1], "") != once)
    #expect(Pseudonyms(key: Array("too short".utf8)) == nil)
  }

  /// RFC 4231, test cases 2 and 6.
  @Test func theCodeIsThatOfTheStandard() throws {
    #expect(
      Digest.hex(Digest.code(of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(
      Digest.hex(
        Digest.code(
          of: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8), key: [UInt8](repeating: 0xAA, count: 131)))
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }
}
