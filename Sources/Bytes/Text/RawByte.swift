/// Represents bytes that are not UTF-8 in a string, so that any file name is kept exactly.
///
/// A byte is the scalar U+10FF00 plus its value, a private-use scalar without a glyph. The bytes of such a scalar itself are
/// represented the same way, so different bytes always have different texts.
package enum RawByte {
  private static let base: UInt32 = 0x10FF00

  /// The byte that a scalar represents; nil for an ordinary scalar.
  package static func value(of scalar: UnicodeScalar) -> UInt8? {
    scalar.value >= base + 0x80 ? UInt8(scalar.value - base) : nil
  }

  /// The text of bytes.
  package static func text(of bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !isIn(text) { return text }
    var text = ""
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var at = 0
    while true {
      let length: Int
      switch parser.parseScalar(from: &iterator) {
      case .emptyInput: return text
      case .error(length: let damaged): length = damaged
      case .valid(let encoded):
        length = encoded.count
        let scalar = UTF8.decode(encoded)
        if value(of: scalar) == nil {
          text.unicodeScalars.append(scalar)
          at += length
          continue
        }
      }
      for byte in bytes[at..<at + length] { text.unicodeScalars.append(UnicodeScalar(base + UInt32(byte)) ?? "\u{FFFD}") }
      at += length
    }
  }

  /// The bytes of a text.
  package static func bytes(of text: String) -> [UInt8] {
    guard isIn(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { value(of: $0).map { [$0] } ?? Array(String($0).utf8) }
  }

  /// Whether a text has bytes that are not UTF-8.
  private static func isIn(_ text: String) -> Bool { text.unicodeScalars.contains { value(of: $0) != nil } }
}
