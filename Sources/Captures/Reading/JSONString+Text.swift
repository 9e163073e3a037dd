import Bytes

extension JSONString {
  /// The string's value, unescaped.
  package func text(in bytes: Span<UInt8>) -> String {
    let raw = bytes.extracting(range)
    return escaped ? String(decoding: JSONEscapes.decoded(raw), as: UTF8.self) : String(copying: raw)
  }
}
