import Bytes

/// Texts written byte by byte: as numbers, or as characters of another character set.
extension Unwrapper {
  /// Unwraps bytes written as numbers in a list or an object, and returns its end; nil if they contain no text.
  mutating func numbers(_ text: Span<UInt8>, from start: Int, layer: Int, node: Int, depth: Int) -> Int? {
    guard depth < limits.depth, let (bytes, end) = ByteNumbers.read(text, from: start), spells(bytes.span),
      let inner = self.layer(.numbers, bytes, of: layer, at: start..<end)
    else { return nil }
    let child = enter(.layer(.numbers), node)
    guard !isText(bytes.span) else {
      self.text(bytes.span, 0..<bytes.count, layer: inner, node: child, depth: depth + 1)
      return end
    }
    return data(bytes.span, layer: inner, node: child, certainty: .guess, depth: depth + 1) ? end : nil
  }

  /// The same for a text of numbers between commas.
  mutating func numberText(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    let text = bytes.extracting(range)
    guard text.count >= 2 * ByteNumbers.fewest, ByteClass.of(text[0]).contains(.digit), let (decoded, _) = ByteNumbers.read(text, from: 0),
      spells(decoded.span)
    else { return false }
    return isText(decoded.span)
      ? opaque(.numbers, decoded, range, layer: layer, node: node, depth: depth)
      : opaqueData(.numbers, decoded, range, layer: layer, node: node, depth: depth)
  }

  /// Whether bytes are compressed, JSON or words. The numbers of a chart may be characters, but form no words.
  private func spells(_ bytes: Span<UInt8>) -> Bool {
    if mayBeData(bytes) { return true }
    guard isText(bytes) else { return false }
    let first = firstByte(bytes)
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return isJSON(bytes) }
    let letters = bytes.indices.count { ByteClass.isLetter(bytes[$0]) || bytes[$0] >= 0x80 || bytes[$0] == 0x20 }
    if letters * 5 > bytes.count * 4 { return true }
    if Percent.isEncoded(bytes) || HTMLEntities.isEncoded(bytes) || isURL(bytes) { return true }
    // The numbers of a chart may be digits of an encoding, but do not decode to a text.
    guard ByteClass.of(bytes).every.contains(.base64) else { return false }
    return [Hex.decoded(bytes), Base64.decoded(bytes)].contains { decoded in decoded.map { isText($0.span) || mayBeData($0.span) } ?? false
    }
  }

  /// Unwraps UTF-8 that was read in another character set; returns false for other texts.
  mutating func mojibake(_ text: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, hint: Hint, depth: Int) -> Bool {
    guard let undone = Mojibake.undone(text) else { return false }
    let kind: Layer.Kind = undone.isWindows1252 ? .windows1252 : .latin1
    field(range, layer: layer, node: node, role: .container)
    guard let inner = self.layer(kind, undone.text, of: layer, at: range) else { return true }
    self.text(undone.text.span, 0..<undone.text.count, layer: inner, node: enter(.layer(kind), node), hint: hint, depth: depth + 1)
    return true
  }
}
