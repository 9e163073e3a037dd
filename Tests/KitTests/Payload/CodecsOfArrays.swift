import Foundation

@testable import Bytes
@testable import Knowledge
@testable import Payloads

// An expectation cannot hold a span, so these take arrays.

extension TransparentCodec {
  static func decoded(_ raw: [UInt8]) -> [UInt8] { decoded(raw.span) }

  static func decoded(_ raw: String) -> String { String(decoding: decoded(Array(raw.utf8)), as: UTF8.self) }

  static func source(of range: Range<Int>, in raw: [UInt8]) -> Range<Int> { source(of: range, in: raw.span) }
}

extension Base64 {
  static func decoded(_ raw: String) -> [UInt8]? { decoded(Array(raw.utf8).span) }
}

extension Hex {
  static func decoded(_ raw: String) -> [UInt8]? { decoded(Array(raw.utf8).span) }
}

extension UTF8Text {
  static func isValid(_ bytes: [UInt8], complete: Bool = true) -> Bool { isValid(bytes.span, complete: complete) }
}

extension Validator {
  func accepts(_ value: String, key: String = "") -> Bool { accepts(Array(value.utf8).span, key: key) }
}

extension Encode {
  static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func base64URL(_ bytes: [UInt8]) -> String {
    base64(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// Character references for what markup is made of.
  static func entities(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
      .replacing("'", with: "&#39;")
  }
}

extension Layer.Kind {
  func encoded(_ bytes: [UInt8], like raw: [UInt8]) -> [UInt8]? { encoded(bytes.span, like: raw.span) }
}
