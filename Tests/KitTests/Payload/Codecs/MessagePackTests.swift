import Testing

@testable import Payloads

@Suite struct MessagePackTests {
  /// Every format of the MessagePack specification, with the head that it has there.
  @Test(
    arguments: [
      ([0x00], "number to 1"), ([0x7F], "number to 1"), ([0xE0], "number to 1"), ([0xFF], "number to 1"),
      ([0xC0], "number to 1"), ([0xC2], "number to 1"), ([0xC3], "number to 1"),
      ([0xCC, 1], "number to 2"), ([0xCD, 1, 2], "number to 3"), ([0xCE, 1, 2, 3, 4], "number to 5"),
      ([0xCF, 1, 2, 3, 4, 5, 6, 7, 8], "number to 9"),
      ([0xD0, 1], "number to 2"), ([0xD1, 1, 2], "number to 3"), ([0xD2, 1, 2, 3, 4], "number to 5"),
      ([0xD3, 1, 2, 3, 4, 5, 6, 7, 8], "number to 9"),
      ([0xCA, 1, 2, 3, 4], "number to 5"), ([0xCB, 1, 2, 3, 4, 5, 6, 7, 8], "number to 9"),
      ([0xA0], "string 1..<1 to 1"), ([0xA1, 0x61], "string 1..<2 to 2"), ([0xD9, 1, 0x61], "string 2..<3 to 3"),
      ([0xDA, 0, 1, 0x61], "string 3..<4 to 4"), ([0xDB, 0, 0, 0, 1, 0x61], "string 5..<6 to 6"),
      ([0xC4, 1, 0xFF], "binary 2..<3 to 3"), ([0xC5, 0, 1, 0xFF], "binary 3..<4 to 4"), ([0xC6, 0, 0, 0, 1, 0xFF], "binary 5..<6 to 6"),
      ([0x90], "array 0 to 1"), ([0x91, 0], "array 1 to 1"), ([0xDC, 0, 1, 0], "array 1 to 3"), ([0xDD, 0, 0, 0, 1, 0], "array 1 to 5"),
      ([0x80], "map 0 to 1"), ([0x81, 0xA0, 0], "map 1 to 1"), ([0xDE, 0, 1, 0xA0, 0], "map 1 to 3"),
      ([0xDF, 0, 0, 0, 1, 0xA0, 0], "map 1 to 5"),
      // Extensions have a type: fixext 1 to 16, ext 8 to 32, and the timestamp.
      ([0xD4, 5, 0], "number to 3"), ([0xD5, 5, 0, 0], "number to 4"), ([0xD6, 0xFF, 0, 0, 0, 0], "number to 6"),
      ([0xD7, 0xFF] + [UInt8](repeating: 0, count: 8), "number to 10"), ([0xD8, 5] + [UInt8](repeating: 0, count: 16), "number to 18"),
      ([0xC7, 2, 5, 0, 0], "number to 5"), ([0xC8, 0, 2, 5, 0, 0], "number to 6"), ([0xC9, 0, 0, 0, 2, 5, 0, 0], "number to 8"),
      // The unused format, and truncated ones.
      ([0xC1], "damage"), ([], "damage"), ([0xA2, 0x61], "damage"), ([0xD9], "damage"), ([0xCF, 1], "damage"),
      ([0xDB, 0xFF, 0xFF, 0xFF, 0xFF], "damage"),
      ([0xDD, 0xFF, 0xFF, 0xFF, 0xFF], "damage"), ([0x92, 0], "damage"), ([0xC9, 0xFF, 0xFF, 0xFF, 0xFF, 5], "damage"),
    ] as [([UInt8], String)])
  func everyFormatIsRead(_ bytes: [UInt8], _ expected: String) {
    #expect(MessagePackReader.description(of: bytes) == expected)
  }

  /// The example on msgpack.org: `{"compact":true,"schema":0}`.
  @Test func thePublishedExampleIsRead() throws {
    let bytes = [0x82, 0xA7] + Array("compact".utf8) + [0xC3, 0xA6] + Array("schema".utf8) + [0x00]
    #expect(bytes.count == 18)
    var reader = MessagePackReader()
    let isContainer = reader.isContainer(bytes.span)
    #expect(isContainer)
    try reader.skip(bytes.span, depth: 0)
    #expect(reader.offset == 18)
  }

  @Test func nestingHasABound() {
    let bytes = [UInt8](repeating: 0x91, count: 100_000) + [0xC0]
    var reader = MessagePackReader()
    let isRead = (try? reader.skip(bytes.span, depth: 0)) != nil
    #expect(!isRead)
  }
}
