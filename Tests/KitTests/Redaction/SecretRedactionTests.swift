import Testing
import Zlib

@testable import Bytes
@testable import Knowledge
@testable import Redacting

/// Secrets that no rule finds: they are removed by their names and appearance, in every form.
@Suite struct SecretRedactionTests {
  private static let token = "q7ZxHk2mPvR9tLwb4Ns6YaE8Vb"

  /// A redacted HAR with one exchange of the app: a request and its response.
  private func redacted(
    sent: String = "{}", answered: String = "{}", type: String = "application/json",
    _ change: (inout Redaction.Configuration) -> Void = { _ in }
  ) throws -> Redacted {
    let entry =
      #"{"request":{"method":"POST","url":"https://app.example/api","headers":[],"postData":{"mimeType":"application/json","text":\#(Encode.string(sent))}},"#
      + #""response":{"status":200,"headers":[],"content":{"size":\#(answered.utf8.count),"mimeType":"\#(type)","text":\#(Encode.string(answered))}}}"#
    return try Redacted(Recording.har(entry), change)
  }

  @Test(arguments: [
    #"{"refreshToken":"short-1"}"#, #"{"session":{"secret":{"value":"short-1"}}}"#, #"[{"name":"api_key","value":"short-1"}]"#,
    #"{"recovery_codes":["short-1"]}"#, #"{"html":"<input name=csrf value=short-1>"}"#,
  ])
  func aResponseOfTheAppHoldsNoSecret(_ text: String) throws { #expect(try !redacted(answered: text).text.contains("short-1")) }

  @Test func aRemovedValueIsRemovedInEveryForm() throws {
    let (value, plain) = ("Tulpen-Regen-47", Array("Tulpen-Regen-47".utf8))
    let forms = [
      value, value.lowercased(), Encode.base64(Array("a".utf8) + plain), Encode.base64(Array("ab".utf8) + plain + Array("c".utf8)),
      plain.map { String($0, radix: 16) }.joined(), Encode.percent(value),
    ]
    for form in forms {
      let text = try redacted(sent: #"{"password":"\#(value)"}"#, answered: "see \(form) there", type: "text/plain").text
      #expect(text.contains("see ~") && !text.contains(form), "\(form)")
    }
  }

  /// What stands beside a person's data in it is a secret as well, so editing its content is not enough.
  @Test(arguments: Zlib.Wrapping.allCases)
  func aCompressedSecretIsRemovedAsAWhole(_ wrapping: Zlib.Wrapping) throws {
    let inner = Array(#"{"who":"jane.doe@copperline.dev","note":"meadow and hunter stand for it"}"#.utf8)
    let packed = Encode.base64(Zlib.deflate(inner.span, wrapping))
    let text = try redacted(sent: #"{"auth_token":"\#(packed)"}"#).text
    #expect(text.contains(##"{\"auth_token\":\"~secret-1~\"}"##), "\(text)")
  }

  @Test func aTruncatedTokenIsRemoved() throws {
    let text = try redacted(sent: #"{"token":"\#(Self.token)"}"#, answered: "failed with \(Self.token.prefix(14))…", type: "text/plain")
      .text
    #expect(!text.contains(Self.token.prefix(12)))
  }

  @Test func theDigestOfAnEmailAddressGetsItsPlaceholder() throws {
    let digest = Digest.hex(Digest.sha256.of(Array("jane.doe@copperline.dev".utf8)))
    let text = try redacted(sent: #"{"em":"\#(digest)"}"#, answered: #"{"email":"Jane.Doe@copperline.dev"}"#).text
    #expect(!text.contains(digest) && text.contains("~email-1~"))
  }

  @Test func aListedQueryIsRemovedWithTheQuery() throws {
    let entry = #"""
      {"request":{"method":"GET","url":"https://collect.example/p?client=Harbour+Legal&ref=\#(Self.token)","headers":[],
      "queryString":[{"name":"client","value":"Harbour Legal"},{"name":"ref","value":"\#(Self.token)"}]},"response":{}}
      """#
    let text = try Redacted(Recording.har(entry)).text
    #expect(!text.contains(Self.token))
  }

  @Test func aNamedFieldStays() throws {
    let sent = #"{"build":"\#(Self.token)","other":"x"}"#
    #expect(try !redacted(sent: sent).text.contains(Self.token))
    let kept = try redacted(sent: sent) { $0.choice.fields = [Glob("body.build")] }
    #expect(kept.text.contains(Self.token) && kept.result.kept.places[.field] == 1)
    #expect(try redacted(sent: sent) { $0.choice.identifiers = [Glob("q7Zx*")] }.text.contains(Self.token))
  }

  @Test func identifiersStayUnlessItIsStrict() throws {
    let sent = #"{"issueId":"123e4567-e89b-12d3-a456-426614174000","accountId":"5b10a2844c20165700ede21f"}"#
    let text = try redacted(sent: sent).text
    #expect(text.contains("123e4567-e89b") && text.contains("5b10a2844c20165700ede21f"))
    let strict = try redacted(sent: sent) { $0.choice.isStrict = true }.text
    #expect(!strict.contains("123e4567-e89b") && !strict.contains("5b10a2844c20165700ede21f"))
  }

  @Test func bodiesCanBeLeftOut() throws {
    let text = try redacted(sent: #"{"a":1}"#, answered: #"{"words":"of the app"}"#) { $0.choice.dropsBodies = true }.text
    #expect(text.contains(#""size":0,"mimeType":"application/json","text":"""#) && !text.contains("of the app"))
  }

  @Test func assetsOfPublicHostsAreKeptAndThoseOfTheAppAreSearched() throws {
    func entry(_ host: String) -> String {
      #"{"request":{"method":"GET","url":"https://\#(host)/lib.js","headers":[]},"response":{"status":200,"headers":[],"#
        + #""content":{"size":40,"mimeType":"text/javascript","text":"var apiKey='\#(Self.token)';"}}}"#
    }
    let publicHost = try Redacted(Recording.har(entry("cdn.jsdelivr.net")))
    #expect(publicHost.text.contains(Self.token) && publicHost.result.kept.assetCount == 1)
    #expect(try !Redacted(Recording.har(entry("app.example"))).text.contains(Self.token))
  }
}
