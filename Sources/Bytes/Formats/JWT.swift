/// JSON Web Tokens in compact form (RFC 7519): an opaque layer.
package enum JWT {
  /// Whether a token may begin at a place: `eyJ` is the base64 of `{"`.
  package static func mayBegin(_ text: Span<UInt8>, at start: Int) -> Bool {
    start + 3 <= text.count && text[start] == UInt8(ascii: "e") && text[start + 1] == UInt8(ascii: "y")
      && text[start + 2] == UInt8(ascii: "J")
  }

  /// The parts of a token between its dots: three of a JWS (the last may be empty: unsecured), five of a JWE; nil if the text is
  /// not a token. The first part must be the base64url of a JSON object with an algorithm.
  package static func parts(of text: Span<UInt8>) -> [Range<Int>]? {
    guard text.count >= 10, text[0] == UInt8(ascii: "e"), text[1] == UInt8(ascii: "y") else { return nil }
    var parts: [Range<Int>] = []
    var start = 0
    for at in 0..<text.count {
      let byte = text[at]
      if byte == UInt8(ascii: ".") {
        parts.append(start..<at)
        start = at + 1
        if parts.count > 4 { return nil }
      } else if !ByteClass.of(byte).contains(.base64) {
        return nil
      }
    }
    parts.append(start..<text.count)
    guard parts.count == 3 || parts.count == 5, !parts[1].isEmpty || parts.count == 5 else { return nil }
    return hasHeader(text.extracting(parts[0])) ? parts : nil
  }

  /// Whether `part` is the base64url of a JOSE header: a JSON object with `alg` (RFC 7515 § 4.1.1, RFC 7516 § 4.1.1).
  private static func hasHeader(_ part: Span<UInt8>) -> Bool {
    guard part.count < 16_384, let header = Base64.decoded(part) else { return false }
    let text = header.span
    var cursor = JSONCursor()
    var isFirst = true
    while let key = try? cursor.nextKey(text, isFirst: &isFirst) {
      let isAlgorithm = key.range.count == 3 && header[key.range].elementsEqual("alg".utf8)
      guard let value = try? cursor.skipValue(text) else { return false }
      if isAlgorithm { return header[value.lowerBound] == UInt8(ascii: "\"") }
    }
    return false
  }
}
