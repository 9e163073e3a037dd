import Bytes

/// Opaque layers of a text: hex, base32 and base64. The encoded text stays a field as well.
extension Unwrapper {
  /// Unwraps hex digits of a text; most hex digits are a hash, which is a leaf.
  mutating func hexText(_ text: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    guard text.count >= 12, let decoded = Hex.decoded(text) else { return false }
    if isText(decoded.span) { return opaque(.hex, decoded, range, layer: layer, node: node, depth: depth) }
    return mayBeData(decoded.span) && opaqueData(.hex, decoded, range, layer: layer, node: node, depth: depth)
  }

  mutating func base32(_ text: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    guard text.count >= 16, Base32.isPossible(text), let decoded = Base32.decoded(text), isText(decoded.span) else { return false }
    return opaque(.base32, decoded, range, layer: layer, node: node, depth: depth)
  }

  mutating func base64(
    _ text: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, certain: Bool, depth: Int
  ) -> Bool {
    guard certain || text.count >= 12 else { return false }
    if !certain {
      // Most texts with these characters are identifiers, and their first bytes already decode to nothing readable.
      guard let head = Base64.decoded(text.extracting(0..<12)),
        isText(head.span, complete: false) || mayBeData(head.span) || isSingleByteJSON(head.span) || mayBeDeflated(text)
          || text.count >= 16 && Self.mayBeMessage(head.span)
      else { return false }
    }
    guard let decoded = Base64.decoded(text) else { return false }
    guard isText(decoded.span) else {
      if isSingleByteJSON(decoded.span) {
        if certain, isMultiByte(decoded.span) {
          gap(node, "text in an unknown character set: only its readable parts were examined")
        }
        let text = Disguise.latin1(of: decoded.span)
        guard let inner = self.layer(.base64, decoded, of: layer, at: range),
          let innermost = self.layer(.singleByte, text, of: inner, at: 0..<decoded.count)
        else { return false }
        self.text(
          text.span, 0..<text.count, layer: innermost, node: enter(.layer(.singleByte), enter(.layer(.base64), node)), depth: depth + 1)
        return true
      }
      guard certain else {
        let mayBeData = mayBeData(decoded.span) || DeflateHead.isOne(decoded.span)
        if !mayBeData, Self.mayBeMessage(decoded.span) { return guessedMessage(decoded, range, layer: layer, node: node, depth: depth) }
        return mayBeData && opaqueData(.base64, decoded, range, layer: layer, node: node, depth: depth)
      }
      guard let inner = self.layer(.base64, decoded, of: layer, at: range) else { return false }
      content(decoded.span, layer: inner, node: enter(.layer(.base64), node), depth: depth + 1)
      return true
    }
    return opaque(.base64, decoded, range, layer: layer, node: node, hint: certain ? .body : .none, depth: depth)
  }

  /// Adds an opaque layer. The encoded text stays a field too, because it may decode to something readable by chance.
  mutating func opaque(
    _ kind: Layer.Kind, _ decoded: [UInt8], _ range: Range<Int>, layer: Int, node: Int, hint: Hint = .none, depth: Int
  ) -> Bool {
    guard let inner = self.layer(kind, decoded, of: layer, at: range) else { return false }
    field(range, layer: layer, node: node, role: .encoded)
    let child = enter(.layer(kind), node)
    text(decoded.span, 0..<decoded.count, layer: inner, node: child, hint: hint, depth: depth + 1)
    return true
  }

  /// The same for compressed data. A value whose key says that it is a secret is then removed as a whole.
  mutating func opaqueData(_ kind: Layer.Kind, _ decoded: [UInt8], _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    guard let inner = self.layer(kind, decoded, of: layer, at: range) else { return false }
    let count = payload.fields.count
    field(range, layer: layer, node: node, role: .encoded)
    if data(decoded.span, layer: inner, node: enter(.layer(kind), node), certainty: .guess, depth: depth + 1) { return true }
    payload.fields.removeLast(payload.fields.count - count)
    return false
  }
}
