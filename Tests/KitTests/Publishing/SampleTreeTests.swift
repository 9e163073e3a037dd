import Foundation
import Testing

@testable import Redacting

/// A payload as one JSON value, for any encoding and structure.
@Suite struct SampleTreeTests {
  private func properties(_ json: String) throws -> String {
    let sample = try Published.sample(properties: json)
    #expect(throws: Never.self, "\(sample)") { try JSONSerialization.jsonObject(with: Data(sample.utf8)) }
    let start = try #require(sample.firstRange(of: #""properties":"#)?.upperBound, "\(sample)")
    return String(sample[start...].dropLast())
  }

  private func body(_ body: String, mimeType: String = "text/plain") throws -> String {
    let sample = try Published.sample(of: Recording.har(Recording.entry("https://collect.example/v1", body: body)))
    #expect(throws: Never.self, "\(sample)") { try JSONSerialization.jsonObject(with: Data(sample.utf8)) }
    return sample
  }

  @Test(arguments: [
    (#"{"a":1,"b":-2.5e3,"c":true,"d":null,"e":"x"}"#, #"{"a":1,"b":-2.5e3,"c":true,"d":null,"e":"x"}"#),
    (#"{"a":[1,[2,[3]]]}"#, #"{"a":[1,[2,[3]]]}"#),
    (#"{"a":1,"a":2}"#, #"{"a":1,"a":2}"#), (#"{"":{"":1}}"#, #"{"":{"":1}}"#), (#"{"a b":"\u0040\ud83d\ude00"}"#, #"{"a b":"@😀"}"#),
    (#"{"name":"size","value":7}"#, #"{"name":"size","value":7}"#), (#"["size",7]"#, #"["size",7]"#),
    (#"{"list":["size","large"]}"#, #"{"list":["size","large"]}"#), (#"{"n":"{\"m\":[1]}"}"#, #"{"n":{"m":[1]}}"#),
  ])
  func aValueIsAsItWasSent(_ sent: String, _ shown: String) throws {
    let properties = try properties(sent)
    #expect(properties == shown)
  }

  @Test func emptyIsNotNull() throws {
    let properties = try properties(#"{"a":{},"b":[],"c":""}"#)
    #expect(properties == #"{"a":{},"b":[],"c":""}"#)
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity", "01", "1.", "+1", "0x10", "undefined"])
  func whatIsNoJSONIsAText(_ literal: String) throws {
    let shown = try body(#"{"a":\#(literal),"b":1}"#)
    #expect(shown.contains(#""a":"\#(literal)""#) || !shown.contains(#""a":\#(literal)"#), "\(shown)")
  }

  @Test func layersAreDecoded() throws {
    let json = #"{"size":3,"tags":["a","b"]}"#
    for packed in [json, Encode.percent(json), Encode.base64(json), "data=" + Encode.percent(Encode.base64(json)), Encode.hex(json)] {
      let shown = try body(packed)
      #expect(shown.contains(#""size":3,"tags":["a","b"]"#), "\(packed): \(shown)")
    }
    #expect(try body("a=1&b=two%20words&c[d]=x") == #"{"a":"1","b":"two words","c":{"d":"x"}}"#)
  }

  @Test func anEventOfABatchIsASampleOfItsOwn() throws {
    let batch = (0..<3).map { #"{"type":"track","event":"E\#($0 % 2)","userId":"u","messageId":"m\#($0)","properties":{"n":\#($0)}}"# }
    let capture = Recording.har(
      Recording.entry("https://api.segment.io/v1/batch", body: #"{"batch":[\#(batch.joined(separator: ","))],"sentAt":"x"}"#))
    let samples = try Published(capture).samples
    #expect(samples.map(\.name) == ["E0", "E1"])
    #expect(samples.allSatisfy { !$0.json.contains("sentAt") && !$0.json.contains("batch") })
    #expect(samples.map(\.file) == ["segment--e0.json", "segment--e1.json"])
  }

  /// All events of a batch share one tree: the time must not be quadratic in their number.
  @Test func manyEventsOfABatchAreQuick() throws {
    func time(_ count: Int) throws -> Duration {
      let batch = (0..<count).map { #"{"type":"track","event":"E","userId":"u","messageId":"m\#($0)","properties":{"n":\#($0)}}"# }
      let capture = Recording.har(
        Recording.entry("https://api.segment.io/v1/batch", body: #"{"batch":[\#(batch.joined(separator: ","))]}"#))
      return try ThreadTime.of { _ = try Published(capture) }
    }
    _ = try time(1)
    let (few, many) = (try time(200), try time(1_600))
    #expect(many < few * 30, "\(few) and \(many)")
  }

  // MARK: What is too much

  @Test func aLongListIsCutAndSaysSo() throws {
    let list = (0..<40).map(String.init)
    let shown = try properties(#"{"a":[\#(list.joined(separator: ","))]}"#)
    #expect(shown == #"{"a":[\#(list.prefix(25).joined(separator: ",")),"… 15 more"]}"#)
  }

  @Test(arguments: ["x", "é", "e\u{301}", "\u{1F468}\u{200D}\u{1F469}"])
  func aLongTextIsCutAndSaysSo(_ letter: String) throws {
    let text = String(repeating: letter, count: 3_000)
    let shown = try properties(#"{"a":\#(Encode.string(text + "end"))}"#)
    #expect(shown.contains("…") && !shown.contains("end"))
    #expect(shown.unicodeScalars.count < 2_000 * 9)
  }

  @Test func deepNestingIsCut() throws {
    let deep = String(repeating: #"{"a":"#, count: 150) + "1" + String(repeating: "}", count: 150)
    let shown = try properties(deep)
    #expect(shown.contains(#""…""#))
    let lists = String(repeating: "[", count: 150) + "1" + String(repeating: "]", count: 150)
    #expect(try properties(#"{"a":\#(lists)}"#).contains(#""…""#))
  }

  @Test func aLoneSurrogateIsNotACharacter() throws {
    #expect(try properties(#"{"a\ud800":"b\udc00"}"#) == "{\"a\u{FFFD}\":\"b\u{FFFD}\"}")
  }
}
