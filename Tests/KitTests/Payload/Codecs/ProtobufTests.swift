import Testing

@testable import Payloads

@Suite struct ProtobufTests {
  private func fields(_ bytes: [UInt8]) -> [String]? {
    ProtobufReader.fields(of: bytes.span, 0..<bytes.count)?.map { "\($0.number): \($0.range)" }
  }

  /// The messages of protobuf.dev's page on encoding, and which of their fields may hold a text.
  @Test(
    arguments: [
      // A simple message: field 1 is 150. A varint, and one of ten bytes: -2.
      ([0x08, 0x96, 0x01], []), ([0x08, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], []),
      // A string: "testing" in field 2.
      ([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67], ["2: 2..<9"]),
      // A message in a message: field 3 holds the first one.
      ([0x1A, 0x03, 0x08, 0x96, 0x01], ["3: 2..<5"]),
      // Repeated elements: "hello" and three numbers.
      ([0x22, 0x05, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0x28, 0x01, 0x28, 0x02, 0x28, 0x03], ["4: 2..<7"]),
      // Packed numbers in field 6.
      ([0x32, 0x06, 0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05], ["6: 2..<8"]),
      // Fixed sizes, of four and of eight bytes.
      ([0x0D, 1, 2, 3, 4, 0x11, 1, 2, 3, 4, 5, 6, 7, 8], []), ([], []),
    ] as [([UInt8], [String])])
  func publishedMessagesAreRead(_ bytes: [UInt8], _ expected: [String]) {
    #expect(fields(bytes) == expected)
  }

  @Test(
    arguments: [
      // Truncated: a varint, a length, a text, a fixed number. Field 0; a number that is too large; groups and invalid types.
      [0x08, 0x96], [0x12], [0x12, 0x07, 0x74], [0x0D, 1, 2], [0x02, 0x01, 0x41], [0x08] + [UInt8](repeating: 0xFF, count: 10), [0x0B],
      [0x0C],
      [0x0E], [0x0F], [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x80], Array("plain text".utf8),
    ] as [[UInt8]])
  func whatIsNoMessageIsRefused(_ bytes: [UInt8]) {
    #expect(fields(bytes) == nil)
  }
}
