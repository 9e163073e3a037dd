import Bytes
package import Captures

/// Unwraps what an audit ignores, to search for copies of values: copies of the URL, responses, and the capture's own texts.
extension Unwrapper {
  /// The place of everything that no one sent.
  package static let capturePlace = "capture"

  /// Unwraps the rest of an exchange after what was sent; `record` is the range of its entry.
  mutating func remainder(of exchange: Exchange, _ record: Range<Int>, _ bytes: Span<UInt8>) {
    copies(exchange, bytes)
    response(exchange, bytes)
    rest(record, node: place(Self.capturePlace, PathTable.root), bytes)
  }

  /// Unwraps a member of a HAR other than its entries.
  mutating func remark(_ key: String, _ range: Range<Int>, _ bytes: Span<UInt8>) {
    let root = place(Self.capturePlace, PathTable.root)
    rest(range, node: node(.member, parent: root, path: paths.path(key, below: payload.nodes[root].path)), bytes)
  }

  /// Unwraps the rest of the line around an event.
  mutating func surroundings(of record: borrowing Record, _ bytes: Span<UInt8>) {
    guard record.member == nil else { return }
    for range in [0..<record.range.lowerBound, record.range.upperBound..<bytes.count] where !range.isEmpty {
      text(bytes, range, layer: 0, node: place(Self.capturePlace, PathTable.root), depth: 0)
    }
  }

  /// Unwraps copies of values in other notations, each under the path of the value that was sent.
  private mutating func copies(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    for header in exchange.requestHeaders where name(of: header, bytes) == ":path" {
      requestURL(header.value, bytes)
    }
    let root = paths.path("header", below: PathTable.root)
    for header in exchange.requestHeaders where !covered.contains(header.value.range.lowerBound) {
      let name = name(of: header, bytes)
      if !name.hasPrefix(":") { technical(header.value, bytes, node: place(name, root, step: .header)) }
    }
    let uncovered: (Exchange.Pair) -> Bool = { [covered] in !covered.contains($0.value.range.lowerBound) }
    parameters(exchange.query.filter(uncovered), place: "url", bytes)
    parameters(exchange.requestCookies.filter(uncovered), place: "cookie", bytes)
    let parameters = (exchange.requestBody?.params ?? []).filter(uncovered)
    guard !parameters.isEmpty else { return }
    let form = enter(.form, place("body", PathTable.root))
    for parameter in parameters { pair(parameter, below: form, step: .parameter, bytes) }
  }

  /// Adds a header that browsers set, which no rule reads.
  private mutating func technical(_ value: JSONString, _ bytes: Span<UInt8>, node: Int) {
    covered.insert(value.range.lowerBound)
    guard value.escaped else { return unread(value.range, layer: 0, node: node) }
    let decoded = JSONEscapes.decoded(bytes.extracting(value.range))
    if let inner = layer(.escapes, decoded, of: 0, at: value.range) { unread(0..<decoded.count, layer: inner, node: node) }
  }

  // MARK: Responses

  private mutating func receivedFrames(_ frames: [Exchange.Frame], below response: Int, _ bytes: Span<UInt8>) {
    guard frames.contains(where: { !$0.sent }) else { return }
    let root = place("websocket", response)
    let path = paths.element(below: payload.nodes[root].path)
    for (index, frame) in frames.enumerated() where !frame.sent {
      let node = node(.element, parent: root, path: path, index: index)
      string(frame.data, bytes, layer: 0, node: node, hint: frame.opcode == 2 ? .base64 : .body, depth: 0)
    }
  }

  private mutating func response(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    let response = paths.path("response", below: PathTable.root)
    for header in exchange.responseHeaders where !covered.contains(header.value.range.lowerBound) {
      let name = name(of: header, bytes)
      let hint: Hint = name == "set-cookie" ? .setCookies : .header
      string(header.value, bytes, layer: 0, node: place(name, response, step: .header), hint: hint, depth: 0)
    }
    for cookie in exchange.responseCookies {
      pair(cookie, below: place("cookie", response), step: .cookie, bytes)
    }
    receivedFrames(exchange.frames, below: response, bytes)
    guard let body = exchange.responseBody else { return }
    let node = place("body", response)
    if let text = body.text, !text.range.isEmpty {
      if Self.isAsset(body, bytes) { code(text, bytes, node: node) } else { self.text(of: body, node: node, bytes) }
    } else if let file = body.attachment {
      attachedBody(file, bytes, below: node)
    }
  }

  /// Whether a body is a script, a style sheet, a picture or a font, which is no one's data, and long.
  package static func isAsset(_ body: Exchange.Body, _ bytes: Span<UInt8>) -> Bool {
    guard let type = body.mimeType else { return false }
    let name = String(copying: bytes.extracting(type.range)).lowercased()
    return ["javascript", "ecmascript", "css", "image/", "font", "video/", "audio/", "wasm"].contains(where: name.contains)
  }

  /// Adds a text that no rule reads.
  private mutating func code(_ string: JSONString, _ bytes: Span<UInt8>, node: Int) {
    covered.insert(string.range.lowerBound)
    guard string.escaped else { return code(bytes, string.range, layer: 0, node: node) }
    let decoded = JSONEscapes.decoded(bytes.extracting(string.range))
    guard let inner = layer(.escapes, decoded, of: 0, at: string.range) else { return }
    code(decoded.span, 0..<decoded.count, layer: inner, node: node)
  }

