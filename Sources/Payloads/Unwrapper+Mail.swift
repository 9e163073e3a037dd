import Bytes

/// Mail messages, and encodings of mail.
extension Unwrapper {
  /// Unwraps a message (RFC 5322): headers, an empty line, and a body in the encoding that a header declares. Returns false for other
  /// texts.
  mutating func message(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    let text = bytes.extracting(range)
    guard let head = MailHead(text), depth < limits.depth else { return false }
    field(range, layer: layer, node: node, role: .container)
    for header in head.headers {
      let name = text.extracting(header.name)
      var path = paths.path(name, below: payload.nodes[node].path)
      if let meaning = MailHead.meaning(of: name) { path = paths.called(path, Array(meaning.utf8).span) }
      let place = header.value.lowerBound + range.lowerBound..<header.value.upperBound + range.lowerBound
      self.text(bytes, place, layer: layer, node: self.node(.member, parent: node, path: path), depth: depth + 1)
    }
    let body = head.body + range.lowerBound..<range.upperBound
    let child = self.node(.member, parent: node, path: paths.path("body", below: payload.nodes[node].path))
    if head.isQuotedPrintable, bytes.extracting(body).first(UInt8(ascii: "="), in: 0..<body.count) != nil {
      transparent(.quotedPrintable, QuotedPrintable.decoded(bytes.extracting(body)), body, layer: layer, node: child, depth: depth + 1)
    } else {
      self.text(bytes, body, layer: layer, node: child, hint: .body, depth: depth + 1)
    }
    return true
  }

  /// Unwraps encoded words (RFC 2047): `=?utf-8?B?SsO2cmc=?=`. The text itself is already a field.
  mutating func encodedWords(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    var at = range.lowerBound
    while let start = bytes.first(UInt8(ascii: "="), in: at..<range.upperBound) {
      at = start + 1
      guard let word = EncodedWord(bytes, from: start, to: range.upperBound) else { continue }
      at = word.end
      let text = bytes.extracting(word.text)
      let kind: Layer.Kind = word.isBase64 ? .base64 : .quotedPrintable
      let decoded = word.isBase64 ? Base64.decoded(text) : QuotedPrintable.decoded(text).map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
      guard let decoded, isText(decoded.span), let inner = self.layer(kind, decoded, of: layer, at: word.text) else { continue }
      field(0..<decoded.count, layer: inner, node: enter(.layer(kind), node))
    }
  }
}
