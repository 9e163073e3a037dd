import Bytes

extension Unwrapper {
  /// The place of a text, which decides if the text itself is ambiguous.
  enum Hint {
    case none, body, parameter, header, cookies, setCookies
    /// The capture says that the text is base64 of bytes.
    case base64

    /// A number for each place where the result depends on the text alone; nil for the others.
    var number: Int? {
      switch self {
      case .none: 0
      case .parameter: 1
      case .header: 2
      case .body, .cookies, .setCookies, .base64: nil
      }
    }
  }

  /// Unwraps a decoded text as far as possible, and adds the innermost text as a leaf.
  mutating func text(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, hint: Hint = .none, depth: Int) {
    guard depth < limits.depth, payload.layers.count < limits.layers else {
      overrun = true
      field(range, layer: layer, node: node)
      return
    }
    let text = bytes.extracting(range)
    guard text.count >= 4 else {
      field(range, layer: layer, node: node)
      return
    }
    guard let seen = hint.number.flatMap({ leaves.place(of: text, in: $0) }) else {
      return classify(bytes, range, layer: layer, node: node, hint: hint, depth: depth)
    }
    if leaves.holds(text, at: seen) {
      field(range, layer: layer, node: node)
      return
    }
    let (fields, nodes, layers) = (payload.fields.count, payload.nodes.count, payload.layers.count)
    classify(bytes, range, layer: layer, node: node, hint: hint, depth: depth)
    let isLeaf = payload.fields.count == fields + 1 && payload.nodes.count == nodes && payload.layers.count == layers
    if isLeaf, payload.fields[fields].isLeaf, !overrun { leaves.insert(text, at: seen) }
  }

