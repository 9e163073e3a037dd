import Testing

@testable import Bytes
@testable import Redacting

/// A digest that a text contains is never ruled out.
@Suite struct DigestTracesTests {
  private static func traces(of text: String) -> DigestTraces {
    var traces = DigestTraces.none
    traces.note(Array(text.utf8).span)
    return traces
  }

  /// What may stand around a digest.
  private static let surroundings = [
    ("", ""), ("sha256", ""), ("em=", "&v=2"), ("\"", "\""), ("user_", "_v2"), ("a-", "-b"), ("/u/", "/profile"), ("mailto:", "?x"),
    ("Ä", "ö"),
    ("eyJhIjoxfQ ", " eyJhIjoxfQ"),
  ]

  @Test(arguments: Digest.allCases.filter { !$0.isShort })
  func aDigestThatATextContainsIsNotRuledOut(_ digest: Digest) {
    for number in 0..<8 {
      let bytes = digest.of(Array("mina.koroma+\(number)@orchid-customer.example".utf8))
      for (before, after) in Self.surroundings {
        let hex = String(decoding: Hex.encoded(bytes), as: UTF8.self)
        #expect(Self.traces(of: before + hex + after).mayHold(hexDigits: hex.utf8.count), "\(before)\(hex)\(after)")
        #expect(Self.traces(of: before + hex.uppercased() + after).mayHold(hexDigits: hex.utf8.count))
        for isURL in [false, true] {
          for isPadded in [false, true] {
            let text = String(decoding: Base64.encoded(bytes.span, isURL: isURL, isPadded: isPadded), as: UTF8.self)
            // A letter before base64 belongs to it.
            guard before != "sha256" else { continue }
            #expect(Self.traces(of: before + text + after).mayHold(base64Of: bytes.count), "\(before)\(text)\(after)")
          }
        }
        let base32 = String(decoding: Base32.encoded(bytes.span, like: Array("A".utf8).span), as: UTF8.self)
        if before != "sha256" {
          #expect(Self.traces(of: before + base32 + after).mayHold(base32Of: bytes.count), "\(before)\(base32)\(after)")
        }
      }
    }
  }

  @Test func ordinaryTextRulesDigestsOut() {
    let event = """
      {"type":"page","messageId":"5a97b504-dcf5-4bae-a421-2f6b6ac1d9c0","url":"https://forms.app.example/connect/forms/issue?lic=active\
      &jwt=eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3MTIwMjAifQ.YH0KcL80qEaxrVtZxHGzXP4hsUMOYgNLwXAf2QxEP87"}
      """
    let traces = Self.traces(of: event)
    for digest in Digest.allCases where digest.size >= 16 { #expect(!traces.mayHold(digest), "\(digest)") }
  }

  @Test func tracesOfTextsAddUp() {
    var traces = Self.traces(of: String(repeating: "0f", count: 16))
    #expect(!traces.mayHold(.sha256))
    traces.formUnion(Self.traces(of: String(repeating: "0f", count: 32)))
    #expect(traces.mayHold(.sha256) && traces.mayHold(.md5) && !traces.mayHold(.sha512))
  }
}
