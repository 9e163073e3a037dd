@testable import TelltaleKit

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
