import Testing
import Zlib

@testable import Bytes
@testable import Payloads

/// Base64 inside a longer text.
@Suite struct PackedTests {
  private static let json = #"{"email":"mina.koroma@orchid.example","note":"She leaves in May"}"#
  private static let email = "mina.koroma@orchid.example"
  static let base64 = Encode.base64(Array(json.utf8))
  static let base64URL = Encode.base64URL(Array(json.utf8))
  private static let gzip = Encode.base64URL(Zlib.deflate(Array(json.utf8).span, .gzip))
  private static let zlib = Encode.base64(Zlib.deflate(Array(json.utf8).span, .zlib))
  static let lines = stride(from: 0, to: base64.count, by: 76).map { String(base64.dropFirst($0).prefix(76)) }.joined(separator: "\r\n")

  /// Texts with the payload: with a prefix, a suffix, or both.
  static let texts = [
    "v1.\(base64URL)", "data=\(base64)", "x-\(base64URL)", "gz.\(gzip)", "s:\(base64)", "$\(base64)|1733040000", "\(base64URL).sig-0f1e",
    "\(base64);", "\(base64)\n", "a/\(base64)/b", "AbC.\(base64URL).DeF", "z:\(zlib)!", "data:application/json;base64,\(base64)",
    "data:text/plain;charset=utf-8;base64,\(base64)", "saved \(base64) in 3 ms", "(\(base64URL)_17)", lines, lines + "\r\n",
  ]

  @Test(arguments: texts)
  func whatIsPackedInATextIsRead(_ text: String) throws {
    let unwrapped = try Unwrapped(Recording.har(Recording.entry("https://collect.example/v1", body: "{\"p\":\(Encode.string(text))}")))
    #expect(unwrapped.holding(Self.email).map(\.wire) == ["body.p.email"])
  }

  @Test(arguments: texts)
  func whatIsPackedInATextGoes(_ text: String) throws {
    let redacted = try Redacted(Recording.har(Recording.entry("https://collect.example/v1", body: "{\"p\":\(Encode.string(text))}"))).text
    let unwrapped = try Unwrapped(redacted, sources: false)
    #expect(unwrapped.holding(Self.email).isEmpty)
    #expect(unwrapped.fields.contains { $0.text.contains("~email-") || $0.text.contains("~") }, "\(redacted)")
  }

  /// Only the encoded part is written again.
  @Test func theTextAroundItStays() throws {
    let text = "saved \(Self.base64) in 3 ms"
    let redacted = try Redacted(Recording.har(Recording.entry("https://collect.example/v1", body: "{\"p\":\(Encode.string(text))}"))).text
    #expect(redacted.contains(#"{\"p\":\"saved "#) && redacted.contains(#" in 3 ms\"}"#), "\(redacted)")
  }

  @Test(arguments: [
    "https://collect.example/v1?\(base64URL)", "https://collect.example/v1?\(base64)", "https://collect.example/\(base64URL).gif",
    "https://collect.example/a;d=\(base64URL)/b", "https://collect.example/v1?d=v1.\(base64URL)",
  ])
  func urlsAreReadToo(_ url: String) throws {
    let unwrapped = try Unwrapped(Recording.har(Recording.entry(url, method: "GET")))
    #expect(unwrapped.holding(Self.email).count == 1)
  }

  /// Texts that begin alike and are something else: identifiers, a token, whose claims are read as such, words.
  @Test(arguments: [
    "v1.eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtaW5hIn0.c2ln", "x-eJx8f2k1a9b3c4d5e6f7g8h9", "a/eJwrongstringthatisnozlib",
    "v1.eyJxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "W3school-tutorial-for-everybody", "eNotebook_of_a_good_friend_of_mine", "the-eyJafjallajokull-volcano-erupted",
    "H4sI-is-how-gzip-begins-in-base64",
    "img=iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB", "key/eAccelerator/cache/of/php/scripts",
  ])
  func lookalikesStayTexts(_ text: String) throws {
    let unwrapped = try Unwrapped("{\"p\":\(Encode.string(text))}\n{\"q\":1}\n")
    #expect(unwrapped.fields.filter { $0.wire == "body.p" }.map(\.text) == [text])
    #expect(!unwrapped.fields.contains { $0.layers.contains("base64") })
  }

  // MARK: Lines

  @Test func brokenLinesAreKept() {
    let text = Array(String(repeating: Self.json, count: 3).utf8)
    let flat = Array(Encode.base64(text).utf8)
    for (length, end) in [(76, "\r\n"), (64, "\n")] {
      let raw = Array(
        stride(from: 0, to: flat.count, by: length).map { String(decoding: flat[$0..<min($0 + length, flat.count)], as: UTF8.self) }
          .joined(separator: end).utf8)
      let (unfolded, encoded) = (Base64.unfolded(raw.span), Base64.encoded(text.span, like: raw.span))
      #expect(unfolded == flat && encoded == raw)
    }
  }

  @Test(arguments: [
    "", "eyJh", String(repeating: "a", count: 76), "Some text that is as long as a line of base64 would be in a mail from me\nmore",
  ])
  func otherTextsAreNoLines(_ text: String) {
    let unfolded = Base64.unfolded(Array(text.utf8).span)
    #expect(unfolded == nil)
  }
}
