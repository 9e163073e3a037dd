import Testing

@testable import Bytes
@testable import Payloads

/// Messages of binary formats in base64, and the frames of gRPC.
@Suite struct MessageGuessTests {
  private static let protobuf = Binary.protobuf([
    (1, Array("Save".utf8)), (2, Binary.protobuf([(1, Array("full_name".utf8)), (2, Array("Jane Roe".utf8))])),
  ])
  private static let frame: [UInt8] = [0, 0, 0, 0, UInt8(protobuf.count)] + protobuf
  private static let pack: [UInt8] = [0x81, 0xA9] + Array("full_name".utf8) + [0xA8] + Array("Jane Roe".utf8)
  private static let cbor: [UInt8] = [0xA1, 0x69] + Array("full_name".utf8) + [0x68] + Array("Jane Roe".utf8)
  static let messages = [protobuf, frame, frame + frame, pack, cbor, [0x91] + pack, [0x81] + cbor]

  @Test(arguments: messages)
  func aMessageInBase64IsRead(_ message: [UInt8]) throws {
    for text in [Encode.base64(message), Encode.base64URL(message)] {
      let body = "{\"rpc\":\"Save\",\"payload\":\"\(text)\"}"
      let fields = try Unwrapped(Recording.request(body: body)).holding("Jane Roe")
      #expect(fields.contains { $0.names.contains("fullname") }, "\(fields.map(\.path))")
    }
  }

  @Test(arguments: messages)
  func aMessageInBase64IsRedacted(_ message: [UInt8]) throws {
    let text = try Redacted(Recording.request(body: "{\"payload\":\"\(Encode.base64(message))\"}")).text
    #expect(try Unwrapped(text, sources: false).holding("Jane Roe").isEmpty)
  }

  @Test(arguments: [frame, frame + [0x80, 0, 0, 0, 2, 0x61, 0x62]])
  func aCallIsRead(_ body: [UInt8]) throws {
    let unwrapped = try Unwrapped(Recording.binary(body))
    #expect(unwrapped.holding("Jane Roe").contains { $0.names.contains("fullname") })
    #expect(unwrapped.gaps.isEmpty)
  }

  /// Random identifiers in base64 are no messages, whatever their first bytes.
  @Test func identifiersStayTexts() throws {
    var numbers = SeededNumbers(7)
    for first: [UInt8] in [[0x0A, 0x12, 0x61], [0x82, 0xA4, 0x61], [0xA2, 0x64, 0x61], [0, 0, 0, 0, 16, 5]] {
      for _ in 0..<200 {
        let bytes = first + (0..<24).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        let text = Encode.base64URL(bytes)
        let fields = try Unwrapped(Recording.event(data: text)).fields.filter { $0.wire.hasPrefix("body.data") }
        #expect(fields.map(\.text) == [text])
      }
    }
  }
}
