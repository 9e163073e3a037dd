import Testing

@testable import Bytes
@testable import Knowledge
@testable import Redacting
@testable import Vocabulary
import Zstd

/// What the second reading finds in a text, and what it ignores.
@Suite struct SecondReadingTests {
  private static let token = "q7ZxHk2mPvR9tLwb4Ns6YaE8Vb"

  /// The signs of leftovers in a text, after some values were removed.
  private func signs(_ text: String, values: [(String, kind: PlaceholderKind, Category)] = []) throws -> [SecondReading.Leftover.Sign] {
    var book = ValueBook()
    for (value, kind, category) in values { try book.add(Array(value.utf8).span, kind: kind, category: category) }
    var reading = SecondReading(book.entries, try SecretNamesFile.standard().names, SecondReading.Exceptions())
    return reading.leftovers(in: Array(text.utf8)).map(\.sign)
  }

  @Test(arguments: [
    #"{"a":"\#(token)"}"#, #"{"a":"x \#(token) y"}"#, #"{"a":"{\"b\":\"\#(token)\"}"}"#, #"{"\#(token)":1}"#, "log line \(token)",
    #"{"a":"\#(Encode.base64(Array("12\(token)".utf8)))"}"#, #"{"a":"\#(Encode.base64(Array("1\(token)23".utf8)))"}"#,
    #"{"a":"\#(Array(token.utf8).map { String($0, radix: 16) }.joined())"}"#, #"{"a":"%71\#(token.dropFirst())"}"#,
    #"{"a":"\u0071\#(token.dropFirst())"}"#, #"{"a":"&#113;\#(token.dropFirst())"}"#,
  ])
  func aCopyIsFoundInEveryForm(_ text: String) throws {
    #expect(try signs(text, values: [(Self.token, .secret, .credential)]).contains(.copy), "\(text)")
  }

  @Test func aCopyIsFoundInBase32AndInZstandard() throws {
    let values = [(Self.token, kind: PlaceholderKind.secret, Category.credential)]
    let text = Array(#"{"words":"\#(String(repeating: "one two three ", count: 60))","a":"\#(Self.token)"}"#.utf8)
    let packed = Encode.base64(ZstdStream.compress(text.span))
    let letters = String(decoding: Base32.encoded(text.span, like: Array("A".utf8).span), as: UTF8.self)
    for form in [packed, letters] { #expect(try signs(#"{"a":"\#(form)"}"#, values: values).contains(.copy)) }
  }

  @Test(arguments: [#"{"a":"ÿÿÿ>>>???Č","b":"řehoř"}"#, "[\"山田 花子\",\"東京都\"]", "Олена Шевчук пише про це"])
  func base64OfOtherScriptsIsNoRandomText(_ text: String) throws {
    for cut in 0..<3 { #expect(try signs(#"{"a":"\#(Encode.base64(Array(text.utf8)).dropLast(cut))"}"#) == []) }
  }

  @Test func theDigestOfAPersonIsACopy() throws {
    let email = "jane.doe@copperline.dev"
    for digest in [Digest.md5, .sha1, .sha256] {
      let bytes = digest.of(Array(email.utf8))
      for form in [Digest.hex(bytes), Digest.hex(bytes).uppercased(), Encode.base64(bytes)] {
        #expect(try signs(#"{"em":"\#(form)"}"#, values: [(email, .email, .personalData)]).contains(.copy), "\(digest)")
      }
    }
  }

  @Test(arguments: [
    #"{"access_token":"abc12345"}"#, #"{"name":"X-Csrf-Token","value":"abc12345"}"#, #"{"body":"{\"password\":\"abc12345\"}"}"#,
    #"{"url":"https://a.example/?api_key=abc12345"}"#,
  ])
  func aNameThatTellsIsNoticed(_ text: String) throws { #expect(try signs(text) == [.name], "\(text)") }

  @Test func randomLookingStringsAreFound() throws { #expect(try signs(#"{"x":"\#(Self.token)"}"#) == [.looks]) }

  @Test(arguments: [
    #"{"access_token":"~secret-1~","name":"X-Csrf-Token","value":"~token-2~"}"#, #"{"token_type":"Bearer","expires_in":3600}"#,
    #"{"time":1772438400.823,"url":"https://a.example/browse/some-long-slug"}"#, #"{"id":"123e4567-e89b-12d3-a456-426614174000"}"#,
    #"{"text":"eyJhIjoifmVtYWlsLTF-In0"}"#,
  ])
  func whatIsRedactedOrHarmlessIsNot(_ text: String) throws {
    #expect(try signs(text, values: [("1772438400", .secret, .credential)]) == [], "\(text)")
  }

  @Test func aStringMayBeLongerThanABlock() throws {
    let text = #"{"a":""# + String(repeating: "word ", count: 600_000) + Self.token + #""}"#
    #expect(try signs(text, values: [(Self.token, .secret, .credential)]).contains(.copy))
  }
}
