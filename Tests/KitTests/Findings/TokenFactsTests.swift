import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Knowledge

/// Facts about a token, without the token.
@Suite struct TokenFactsTests {
  private static func token(_ header: String, _ claims: String, signature: String = "c2lnbmF0dXJl") -> String {
    func part(_ text: String) -> String {
      String(decoding: Base64.encoded(Array(text.utf8).span, isURL: true, isPadded: false), as: UTF8.self)
    }
    return "\(part(header)).\(part(claims)).\(signature)"
  }

  private static func facts(_ token: String, at time: String? = "2026-03-02T08:15:00Z") -> TokenFacts? {
    let bytes = Array(token.utf8)
    return TokenFacts(bytes.span, at: time.flatMap(Moment.seconds))
  }

  private static let header = #"{"alg":"HS256","typ":"JWT"}"#

  @Test(arguments: [
    (
      #"{"iss":"5c1f0e52","sub":"712020:0a","qsh":"ab12","iat":1772439200,"exp":1772439467}"#,
      "Connect token, HS256, valid for 167 s after it was sent; claims: iss, sub, qsh, iat, exp"
    ),
    (
      #"{"iss":"5c1f0e52","qsh":"context-qsh","exp":1772439290,"context":{}}"#,
      "Connect session token, HS256, expired 10 s before it was sent; claims: iss, qsh, exp, context"
    ),
    (
      #"{"iss":"forge/invocation-token","aud":"ari:cloud:ecosystem::app/1"}"#,
      "Forge invocation token, HS256, never expires; claims: iss, aud"
    ),
    (
      #"{"iss":"https://auth.example/","scope":"read","exp":1772525700}"#,
      "OAuth access token, HS256, issued by auth.example, valid for 24 h after it was sent; claims: iss, scope, exp"
    ),
    (#"{"nonce":"n","email":"a@b.example","exp":"x"}"#, "ID token, HS256; claims: nonce, email, exp"),
    (#"{"a b":1,"sub":"x"}"#, "JWT, HS256, never expires; claims: another, sub"),
  ])
  func whatItTells(_ claims: String, _ sentence: String) {
    #expect(Self.facts(Self.token(Self.header, claims))?.sentence == sentence)
  }

  @Test(arguments: ["-9223372036854775808", "9223372036854775807", "1e308", "\"x\"", "-1", "null"])
  func aTimeThatNoClockShowsIsNotReckonedWith(_ end: String) {
    #expect(Self.facts(Self.token(Self.header, #"{"sub":"x","exp":\#(end)}"#))?.secondsLeft == nil)
  }

  @Test func oneWithoutASignature() {
    let facts = Self.facts(Self.token(#"{"alg":"None"}"#, #"{"sub":"x"}"#, signature: ""))
    #expect(facts?.sentence == "JWT, unsigned, so anyone can forge one, never expires; claims: sub")
  }

  @Test func notAToken() {
    #expect(Self.facts("eyJub3QtYS1qd3Q") == nil)
    #expect(Self.facts("") == nil)
    #expect(Self.facts(Self.token(Self.header, "[]")) == nil)
  }

  @Test func noTokenIsInItsFacts() throws {
    let token = Self.token(Self.header, #"{"sub":"712020:0a1b2c3d","email":"mina@orchid.example","exp":1772439467}"#)
    let audited = try Audited(
      Recording.har(
        Recording.entry(
          "https://collect.example/v1", body: #"{"t":"\#(token)"}"#, more: #","startedDateTime":"2026-03-02T09:15:00.000+01:00""#)))
    let facts = try #require(audited.findings("jwt").first?.occurrences.first?.token)
    #expect(facts.secondsLeft == 167)
    #expect(audited.fullText.contains("valid for 167 s after"))
    #expect(!audited.fullText.contains("712020:0a1b2c3d") && !audited.json.contains("mina@orchid"))
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-03-02T09:15:00.000+01:00", 1_772_439_300), ("2024-02-29T23:59:59-05:00", 1_709_269_199),
    ("20260302T081500Z", 1_772_439_300), ("2026-03-02 08:15:00", 1_772_439_300),
  ])
  func timesAreReckonedInUTC(_ text: String, _ seconds: Int) { #expect(Moment.seconds(text) == seconds) }

  @Test(arguments: [
    "", "2026", "2026-13-02T08:15:00Z", "2026-02-31T08:15:00Z", "2026-03-02T25:15:00Z", "99999999T999999Z",
    "yesterday at noon, more or less", "20261302T081500Z",
  ])
  func whatIsNoTime(_ text: String) { #expect(Moment.seconds(text) == nil) }

  @Test func aSignedURLSaysHowLongItIsValid() throws {
    let url =
      "https://bucket.s3.amazonaws.com/report.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260302T081400Z&X-Amz-Expires=3600&X-Amz-Signature=4f1c2d3e4a5b6c7d8e9f00112233445566778899aabbccddeeff001122334455"
    let audited = try Audited(
      Recording.har(
        Recording.entry(
          "https://collect.example/v1", body: #"{"page_url":"\#(url)"}"#, more: #","startedDateTime":"2026-03-02T08:15:00Z""#)))
    let facts = audited.occurrences.compactMap(\.token)
    #expect(facts.map(\.secondsLeft) == [3_540])
  }

  @Test(arguments: [
    "exp=1772442900", "expires_at=2026-03-02T09:15:00Z", "Expires=1772442900000", "se=2026-03-02T09%3A15%3A00Z",
    "Policy=\(Data(#"{"Statement":[{"Resource":"https://d.example/*","Condition":{"DateLessThan":{"AWS:EpochTime":1772442900}}}]}"#.utf8).base64EncodedString().replacing("+", with: "-").replacing("=", with: "_").replacing("/", with: "~"))",
  ])
  func aSignedURLSaysUntilWhenItIsGood(_ parameter: String) throws {
    let url = "https://cdn.files.example/report.pdf?\(parameter)&Signature=hodMMyhNC0g7p8cHkS9q5JIdyFn7DBQ4OPGYeMKVnHW6HmDzuSRy8dy79TfPjY18"
    let audited = try Audited(
      Recording.har(
        Recording.entry(
          "https://collect.example/v1", body: #"{"page_url":"\#(url)"}"#, more: #","startedDateTime":"2026-03-02T08:15:00Z""#)))
    #expect(Set(audited.occurrences.compactMap(\.token?.secondsLeft)) == [3_600])
  }

  @Test(arguments: [
    "hdnts=exp=1772442900~acl=/*~hmac=", "hdnea=st=1772439300~exp=1772442900~acl=/*~hmac=",
    "hdntl=exp=1772442900~acl=%2f*~data=hdntl~hmac=",
    "__token__=exp=1772442900~acl=%2F*~hmac=", "token=st%3D1772439300~exp%3D1772442900~hmac%3D",
  ])
  func aTokenOfAkamaiSaysUntilWhenItIsGood(_ parameter: String) throws {
    let url = "https://video.files.example/clip.m3u8?\(parameter)9c5d8c0f1f0a4e6b7a2d3c4b5a69788796a5b4c3d2e1f0011223344556677889"
    let audited = try Audited(
      Recording.har(
        Recording.entry(
          "https://collect.example/v1", body: #"{"page_url":"\#(url)"}"#, more: #","startedDateTime":"2026-03-02T08:15:00Z""#)))
    let facts = audited.findings("secret-in-recorded-url").flatMap(\.occurrences).compactMap(\.token)
    #expect(facts.map(\.secondsLeft) == [3_600])
  }

  /// Without a signature, or under a name that says nothing, it is a filter or a range of time.
  @Test(arguments: ["hdnts=exp=1772442900~acl=/*", "range=st=1772439300~exp=1772442900~acl=/*~hmac=none", "hdnts=exp=1~hmac=abc"])
  func aListWithoutASignatureIsNoToken(_ parameter: String) throws {
    let body = #"{"page_url":"https://video.files.example/clip.m3u8?\#(parameter)"}"#
    #expect(
      try Audited(Recording.har(Recording.entry("https://collect.example/v1", body: body))).findings("secret-in-recorded-url").isEmpty)
  }

  @Test func accountsWithNamesBesideThemAreCounted() throws {
    let account = "712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11"
    func identify(_ traits: String) -> String { #"{"type":"identify","userId":"\#(account)","traits":\#(traits)}"# + "\n" }
    let named = try Audited(identify(#"{"email":"mina.koroma@orchid.example"}"#))
    #expect(named.report.traffic.map(\.accounts.number) == [1])
    let plain = try Audited(identify(#"{"plan":"standard"}"#))
    #expect(plain.report.traffic.map(\.accounts.number) == [0])
  }
}
