import Testing

@testable import Captures
@testable import Payloads

@Suite struct UnwrappingDamageTests {
  // MARK: Cut bodies

  @Test func aCutBodyKeepsWhatWasReadAndTheRest() throws {
    let leaves = try Unwrapped(Recording.request(body: #"{"a":"first","b":{"c":"second","d":"cut off he"#)).leaves.filter {
      $0.hasPrefix("request.body")
    }
    #expect(leaves == ["request.body «json» /a = first", "request.body «json» /b/c = second", #"request.body «json» = "cut off he"#])
  }

  @Test func nothingAfterDamageIsLost() throws {
    let leaves = try Unwrapped(Recording.request(body: #"{"a":"first","b":'x',"mail":"jane.roe@forms.example"}"#)).leaves
    #expect(leaves.contains("request.body «json» /a = first"))
    #expect(leaves.last?.hasSuffix(#""mail":"jane.roe@forms.example"}"#) == true)
  }

  @Test func aDamagedLineDoesNotHideTheNext() throws {
    let leaves = try Unwrapped(Recording.request(body: "{\"a\":\"one\"}\n{\"b\":oops!}\n{\"c\":\"three\"}")).leaves.filter {
      $0.hasPrefix("request.body")
    }
    #expect(leaves.first == "request.body «json» /a = one")
    #expect(leaves.contains { $0.contains("oops!}") || $0.contains("!}") })
    #expect(leaves.last == "request.body «lines» /2/c = three")
  }

  /// Wherever a body is truncated, each of its bytes from the first value on is in some field.
  @Test func everyCutKeepsThePlantedValues() throws {
    let body = #"{"a":"planted-1","b":[{"c":"planted-2"},{"d":{"e":"planted-3"}}],"f":"planted-4"}"#
    for end in 1..<body.count {
      let cut = String(body.prefix(end))
      let read = try Unwrapped(Recording.request(body: cut)).fields.filter { $0.role == .leaf }.map(\.text).joined(separator: "\n")
      for number in 1...4 where cut.contains("planted-\(number)") {
        #expect(read.contains("planted-\(number)"), "cut after \(end) bytes")
      }
    }
  }

  // MARK: Bounds

  private func limited(_ change: (inout UnwrappingLimits) -> Void) -> UnwrappingLimits {
    var limits = UnwrappingLimits()
    change(&limits)
    return limits
  }

  private static let overrun = Gap(record: 0, place: "record", reason: "more nested or larger than is unwrapped")

  @Test func nestingBeyondTheDepthIsAGapAndItsTextStillRead() throws {
    let deep = String(repeating: "[", count: 40) + #""planted""# + String(repeating: "]", count: 40)
    let unwrapped = try Unwrapped(#"{"a":\#(deep)}"# + "\n", limits: limited { $0.depth = 20 })
    #expect(unwrapped.gaps == [Self.overrun])
    #expect(unwrapped.fields.contains { $0.text.contains("planted") })
  }

  // Hex of hex is all digits, and stays a number.
  @Test(
    arguments: [{ Encode.base64($0) }, { Encode.hex(Encode.base64($0)) }, { Encode.percent("%" + $0) }] as [@Sendable (String) -> String])
  func encodingsInsideEncodingsMeetTheDepth(_ encode: @Sendable (String) -> String) throws {
    var text = "a planted word"
    for _ in 0..<8 { text = encode(text) }
    #expect(try Unwrapped(Recording.event(data: text), limits: limited { $0.depth = 5 }).gaps == [Self.overrun])
    #expect(try Unwrapped(Recording.event(data: text)).gaps == [])
    #expect(try Unwrapped(Recording.event(data: text)).fields.last?.text.hasSuffix("a planted word") == true)
  }

  @Test func decodingBeyondTheOutputIsAGap() throws {
    let text = Encode.percent(#"{"a":"\#(String(repeating: "é", count: 500))"}"#)
    let unwrapped = try Unwrapped(Recording.event(data: text), limits: limited { $0.output = 256 })
    #expect(unwrapped.gaps == [Self.overrun])
    #expect(try Unwrapped(Recording.event(data: text)).gaps == [])
  }

  @Test func fieldsBeyondTheNumberAreAGap() throws {
    let event = #"{"a":[\#((0..<100).map(String.init).joined(separator: ","))]}"# + "\n"
    let unwrapped = try Unwrapped(event, limits: limited { $0.fields = 10 })
    #expect(unwrapped.gaps == [Self.overrun])
    #expect(unwrapped.fields.count == 10)
  }

  @Test func aTextThatUnfoldsAgainAndAgainEnds() throws {
    // `%` is encoded again with every step, so the text has hundreds of layers.
    let text = "%" + String(repeating: "25", count: 5_000) + "41"
    let unwrapped = try Unwrapped(Recording.event(data: text), sources: false)
    #expect(unwrapped.gaps == [Self.overrun])
    #expect(unwrapped.fields.count < 500)
  }
}