  /// Recognises the format of a text, and unwraps it.
  private mutating func classify(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, hint: Hint, depth: Int) {
    let text = bytes.extracting(range)
    if hint == .setCookies { return setCookies(bytes, range, layer: layer, node: node, depth: depth) }
    if hint == .cookies { return cookies(bytes, range, layer: layer, node: node, depth: depth) }
    let first = firstByte(text)
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), isJSON(text) {
      field(range, layer: layer, node: node, role: .container)
      return json(bytes, range, layer: layer, node: node, depth: depth + 1)
    }
    if first == UInt8(ascii: "\""), text[1] == UInt8(ascii: "{") || text[1] == UInt8(ascii: "["), isJSON(text) {
      // JSON that was encoded as a string again.
      field(range, layer: layer, node: node, role: .container)
      return json(bytes, range, layer: layer, node: node, depth: depth + 1)
    }
    let (some, every) = ByteClass.of(text)
    if some.contains(.control) || some.contains(.other) && text[0] == 0x78,
      bytesInText(bytes, range, layer: layer, node: node, hint: hint, depth: depth)
    {
      return
    }
    if some.contains(.other) {
      if mojibake(text, range, layer: layer, node: node, hint: hint, depth: depth) { return }
      if !some.contains(.letter), numberText(bytes, range, layer: layer, node: node, depth: depth) { return }
    }
    if hint == .body, first == UInt8(ascii: "-"), multipart(bytes, range, layer: layer, node: node, depth: depth) { return }
    // A few digits are a number, even if they decode to a text.
    if every.contains(.hex), !every.contains(.digit) || text.count >= 32, hexText(text, range, layer: layer, node: node, depth: depth) {
      return
    }
    if every.contains(.base64), base32(text, range, layer: layer, node: node, depth: depth) { return }
    if every.contains(.base64), base64(text, range, layer: layer, node: node, certain: hint == .base64, depth: depth) { return }
    if some.contains(.space), !every.contains(.base64), folded(text, range, layer: layer, node: node, depth: depth) { return }
    // Inside a mask, percent-encoding, a query or a form, an ampersand or a backslash would be encoded. So these are outermost.
    if some.contains(.ampersand), HTMLEntities.isEncoded(text) {
      return transparent(.entities, HTMLEntities.decoded(text), range, layer: layer, node: node, depth: depth)
    }
    if some.contains(.backslash), hasUnicodeEscapes(text) {
      return transparent(.escapes, JSONEscapes.decoded(text), range, layer: layer, node: node, depth: depth)
    }
    if disguised(bytes, range, every, layer: layer, node: node, depth: depth) { return }
    if some.contains(.dot), token(bytes, range, layer: layer, node: node, depth: depth) { return }
    // A decoded parameter may be a URL with the spaces that somebody typed.
    if !some.contains(.space) || hint == .parameter && hasQueryBeforeBlank(text) {
      if isURL(text) {
        field(range, layer: layer, node: node, role: .whole)
        return url(bytes, range, layer: layer, node: node, depth: depth + 1)
      }
      if some.contains(.equals), !some.contains(.space), isForm(text, hint, some) {
        field(range, layer: layer, node: node, role: .whole)
        return form(bytes, range, layer: layer, node: enter(.form, node), depth: depth + 1)
      }
    }
    if some.contains(.space), message(bytes, range, layer: layer, node: node, depth: depth) { return }
    if some.contains(.equals), QuotedPrintable.isEncoded(text) {
      return transparent(.quotedPrintable, QuotedPrintable.decoded(text), range, layer: layer, node: node, depth: depth)
    }
    if some.contains(.space), hint == .body, some.contains(.equals), formLines(bytes, range, layer: layer, node: node, depth: depth) {
      return
    }
    if some.contains(.percent), Percent.isEncoded(text) {
      return transparent(.percent, Percent.decoded(text), range, layer: layer, node: node, depth: depth)
    }
    let isAuthorization = hint == .header && authorization(bytes, range, layer: layer, node: node, depth: depth)
    field(range, layer: layer, node: node)
    if hint != .header { named(bytes, range, layer: layer, node: node) }
    if some.contains(.equals) { encodedWords(bytes, range, layer: layer, node: node, depth: depth) }
    if some.contains(.dot), text.count > 40, hint != .header { tokens(bytes, range, layer: layer, node: node, depth: depth) }
    if !isAuthorization { packed(bytes, range, layer: layer, node: node, depth: depth) }
  }

  /// Unwraps the claims of tokens inside a text, such as a path. The tokens themselves are part of the text.
  mutating func tokens(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    var at = range.lowerBound
    while at + 20 < range.upperBound {
      guard bytes[at] == UInt8(ascii: "e"), JWT.mayBegin(bytes, at: at), at == range.lowerBound || !ByteClass.isWord(bytes[at - 1])
      else {
        at += 1
        continue
      }
      var end = at
      while end < range.upperBound, ByteClass.of(bytes[end]).contains(.base64) || bytes[end] == UInt8(ascii: "."),
        bytes[end] != UInt8(ascii: "/")
      { end += 1 }
      claims(bytes, at..<end, layer: layer, node: node, depth: depth)
      at = max(end, at + 1)
    }
  }

  mutating func transparent(_ kind: Layer.Kind, _ decoded: [UInt8], _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    field(range, layer: layer, node: node, role: .container)
    guard let inner = self.layer(kind, decoded, of: layer, at: range) else { return }
    text(decoded.span, 0..<decoded.count, layer: inner, node: enter(.layer(kind), node), depth: depth + 1)
  }

  func firstByte(_ text: Span<UInt8>) -> UInt8? {
    var cursor = JSONCursor()
    return cursor.peek(text)
  }

  // MARK: Tokens

  /// A token of three or five parts (RFC 7515 § 3.1, RFC 7516 § 3.1): a leaf whose header and claims are layers below it.
  private mutating func token(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    guard let parts = JWT.parts(of: bytes.extracting(range)) else { return false }
    field(range, layer: layer, node: node)
    claims(bytes, range, parts, layer: layer, node: node, depth: depth)
    return true
  }

  /// Unwraps the header and the claims of a token below a node; other texts are ignored.
  private mutating func claims(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    guard let parts = JWT.parts(of: bytes.extracting(range)) else { return }
    claims(bytes, range, parts, layer: layer, node: node, depth: depth)
  }

  /// The same for a token whose parts are known.
  private mutating func claims(_ bytes: Span<UInt8>, _ range: Range<Int>, _ parts: [Range<Int>], layer: Int, node: Int, depth: Int) {
    let child = self.node(.layer(.jwt), parent: node, path: paths.claims(below: payload.nodes[node].path))
    for part in parts.prefix(2) {
      let place = part.lowerBound + range.lowerBound..<part.upperBound + range.lowerBound
      guard let decoded = Base64.decoded(bytes.extracting(place)), isJSON(decoded.span) else { continue }
      guard let inner = self.layer(.jwt, decoded, of: layer, at: place) else { return }
      json(decoded.span, 0..<decoded.count, layer: inner, node: child, depth: depth + 1)
    }
  }

  /// `Bearer token`, `JWT token`, `Basic base64`: unwraps the credentials after the scheme below the header (RFC 9110 § 11.4).
  /// - Returns: Whether anything was unwrapped.
  private mutating func authorization(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    guard let space = range.prefix(16).first(where: { bytes[$0] == UInt8(ascii: " ") }), space + 1 < range.upperBound else { return false }
    let credential = space + 1..<range.upperBound
    if JWT.parts(of: bytes.extracting(credential)) != nil {
      claims(bytes, credential, layer: layer, node: node, depth: depth)
      return true
    }
    if let decoded = Base64.decoded(bytes.extracting(credential)), isText(decoded.span),
      let inner = self.layer(.base64, decoded, of: layer, at: credential)
    {
      field(0..<decoded.count, layer: inner, node: enter(.layer(.base64), node))
      return true
    }
    return false
  }
}
