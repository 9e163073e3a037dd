import Bytes

/// Guesses the format of a text by its content.
extension Unwrapper {
  /// Whether a text is one JSON object or array, or several separated by white space, such as lines.
  func isJSON(_ text: Span<UInt8>) -> Bool {
    var cursor = JSONCursor()
    var isFirst = true
    guard let opening = cursor.peek(text) else { return false }
    if opening == UInt8(ascii: "{") {
      // `{` and a key: a brace alone also opens code and templates.
      return (try? cursor.nextKey(text, isFirst: &isFirst)) != nil
    }
    return (try? cursor.skipValue(text)) != nil && cursor.peek(text) == nil
  }

  /// Whether bytes are JSON in Latin-1, as `btoa` encodes the characters that it accepts.
  func isSingleByteJSON(_ bytes: Span<UInt8>) -> Bool {
    let first = firstByte(bytes)
    return (first == UInt8(ascii: "{") || first == UInt8(ascii: "[")) && isJSON(bytes) && !ByteClass.of(bytes).some.contains(.control)
  }

  /// Whether a text that is not UTF-8 is in a multi-byte character set such as Shift-JIS or GBK: it has bytes that are not letters in
  /// Latin-1, or never a single byte beyond ASCII.
  func isMultiByte(_ bytes: Span<UInt8>) -> Bool {
    var isAlone = false
    var at = 0
    while at < bytes.count {
      if 0x80..<0xA0 ~= bytes[at] { return true }
      let start = at
      while at < bytes.count, bytes[at] >= 0xA0 { at += 1 }
      isAlone = isAlone || at == start + 1
      if at == start { at += 1 }
    }
    return !isAlone
  }

  /// Whether bytes are readable UTF-8: at least one letter of any script, and no control characters except inside JSON strings.
  func isText(_ bytes: Span<UInt8>, complete: Bool = true) -> Bool {
    let (some, _) = ByteClass.of(bytes)
    guard
      some.contains(.letter) || !complete || some.contains(.other) && bytes.indices.contains(where: { bytes[$0] >= 0x80 })
        // A list of numbers has no letters.
        || !bytes.isEmpty && bytes[0] == UInt8(ascii: "[") && isJSON(bytes)
    else { return false }
    if some.contains(.control) {
      let first = firstByte(bytes)
      guard complete, first == UInt8(ascii: "{") || first == UInt8(ascii: "["), isJSON(bytes) else { return false }
    }
    guard some.contains(.other) else { return true }
    return UTF8Text.isValid(bytes, complete: complete)
  }

  /// Whether base64 may contain compressed data without a wrapping, by its first bytes.
  func mayBeDeflated(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 24, let head = Base64.decoded(text.extracting(0..<16)) else { return false }
    return DeflateHead.isOne(head.span)
  }

  /// Whether a text begins like a web URL, with a query before its first space.
  func hasQueryBeforeBlank(_ text: Span<UInt8>) -> Bool {
    guard text.count > 12, text[0] | 0x20 == UInt8(ascii: "h"), let query = text.first(UInt8(ascii: "?"), in: 0..<text.count),
      let blank = text.first(UInt8(ascii: " "), in: 0..<text.count)
    else { return false }
    return query < blank
  }

  /// Whether a text contains `\uXXXX`: escapes of a string that was escaped twice.
  func hasUnicodeEscapes(_ text: Span<UInt8>) -> Bool {
    for at in 0..<max(0, text.count - 5) where text[at] == UInt8(ascii: "\\") && text[at + 1] == UInt8(ascii: "u") {
      if (at + 2..<at + 6).allSatisfy({ Hex.value(of: text[$0]) != nil }) { return true }
    }
    return false
  }
}
