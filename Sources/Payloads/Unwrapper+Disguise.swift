import Bytes

extension Unwrapper {
  /// Unwraps a text that a library disguised; false if it is not disguised.
  mutating func disguised(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ every: ByteClass, layer: Int, node: Int, depth: Int
  ) -> Bool {
    let text = bytes.extracting(range)
    guard text.count >= 8 else { return false }
    if every.contains(.base64) {
      if LZString.looksEncoded(text), let decoded = LZString.decoded(text, limit: min(limits.output - output, text.count * limits.ratio)),
        isJSON(decoded.span)
      {
        return opaque(.lzString, decoded, range, layer: layer, node: node, depth: depth)
      }
      // Reversed base64 of `{"` or `[{`.
      guard endsIn("Jye", text) || endsIn("s3W", text) else { return false }
      let decoded = Disguise.reversed(text)
      guard let json = Base64.decoded(decoded.span), isJSON(json.span) else { return false }
      return opaque(.reversed, decoded, range, layer: layer, node: node, depth: depth)
    }
    // `{"` and `[{`, XOR 0x1F.
    guard text[0] == 0x64 && text[1] == 0x3D || text[0] == 0x44 && text[1] == 0x64 else { return false }
    let decoded = Disguise.masked(text)
    guard isWholeJSON(decoded.span) else { return false }
    return opaque(.xor, decoded, range, layer: layer, node: node, depth: depth)
  }

  /// Unwraps bytes that a capture stored as text: one character for each byte, or with bytes lost. Returns false for ordinary text.
  mutating func bytesInText(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, hint: Hint, depth: Int) -> Bool {
    let text = bytes.extracting(range)
    let kept = Disguise.bytes(ofLatin1: text)
    if let data = kept, data.count < text.count || data[0] == 0x78, let inner = self.layer(.latin1, data, of: layer, at: range) {
      let child = enter(.layer(.latin1), node)
      if mayBeData(data.span) {
        if self.data(data.span, layer: inner, node: child, certainty: .guess, depth: depth + 1) { return true }
      } else if let twice = Disguise.bytes(ofLatin1: data.span), mayBeData(twice.span),
        let innermost = self.layer(.latin1, twice, of: inner, at: 0..<data.count)
      {
        // UTF-8 that was read as Latin-1 and encoded as UTF-8 again.
        let last = enter(.layer(.latin1), child)
        if self.data(twice.span, layer: innermost, node: last, certainty: .guess, depth: depth + 1) { return true }
      }
    }
    if mayBeData(text) { return data(text, from: range.lowerBound, layer: layer, node: node, certainty: .guess, depth: depth) }
    guard hint == .body else { return false }
    if let kept, Self.isBinary(kept.span) {
      guard let inner = self.layer(.latin1, kept, of: layer, at: range) else { return false }
      content(kept.span, layer: inner, node: enter(.layer(.latin1), node), depth: depth + 1)
      return true
    }
    guard lost(text) else { return false }
    runs(bytes, range, layer: layer, node: node, reason: "the capture lost bytes (U+FFFD): only the readable parts were examined")
    return true
  }

  /// Whether bytes that a capture stored as characters are not text: many of them are control characters.
  private static func isBinary(_ bytes: Span<UInt8>) -> Bool {
    var controls = 0
    for at in bytes.indices {
      let byte = bytes[at]
      if byte < 0x09 || 0x0E..<0x20 ~= byte || 0x7F..<0xA0 ~= byte { controls += 1 }
    }
    return controls >= 4 && controls * 12 > bytes.count
  }

  /// Whether a text contains U+FFFD: its bytes were decoded as UTF-8.
  private func lost(_ text: Span<UInt8>) -> Bool {
    for at in 0..<max(0, text.count - 2) where text[at] == 0xEF && text[at + 1] == 0xBF && text[at + 2] == 0xBD { return true }
    return false
  }

  private func endsIn(_ tail: StaticString, _ text: Span<UInt8>) -> Bool {
    zip(text.indices.suffix(tail.utf8CodeUnitCount), "\(tail)".utf8).allSatisfy { text[$0] == $1 }
  }

  /// Whether a whole text is a JSON value.
  func isWholeJSON(_ text: Span<UInt8>) -> Bool {
    var cursor = JSONCursor()
    return (try? cursor.skipValue(text)) != nil && cursor.peek(text) == nil
  }
}
