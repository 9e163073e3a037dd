extension JSONString {
  /// What the string says, its escapes undone.
  func text(in bytes: Span<UInt8>) -> String {
    let raw = bytes.extracting(range)
    return escaped ? String(decoding: JSONEscapes.decoded(raw), as: UTF8.self) : Tokens.string(raw)
  }
}
