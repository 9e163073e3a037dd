import Foundation
import Testing

@testable import Redacting

/// Captures that were made to get a value past a redaction, or to make it slow.
@Suite struct HostileRedactionTests {
  private static let email = "jane.doe@copperline.dev"

  private static func capture(_ body: String, _ entries: String...) -> String {
    let all = [Recording.entry("https://collect.example/v1", body: body)] + entries
    return #"{"log":{"version":"1.2","entries":["# + all.joined(separator: ",\n") + "]}}\n"
  }

  /// The body of the first entry after a redaction, decoded.
  private static func body(_ body: String, _ change: (inout Redaction.Configuration) -> Void = { _ in }) throws -> String {
    let redacted = try Redacted(capture(body), change)
    let json = try #require(JSONSerialization.jsonObject(with: Data(redacted.outputs[0])) as? [String: Any])
    let entries = try #require((json["log"] as? [String: Any])?["entries"] as? [[String: Any]])
    let request = try #require(entries[0]["request"] as? [String: Any])
    return try #require((request["postData"] as? [String: Any])?["text"] as? String)
  }

  // MARK: Values among values

  @Test func aValueAndItsPrefixAreBothRemoved() throws {
    let values = ["acme-fictional", "acme-fictional-holding", "acme-fictional-holding-europe"]
    let body = try Self.body(values.joined(separator: " ") + " acme-fictional-h xacme-fictionalx") {
      ($0.extraValues, $0.choice.kept) = (values, ["user-content"])
    }
    #expect(body == "~value-1~ ~value-2~ ~value-3~ ~value-1~-h x~value-1~x")
    let reversed = try Self.body(values.joined(separator: " ")) {
      ($0.extraValues, $0.choice.kept) = (values.reversed(), ["user-content"])
    }
    #expect(reversed == "~value-3~ ~value-2~ ~value-1~")
  }

  @Test func overlappingValuesAreRemovedTogether() throws {
    let body = try Self.body("x north-star-south y, star-south-gate, north-star-south-gate, north-star-south-gateway") {
      $0.extraValues = ["north-star-south", "star-south-gate", "south-gateway"]
      $0.choice.kept = ["user-content"]
    }
    #expect(!["north", "star", "south", "gate"].contains(where: body.contains), "\(body)")
    #expect(body.hasPrefix("x ~value-1~ y, ~value-2~, ~value-"))
  }

