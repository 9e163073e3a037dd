import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Detecting
@testable import Knowledge
@testable import Known
@testable import Vocabulary

/// People in the app's own traffic are found in everything that others receive, with the source.
@Suite struct KnownPeopleTests {
  private static let me =
    #"{"user":{"accountId":"712020:0a1b2c3d","email":"mina.koroma@orchid.example","displayName":"Mina Koroma","phone":"+49 1512 5550123"}}"#

  private static func answer(_ url: String, _ text: String, mime: String = "application/json") -> String {
    Recording.entry(
      url, method: "GET", response: #"{"status":200,"content":{"mimeType":"\#(mime)","text":\#(Encode.string(text))}}"#)
  }

  private static func session(_ body: String, before: Bool = false, answer told: String = me) -> String {
    let sent = Recording.entry("https://collect.example/v1", body: body)
    let learned = answer("https://api.app.test/me", told)
    return Recording.har(Recording.document("https://www.app.test/"), before ? sent : learned, before ? learned : sent)
  }

  private static func told(_ body: String, answer: String = me) throws -> [String] {
    try Audited(session(body, answer: answer)).findings.filter { $0.destination == "collect.example" && $0.rule.id.hasPrefix("known-") }
      .flatMap { finding in finding.occurrences.map { "\(finding.rule.id): \($0.source?.what ?? "-")" } }
  }

  @Test func aDigestIsDescribedByItsValue() throws {
    let digest = Digest.hex(Digest.sha256.of(Array("mina.koroma@orchid.example".utf8)))
    #expect(try Self.told(#"{"x":"\#(digest)"}"#) == ["known-hash: sha256 of the email"])
    #expect(try Self.told(#"{"a":"\#(digest.uppercased())"}"#) == ["known-hash: sha256 of the email"])
    let source = try #require(Audited(Self.session(#"{"a":"\#(digest)"}"#)).findings("known-hash").first?.occurrences.first?.source)
    #expect(source.origin.record == 1)
    #expect(source.origin.field == "response.body.user.email")
    #expect(source.description == "the sha256 of the email in the response of entry 1 (response.body.user.email)")
  }

  @Test func aDigestOfADigestAndWithSalts() throws {
    let email = Array("mina.koroma@orchid.example".utf8)
    let twice = Digest.hex(Digest.sha256.of(Hex.encoded(Digest.md5.of(email))))
    #expect(try Self.told(#"{"a":"\#(twice)"}"#) == ["known-hash: sha256 of the md5 of the email"])
    let salted = Digest.hex(Digest.sha1.of(Array("app.test".utf8) + email))
    #expect(try Self.told(#"{"a":"\#(salted)"}"#) == ["known-hash: sha1 of the email, with a salt that the capture shows before it"])
    let keyed = Digest.hex(Digest.code(of: email, key: Array("wk-4711-abcdef".utf8)))
    #expect(
      try Self.told(#"{"writeKey":"wk-4711-abcdef","a":"\#(keyed)"}"#) == [
        "known-hash: HMAC-sha256 of the email, keyed with a value that the capture shows"
      ])
    #expect(try Self.told(#"{"a":"\#(keyed)"}"#).isEmpty)
  }

  /// Nobody makes the identifier of an event from a digest of a person; a plain digest is found anywhere.
  @Test func aFieldOfAProgramHoldsOnlyPlainDigests() throws {
    let email = Array("mina.koroma@orchid.example".utf8)
    let once = Digest.hex(Digest.md5.of(email))
    let twice = Digest.hex(Digest.md5.of(Hex.encoded(Digest.md5.of(email))))
    #expect(try Self.told(#"{"messageId":"\#(once)"}"#) == ["known-hash: md5 of the email"])
    #expect(try Self.told(#"{"messageId":"\#(twice)","traceId":"run-\#(twice)"}"#).isEmpty)
    // What was not searched for in one field is found in the next.
    #expect(try Self.told(#"{"messageId":"\#(twice)","a":"\#(twice)"}"#) == ["known-hash: md5 of the md5 of the email"])
  }

