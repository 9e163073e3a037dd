import Testing

@testable import Payloads

@Suite struct CBORTests {
  /// Examples of RFC 8949, appendix A, and damaged ones.
  @Test(
    arguments: [
      ([0x00], "number to 1"), ([0x17], "number to 1"), ([0x18, 0x64], "number to 2"), ([0x19, 0x03, 0xE8], "number to 3"),
      ([0x1B, 0, 0, 0, 0xE8, 0xD4, 0xA5, 0x10, 0], "number to 9"), ([0x38, 0x63], "number to 2"), ([0xF9, 0x3C, 0], "number to 3"),
      ([0xFB, 0x3F, 0xF1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A], "number to 9"), ([0xF4], "number to 1"), ([0xF6], "number to 1"),
      ([0xF8, 0xFF], "number to 2"), ([0x60], "string 1..<1 to 1"), ([0x64, 0x49, 0x45, 0x54, 0x46], "string 1..<5 to 5"),
      ([0x78, 1, 0x61], "string 2..<3 to 3"), ([0x44, 1, 2, 3, 4], "binary 1..<5 to 5"), ([0x80], "array 0 to 1"),
      ([0x83, 1, 2, 3], "array 3 to 1"), ([0x9F, 0xFF], "array open to 1"), ([0xA0], "map 0 to 1"), ([0xBF, 0xFF], "map open to 1"),
      ([0xFF], "end to 1"), ([0xC0, 0x61, 0x61], "string 2..<3 to 3"), ([0xD9, 0xD9, 0xF7, 0x80], "array 0 to 4"),
      ([], "damage"), ([0x64, 0x49], "damage"), ([0x1C], "damage"), ([0x19, 1], "damage"), ([0x9B, 0xFF, 0, 0, 0, 0, 0, 0, 0], "damage"),
      ([0x7B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "damage"), ([0xC0], "damage"),
    ] as [([UInt8], String)])
  func everyFormatIsRead(_ bytes: [UInt8], _ expected: String) {
    #expect(CBORReader.description(of: bytes) == expected)
  }

  @Test func nestingHasABound() {
    let bytes = [UInt8](repeating: 0x81, count: 100_000) + [0xF6]
    var reader = CBORReader()
    let isRead = (try? reader.skip(bytes.span, depth: 0)) != nil
    #expect(!isRead)
  }

  /// `{"id": 7, "full_name": "Jane Roe"}`, with and without a count, and two maps in a row.
  private static let map: [UInt8] = [0xA2, 0x62, 0x69, 0x64, 0x07, 0x69] + Array("full_name".utf8) + [0x68] + Array("Jane Roe".utf8)
  static let bodies: [[UInt8]] = [
    map, [0xBF] + map.dropFirst() + [0xFF], map + map, [0x81] + map, [0x9F] + map + [0xFF], [0xD9, 0xD9, 0xF7] + map,
  ]

  @Test(arguments: bodies[0..<5])
  func aBodyIsRead(_ body: [UInt8]) throws {
    let fields = try Unwrapped(Recording.binary(body)).holding("Jane Roe")
    #expect(fields.contains { $0.names.contains("fullname") && $0.path.contains("«cbor»") })
  }

  /// What redaction puts in place of a string has another length.
  @Test func aRedactedBodyIsWhole() throws {
    let map: [UInt8] = [0xA1, 0x65] + Array("email".utf8) + [0x78, 26] + Array("mina.koroma@orchid.example".utf8)
    let text = try Redacted(Recording.binary(map)).text
    let fields = try Unwrapped(text, sources: false).fields
    #expect(fields.contains { $0.wire == "body.email" && $0.text.hasPrefix("~email-") }, "\(fields.map(\.text))")
  }
}
