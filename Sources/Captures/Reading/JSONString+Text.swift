import Bytes

extension JSONString {
  /// What the string says, its escapes undone.
  package func text(in bytes: Span<UInt8>) -> String {
    let raw = bytes.extracting(range)
    return escaped ? String(decoding: JSONEscapes.decoded(raw), as: UTF8.self) : String(copying: raw)
  }
}
