import Testing

@testable import Auditing
@testable import Bytes
@testable import Captures

/// Bodies in other character sets than UTF-8: they are read, or reported as unreadable.
@Suite struct CharacterSetTests {
  private static let json = #"{"name":"Mina Koroma","email":"mina.koroma@orchid.example"}"#

  private static func wide(_ isLittle: Bool) -> [UInt8] {
    json.utf16.flatMap { isLittle ? [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
  }

  private static func entry(_ bytes: [UInt8]) -> String {
    #"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],"#
      + #""postData":{"mimeType":"application/json","encoding":"base64","text":"\#(Encode.base64(bytes))"}},"response":{}}"#
  }

  private static func audited(_ bytes: [UInt8]) throws -> Audited {
    try Audited(Recording.har(Recording.document("https://www.app.test/"), entry(bytes)))
  }

  @Test(arguments: [wide(true), wide(false), [0xFF, 0xFE] + wide(true), [0xFE, 0xFF] + wide(false)])
  func utf16IsRead(_ bytes: [UInt8]) throws {
    let audited = try Self.audited(bytes)
    #expect(audited.findings("email").count == 1 && audited.findings("name-beside-contact").count == 1)
    #expect(audited.report.captures[0].gaps.isEmpty)
    let redacted = try Redacted(Recording.har(Self.entry(bytes))).outputs[0]
    #expect(try Audited(redacted).findings("email").isEmpty)
  }

  /// 高橋 in Shift-JIS, 王 in GBK, a document of BSON.
  @Test(arguments: [
    Array(#"{"name":""#.utf8) + [0x8D, 0x82, 0x8B, 0xB4] + Array(#"","id":1}"#.utf8),
    Array(#"{"name":""#.utf8) + [0xCD, 0xF5] + Array(#""}"#.utf8),
    [0x8D, 0x82, 0x8B, 0xB4, 0x82, 0xCC, 0x83, 0x81, 0x83, 0x82],
    [22, 0, 0, 0, 2, 0x61, 0, 10, 0, 0, 0] + Array("Mina Koro".utf8) + [0, 0],
  ])
  func othersAreAGap(_ bytes: [UInt8]) throws {
    #expect(try !Self.audited(bytes).report.captures[0].gaps.isEmpty)
  }

  @Test(arguments: [
    [], [0x41, 0], [0xFF, 0xFE], [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], Array("plain text".utf8), [0xFF, 0xFE, 0, 0xD8, 0x41, 0, 0x42, 0],
  ])
  func otherBytesAreNoUTF16(_ bytes: [UInt8]) {
    let decoded = UTF16Text.decoded(bytes.span)
    #expect(decoded == nil)
  }
}