  @Test(arguments: [
    "~acme-fictional~", "~~acme-fictional~~", "~email-acme-fictional~", "~acme-fictional-1~", "~email-1~acme-fictional~email-2~",
    "~email-1acme-fictional~", "0e1acme-fictional",
  ])
  func aValueInWhatLooksLikeAPlaceholderGoes(_ text: String) throws {
    let body = try Self.body(text) { $0.extraValues = ["acme-fictional"] }
    #expect(!body.contains("acme"), "\(body)")
    let event = try Self.body(#"{"note":\#(Encode.string("~x \(Self.email)~ ~\(Self.email)~"))}"#)
    #expect(!event.contains("copperline"))
  }

  /// A value that looks like a placeholder is not a value.
  @Test func aValueThatIsAPlaceholderIsLeftAsItIs() throws {
    #expect(try Self.body(#"{"email":"~email-1~"}"#) == #"{"email":"~email-1~"}"#)
  }

  // MARK: Escapes

  @Test(arguments: [
    #"jane.doe\u0040copperline.dev"#, #"\u006aane.doe@copperline\u002edev"#, #"jane.doe@copperline\u002Edev"#,
    #"\u006a\u0061\u006e\u0065.doe@copperline.dev"#, #"\/jane.doe@copperline.dev\/"#, #"\ud800jane.doe@copperline.dev"#,
    #"\udc00 jane.doe@copperline.dev \ud83d"#, #"\u0000jane.doe@copperline.dev\u0000"#, #"\ud83d\ude00jane.doe@copperline.dev\ud83d\ude00"#,
    #"\"jane.doe@copperline.dev\""#, #"\\jane.doe@copperline.dev\\"#, "\u{301}jane.doe@copperline.dev\u{301}",
    #"jane.doe@copperline.dev\n"#,
    "\u{202E}jane.doe@copperline.dev", "\u{0}jane.doe@copperline.dev", "\tjane.doe@copperline.dev",
  ])
  func aValueBesideEscapesGoes(_ text: String) throws {
    let log = #"{"type":"track","event":"Saved","userId":"u","properties":{"email":"jane.doe@copperline.dev","note":"\#(text)"}}"# + "\n"
    let redacted = try Redacted(log)
    #expect(!redacted.text.contains("copperline") && !redacted.text.contains("doe"), "\(redacted.text)")
    #expect(redacted.text.contains("~email-1~"))
    #expect(try Audited(redacted.outputs[0]).leaks == [])
    #expect(try Redacted(files: [("capture", redacted.outputs[0])]).outputs == redacted.outputs)
  }

  // MARK: Much of it

  @Test func manyCopiesInOneStringAreQuick() throws {
    let copies = [String](repeating: Self.email, count: 100_000).joined(separator: " ")
    let log = #"{"type":"track","event":"Saved","userId":"u","properties":{"email":"\#(Self.email)","note":"\#(copies)"}}"# + "\n"
    var redacted: Redacted?
    let time = try ThreadTime.of { redacted = try Redacted(log) }
    #expect(redacted?.text.contains("copperline") == false)
    #expect(redacted?.result.totals.first?.places == 100_001)
    #expect(time < .seconds(120), "\(time)")
  }

  @Test func anEntryOfManyMegabytesIsRedacted() throws {
    let filler = String(repeating: "0123456789 abcdefghij ", count: 20 << 20 / 22 + 1)
    let body = #"{"a":"\#(filler)","email":"\#(Self.email)","b":"\#(filler.prefix(1 << 16)) \#(Self.email)"}"#
    let capture = Self.capture(body)
    let redacted = try Redacted(capture)
    #expect(redacted.outputs[0].count > 20 << 20)
    #expect(redacted.text == capture.replacing(Self.email, with: "~email-1~"))
  }

  // MARK: Deep

  @Test(arguments: [150, 198, 199, 200, 201, 300, 5_000])
  func whatIsNestedDeepIsExaminedOrGoes(_ depth: Int) throws {
    let deep = String(repeating: "[", count: depth) + #""\#(Self.email)""# + String(repeating: "]", count: depth)
    let objects = String(repeating: #"{"a":"#, count: depth) + #""\#(Self.email)""# + String(repeating: "}", count: depth)
    for value in [deep, objects] {
      let inString = Self.capture(value)
      let asJSON = #"{"type":"track","event":"Saved","userId":"u","properties":{"a":\#(value)}}"# + "\n"
      let beside = #"{"log":{"version":"1.2","_x":\#(value),"entries":[{"_y":1}]}}"#
      let within = #"{"log":{"version":"1.2","entries":[{"_y":\#(value),"request":{"url":"https://collect.example/","method":"GET"}}]}}"#
      let batch = #"{"batch":[{"type":"track","event":"A","userId":"u"}],"x":\#(value)}"#
      for capture in [inString, asJSON, beside, within, batch] {
        let redacted: Redacted
        do {
          redacted = try Redacted(capture)
        } catch is Redaction.Refusal {
          continue
        }
        #expect(!redacted.text.contains("copperline"), "\(redacted.text.prefix(80)) at \(depth)")
      }
    }
  }

  @Test func layersWithoutEndAreExaminedOrGo() throws {
    var text = #"{"email":"\#(Self.email)"}"#
    for depth in 1...40 {
      text = depth % 3 == 0 ? Encode.base64(text) : Encode.percent(text)
      guard text.utf8.count < 4 << 20 else { break }
      guard let redacted = try? Redacted(Self.capture(text)) else { continue }
      #expect(try Audited(redacted.outputs[0]).leaks == [], "\(depth)")
      #expect(redacted.result.unexamined + redacted.result.removed.count > 0, "\(depth)")
    }
  }

  // MARK: Odd JSON

  @Test func aDuplicateMemberIsRemovedTwice() throws {
    let body = try Self.body(#"{"email":"\#(Self.email)","email":"kim@a.example.com","email":null,"email":["\#(Self.email)"]}"#)
    #expect(body == #"{"email":"~email-1~","email":"~email-2~","email":null,"email":["~email-1~"]}"#)
  }

  @Test func anEntryWithTwoBodiesHoldsNothing() throws {
    let text = Encode.string(#"{"email":"\#(Self.email)"}"#)
    let entry =
      #"{"request":{"method":"POST","url":"https://collect.example/v1","url":"https://collect.example/?e=\#(Self.email)","#
      + #""postData":{"mimeType":"text/plain","text":\#(text)},"postData":{"mimeType":"text/plain","text":\#(text)}},"#
      + #""request":{"method":"POST","url":"https://other.example/\#(Self.email)"},"response":{}}"#
    let redacted = try Redacted(#"{"log":{"version":"1.2","entries":[\#(entry)]}}"#)
    #expect(!redacted.text.contains("copperline"), "\(redacted.text)")
  }

  /// The parts of a capture outside its entries contain no removed value, neither in a text nor in a key nor in a number.
  @Test func aCopyOutsideTheEntriesIsRemoved() throws {
    let card = "4111111111111111"
    let beside = #"{"\#(Self.email)":{"n":\#(card),"t":"\#(Self.email)"},"x":["\#(Self.email)"]}"#
    let body = Encode.string(#"{"email":"\#(Self.email)","cardNumber":\#(card)}"#)
    let capture =
      #"{"log":{"version":"1.2","\#(Self.email)":1,"_x":\#(beside),"pages":[{"id":"\#(Self.email)","title":"x"}],"entries":[{"_e":\#(beside),"#
      + #""request":{"method":"POST","url":"https://collect.example/v1","postData":{"mimeType":"text/plain","text":\#(body)}}}]},"log":"\#(Self.email)"}"#
    let redacted = try Redacted(capture)
    #expect(!redacted.text.contains("copperline") && !redacted.text.contains(card), "\(redacted.text)")
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(redacted.outputs[0])) }
    let batch = #"{"\#(Self.email)":1,"batch":[{"type":"track","event":"A","userId":"u","properties":{"email":"\#(Self.email)"}}],"x":2}"#
    #expect(try !Redacted(batch).text.contains("copperline"))
  }

  @Test func aCaptureThatCannotBeRedactedIsRefusedAlsoForPublishing() throws {
    let deep = String(repeating: "[", count: 300) + "1" + String(repeating: "]", count: 300)
    let log = #"{"type":"track","event":"Saved","userId":"u","properties":{"a":\#(deep)}}"# + "\n"
    let published = try Published(log)
    #expect(published.samples.isEmpty && published.bundle.isIncomplete)
    #expect(published.bundle.gaps.contains { $0.hasPrefix("Could not be redacted: capture capture: record 0") })
    #expect(throws: Redaction.Refusal.self) { try Redacted(log) }
  }
}