  private mutating func code(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int) {
    let text = bytes.extracting(range)
    let packed = decoded(text)
    // Base64 of a body is unwrapped.
    if packed?.0 != .base64 { unread(range, layer: layer, node: node) }
    guard let (kind, decoded) = packed, let inner = self.layer(kind, decoded, of: layer, at: range) else { return }
    let child = enter(.layer(kind), node)
    if kind == .base64 {
      code(decoded.span, 0..<decoded.count, layer: inner, node: child)
    } else {
      unread(0..<decoded.count, layer: inner, node: child)
    }
  }

  /// The encoding of a script, with the decoded bytes: base64 if all of it is, or else escapes or percent-encoding of parts.
  private func decoded(_ text: Span<UInt8>) -> (Layer.Kind, [UInt8])? {
    if ByteClass.of(text).every.contains(.base64), let decoded = Base64.decoded(text) { return (.base64, decoded) }
    if hasUnicodeEscapes(text) { return (.escapes, JSONEscapes.decoded(text)) }
    return Percent.isEncoded(text) ? (.percent, Percent.decoded(text)) : nil
  }

  // MARK: The rest

  /// Unwraps the strings of a JSON value that were not unwrapped yet.
  private mutating func rest(_ range: Range<Int>, node: Int, _ bytes: Span<UInt8>) {
    var cursor = JSONCursor(at: range.lowerBound)
    do throws(JSONError) {
      try rest(bytes.extracting(0..<range.upperBound), &cursor, node: node, depth: 0)
    } catch {
      overrun = true
    }
  }

  private mutating func rest(_ text: Span<UInt8>, _ cursor: inout JSONCursor, node: Int, depth: Int) throws(JSONError) {
    guard depth < limits.depth else { throw .tooDeep(at: cursor.offset) }
    let path = payload.nodes[node].path
    var isFirst = true
    switch cursor.peek(text) {
    case UInt8(ascii: "{"):
      var label: JSONString?
      while let key = try cursor.nextKey(text, isFirst: &isFirst) {
        let below = self.path(of: key, text, below: path)
        let member = self.node(.member, parent: node, path: below)
        name(of: key, text, layer: 0, member: member, of: node)
        if paths.entries[below].roles.isLabel, label == nil, cursor.peek(text) == UInt8(ascii: "\"") {
          var ahead = cursor
          label = try ahead.string(text)
        } else if paths.entries[below].roles.isLabelled, let label, 1...64 ~= label.range.count {
          payload.nodes[member].path = self.path(of: label, text, below: below)
        }
        try rest(text, &cursor, node: member, depth: depth + 1)
      }
    case UInt8(ascii: "["):
      var index = 0
      while try cursor.nextElement(text, isFirst: &isFirst) {
        try rest(text, &cursor, node: self.node(.element, parent: node, path: paths.element(below: path), index: index), depth: depth + 1)
        index += 1
      }
    case UInt8(ascii: "\""):
      let string = try cursor.string(text)
      if !covered.contains(string.range.lowerBound), !isStructure(path, text.extracting(string.range)) {
        self.string(string, text, layer: 0, node: node, depth: depth)
      }
    default:
      let range = try cursor.skipValue(text)
      // It may be the number of a card or a phone. Sizes and times have fewer digits.
      if range.count >= Self.longNumber { field(range, layer: 0, node: node, kind: .number, role: .unread) }
    }
  }

  /// The shortest number that may identify someone, in characters.
  private static let longNumber = 9

  /// Whether a text is a word of the format, or the name of a header. A name that is not a token (RFC 9110 § 5.1) is other text that was
  /// mistaken for one.
  private mutating func isStructure(_ path: Int, _ text: Span<UInt8>) -> Bool {
    let kind = structure(at: path)
    guard kind == .headerName else { return kind == .word }
    return text.indices.allSatisfy { ByteClass.of(text[$0]).contains(.name) && text[$0] != UInt8(ascii: "%") }
  }

  private mutating func structure(at path: Int) -> Structure {
    if let known = structureNumbers.known(path, in: paths) { return structures[known] }
    let kind = structure(of: paths.entries[path].wire)
    structureNumbers.keep(kind, of: path, in: &structures)
    return kind
  }

  /// The role of the text at a wire path of an entry.
  enum Structure {
    case word, headerName, none
  }

  private func structure(of wire: String) -> Structure {
    wire.hasSuffix(".headers.*.name") ? .headerName : Self.structure.contains(wire) ? .word : .none
  }

  /// Paths of words of the format (HAR 1.2) or of HTTP, which contain no one's data.
  private static let structure: Set<String> = [
    "capture.startedDateTime", "capture.request.method", "capture.request.httpVersion",
    "capture.request.postData.mimeType", "capture.response.httpVersion",
    "capture.response.content.mimeType", "capture.response.content.encoding", "capture.request.postData.encoding",
    "capture.request.cookies.*.expires", "capture.response.cookies.*.expires", "capture.version", "capture._resourceType",
    "capture.pages.*.startedDateTime", "capture.request.postData._file", "capture.response.content._file",
  ]
}