  @Test func aNameInTheFieldOfAMakerDoesNotHideIt() throws {
    let company = #"{"user":{"email":"w@orchid.example","company":"Fjord Traders Limited"}}"#
    #expect(
      try Self.told(#"{"device_manufacturer":"Fjord Traders Limited","z":"Fjord Traders Limited"}"#, answer: company) == [
        "known-company: company"
      ])
  }

  @Test func aUUIDOfADigest() throws {
    let digits = Digest.hex(Digest.md5.of(Array("mina.koroma@orchid.example".utf8)))
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(Array(digits)[$0]) }
    #expect(try Self.told(#"{"a":"\#(parts.joined(separator: "-"))"}"#) == ["known-hash: md5 of the email"])
  }

  @Test func aNameInAnyField() throws {
    #expect(try Self.told(#"{"z":"opened by KOROMA, MINA"}"#) == ["known-name: name in the other order"])
    #expect(try Self.told(#"{"z":"hello Koroma"}"#) == ["known-part: last word of the name"])
    #expect(try Self.told(#"{"z":"Minas Koromadis"}"#).isEmpty)
    #expect(try Self.told(#"{"initials":"MK","other":"MK"}"#) == ["known-part: initials of the name"])
  }

  @Test func aNameCountsOnlyNextToAPerson() throws {
    let plan = #"{"plan":{"displayName":"Standard Cloud"},"field":{"displayName":"Due Date"}}"#
    #expect(try Self.told(#"{"a":"Standard Cloud","b":"Due Date"}"#, answer: plan).isEmpty)
    let owner = #"{"board":{"owner":{"displayName":"Åsa af Ugglas"}}}"#
    #expect(try Self.told(#"{"a":"åsa af ugglas"}"#, answer: owner) == ["known-name: name in lower case"])
  }

  @Test func ordinaryWordsAreNotNamesByThemselves() throws {
    let rose = #"{"user":{"email":"info@orchid.example","firstName":"Rose","lastName":"Summer"}}"#
    #expect(try Self.told(#"{"a":"rose","b":"summer info"}"#, answer: rose).isEmpty)
    #expect(try Self.told(#"{"a":"rose summer"}"#, answer: rose) == ["known-name: name"])
  }

  @Test func aNameOfCommonWordsNeedsItsExactCase() throws {
    let will = #"{"user":{"email":"w@orchid.example","displayName":"Will Park"}}"#
    #expect(try Self.told(#"{"a":"you will park here"}"#, answer: will).isEmpty)
    #expect(try Self.told(#"{"a":"By Will Park today","b":"will park"}"#, answer: will) == ["known-name: name", "known-name: name"])
  }

  @Test func thousandsWithTheSamePrefixAreDistinguished() throws {
    let users = (0..<500).map { #"{"accountId":"712020:\#($0)","username":"useruser\#($0)x"}"# }.joined(separator: ",")
    let told = try Self.told(#"{"a":"seen by useruser417x","b":"seen by useruser41"}"#, answer: #"{"users":[\#(users)]}"#)
    #expect(told == ["known-username: user name"])
  }

  @Test func anEmailAddressInTheRequestIsNotFromTheResponse() throws {
    let asked = Recording.entry(
      "https://api.app.test/find", method: "GET", headers: [("X-For", "mina.koroma@orchid.example")],
      response: #"{"status":200,"content":{"mimeType":"application/json","text":"{}"}}"#)
    let digest = Digest.hex(Digest.sha256.of(Array("mina.koroma@orchid.example".utf8)))
    let sent = Recording.entry("https://collect.example/v1", body: #"{"x":"\#(digest)"}"#)
    let audited = try Audited(Recording.har(Recording.document("https://www.app.test/"), asked, sent))
    #expect(audited.occurrences.compactMap(\.source?.origin.way) == [.exchanged])
  }

  @Test func anUnknownDigestIsNotAFinding() throws {
    let other = Digest.hex(Digest.sha256.of(Array("other@orchid.example".utf8)))
    #expect(try Self.told(#"{"a":"\#(other)","b":"d41d8cd98f00b204e9800998ecf8427e","c":"0123456789abcdef0123456789abcdef"}"#).isEmpty)
  }

  @Test func aPlaceholderIsNotAPerson() throws {
    let redacted = #"{"user":{"email":"~email-1~","username":"~email-1~","name":"~name-1~ ~name-2~"},"title":"~text-1~ of ~name-1~"}"#
    #expect(try Self.told(#"{"a":"~email-1~","b":"~name-1~ ~name-2~","c":"~text-1~ of ~name-1~"}"#, answer: redacted).isEmpty)
  }

  @Test func valuesLearnedLaterProveNothing() throws {
    let audited = try Audited(Self.session(#"{"z":"Mina Koroma"}"#, before: true))
    #expect(audited.findings("known-name").isEmpty)
  }

  @Test func aScriptsTextIsALabel() throws {
    let script = Self.answer("https://www.app.test/app.js", #"t={a:"Plant your first Kestrel",b:'No forms'}"#, mime: "text/javascript")
    let sent = Recording.entry("https://collect.example/v1", body: #"{"comment":"Plant your first Kestrel"}"#)
    let with = try Audited(Recording.har(Recording.document("https://www.app.test/"), script, sent))
    let without = try Audited(Recording.har(Recording.document("https://www.app.test/"), sent))
    let guess = try #require(without.findings.first { $0.rule.category == .userContent })
    #expect(guess.severity > .info)
    let cleared = try #require(with.findings.first { $0.rule.id == guess.rule.id })
    #expect(cleared.severity == .info && cleared.mitigation == .ownLabel)
    #expect(with.report.learned?.cleared == 1)
  }

  @Test func theReportSaysWhoseDataWasSearchedFor() throws {
    let audited = try Audited(Self.session(#"{"z":"Mina Koroma"}"#))
    #expect(audited.report.preamble?.contains("1 email address (min… (26 characters), entry 1)") == true)
    #expect(audited.fullText.contains("the name in the response of entry 1"))
    #expect(audited.json.contains(#""learned""#))
    #expect(!audited.fullText.contains("Koroma") && !audited.json.contains("Koroma"))
  }

  @Test func personasAreKnownFromTheBeginning() throws {
    let digest = Digest.hex(Digest.blake2b.of(Array("zoe.quill@acme.example".utf8)))
    let persona = try #require(Persona(option: "email=zoe.quill@acme.example,name=Quill, Zoë"))
    #expect(persona.values.map(\.value) == ["zoe.quill@acme.example", "Quill, Zoë"])
    let audited = try Audited(Recording.request(body: #"{"a":"\#(digest)","b":"zoequill"}"#)) { configuration in
      for value in persona.known { configuration.given.add(value) }
    }
    #expect(audited.findings("known-hash").map(\.count) == [1])
    #expect(audited.findings("known-name").map(\.count) == [1])
    #expect(audited.findings("known-hash").first?.occurrences.first?.source?.origin.way == .given)
  }

  @Test(arguments: ["", "email", "email=a", "=x@y.example", "E-Mail=zoe@acme.example"])
  func aPersonIsWrittenWithLabels(_ option: String) { #expect(Persona(option: option) == nil) }
}
