import Bytes
import Captures
internal import Zlib

extension Unwrapper {
  /// Unwraps what an exchange sent, place by place, without copies of the URL (`queryString`, `:path`) and of the cookies.
  mutating func exchange(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    if let url = exchange.url {
      requestURL(url, bytes)
      if url.range.isEmpty || !contains(UInt8(ascii: "?"), url, bytes) { parameters(exchange.query, place: "url", bytes) }
    }
    headers(exchange, bytes)
    if let body = exchange.requestBody { requestBody(body, bytes) }
    if exchange.requestBody?.isEmpty ?? true, let file = exchange.requestBody?.attachment {
      attachedBody(file, bytes, below: place("body", PathTable.root))
    } else if exchange.requestBody?.isEmpty ?? true, let reason = missingBody(exchange, bytes) {
      note(Gap(record: record, place: "request.body", reason: reason), at: -1)
    }
    if let reason = cutBody(exchange, bytes) { note(Gap(record: record, place: "request.body", reason: reason), at: -1) }
    if !exchange.frames.isEmpty { frames(exchange.frames, bytes) }
    for header in exchange.responseHeaders where name(of: header, bytes) == "location" {
      let node = place("location", paths.path("response", below: PathTable.root), step: .header)
      string(header.value, bytes, layer: 0, node: node, depth: 0)
    }
  }

  /// The evidence that there was a body that the capture does not contain; nil if there may have been none.
  private func missingBody(_ exchange: Exchange, _ bytes: Span<UInt8>) -> String? {
    if let size = exchange.requestBodySize, size > 0 { return "body missing while bodySize is \(size)" }
    guard let method = exchange.method, ["POST", "PUT", "PATCH"].contains(where: { equals(method, $0, bytes) }) else { return nil }
    var hasType = false
    for header in exchange.requestHeaders {
      switch name(of: header, bytes) {
      case "content-length":
        let length = String(copying: bytes.extracting(header.value.range))
        return length == "0" ? nil : "body missing while Content-Length is \(Int(length).map(String.init) ?? "set")"
      case "content-type": hasType = true
      default: break
      }
    }
    // Browsers declare a type only for a body, and record its size even if it is 0.
    if hasType { return "body missing while there is a Content-Type" }
    return exchange.requestBodySize ?? -1 < 0 ? "body missing, and nothing says that there was none" : nil
  }

  /// The evidence that the capture contains only a part of the body; nil if it may be complete.
  private func cutBody(_ exchange: Exchange, _ bytes: Span<UInt8>) -> String? {
    guard let body = exchange.requestBody else { return nil }
    if let text = body.text, Self.isObjectName(bytes.extracting(text.range)) {
      return "body of which the capture holds only what a script calls it"
    }
    if let comment = body.comment {
      let words = String(copying: bytes.extracting(comment.range)).lowercased()
      if Self.lossWords.contains(where: words.contains) { return "body of which the capture says that it is not whole" }
    }
    guard let text = body.text, !text.range.isEmpty, body.encoding == nil else { return nil }
    var length: Int?
    for header in exchange.requestHeaders {
      switch name(of: header, bytes) {
      // The body was sent compressed, and the capture has the decompressed text.
      case "content-encoding", "transfer-encoding": return nil
      case "content-length": length = Int(String(copying: bytes.extracting(header.value.range.prefix(20))))
      default: break
      }
    }
    let size = max(length ?? 0, exchange.requestBodySize ?? 0)
    guard size > 0 else { return nil }
    // Unwrapping has already decoded it.
    let decoded = payload.layers.first { $0.parent == 0 && $0.place == text.range }
    let held = text.escaped ? decoded?.bytes.count ?? size : text.range.count
    return size > held ? "body of \(size) bytes of which the capture holds \(held)" : nil
  }

  /// Whether a text is JavaScript's conversion of an object to a string: `[object Blob]` (ECMA-262, Object.prototype.toString).
  private static func isObjectName(_ text: Span<UInt8>) -> Bool {
    guard 10...64 ~= text.count, text[text.count - 1] == UInt8(ascii: "]") else { return false }
    return zip(text.indices, "[object ".utf8).allSatisfy { text[$0] == $1 }
      && (8..<text.count - 1).allSatisfy { ByteClass.isWord(text[$0]) }
  }

  /// Words in a capture's comment that mean that a part of the body is missing.
  private static let lossWords = [
    "truncat", "discard", "too large", "too long", "omitted", "not captured", "not recorded", "incomplete", "cut off", "limit exceeded",
    "evicted",
  ]

  mutating func requestURL(_ url: JSONString, _ bytes: Span<UInt8>) {
    let node = place("url", PathTable.root)
    covered.insert(url.range.lowerBound)
    guard url.escaped else {
      field(url.range, layer: 0, node: node, role: .whole)
      return self.url(bytes, url.range, layer: 0, node: node, depth: 0)
    }
    let decoded = JSONEscapes.decoded(bytes.extracting(url.range))
    guard let layer = layer(.escapes, decoded, of: 0, at: url.range) else { return }
    field(0..<decoded.count, layer: layer, node: node, role: .whole)
    self.url(decoded.span, 0..<decoded.count, layer: layer, node: node, depth: 0)
  }

  private mutating func headers(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    let root = paths.path("header", below: PathTable.root)
    var hasCookies = false
    for header in exchange.requestHeaders {
      let name = name(of: header, bytes)
      if name == "content-encoding" { foreignEncoding = foreignEncoding(header, bytes) }
      if name.hasPrefix(":") || Self.technicalHeaders.contains(name) || name.hasPrefix("sec-") || name.hasPrefix("accept") { continue }
      if NameValue.isOne(bytes.extracting(header.name.range)) {
        field(header.name.range, layer: 0, node: self.node(.name, parent: -1, path: paths.element(below: root)))
      }
      if name == "cookie" {
        hasCookies = true
        string(header.value, bytes, layer: 0, node: place("cookie", PathTable.root), hint: .cookies, depth: 0)
      } else if Self.listHeaders.contains(name), !header.value.range.isEmpty {
        list(name, header.value, below: root, bytes)
      } else {
        string(header.value, bytes, layer: 0, node: place(name, root, step: .header), hint: .header, depth: 0)
      }
    }
    if !hasCookies { parameters(exchange.requestCookies, place: "cookie", bytes) }
  }

  private func foreignEncoding(_ header: Exchange.Pair, _ bytes: Span<UInt8>) -> String? {
    switch String(copying: bytes.extracting(header.value.range)).lowercased() {
    case "br": "Brotli"
    case "zstd": "Zstandard"
    case "aes128gcm", "aesgcm": "encrypted content coding"
    default: nil
    }
  }

  private mutating func requestBody(_ body: Exchange.Body, _ bytes: Span<UInt8>) {
    let node = place("body", PathTable.root)
    if let text = body.text, !text.range.isEmpty {
      let known = payload.layers.count
      self.text(of: body, node: node, bytes)
      let isDecoded = payload.layers[known...].contains { $0.kind != .escapes }
      if body.encoding == nil, !isDecoded, Self.isNoise(bytes.extracting(text.range)) {
        gap(node, "a body in base64 or hex of bytes that are nothing known: it was not examined")
      }
    } else if !body.params.isEmpty {
      let form = enter(.form, node)
      for parameter in body.params { pair(parameter, below: form, step: .parameter, bytes) }
    }
  }

  /// Unwraps the text of a body.
  mutating func text(of body: Exchange.Body, node: Int, _ bytes: Span<UInt8>) {
    guard let text = body.text else { return }
    let isBase64 = body.encoding.map { equals($0, "base64", bytes) } ?? false
    string(text, bytes, layer: 0, node: node, hint: isBase64 ? .base64 : .body, depth: 0)
  }

  /// Whether a whole body is undeclared base64 or hex of bytes that no known layer begins with. It is usually ciphertext.
  private static func isNoise(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 64, text.count % 4 == 0 else { return false }
    let (some, every) = ByteClass.of(text)
    guard every.contains(.base64), some.contains(.letter), some.contains(.digit),
      let head = every.contains(.hex) ? Hex.decoded(text.extracting(0..<64)) : Base64.decoded(text.extracting(0..<64))
    else { return false }
    // Random bytes are neither text nor the beginning of compressed data, and about half of them are not ASCII.
    let wide = head.count { $0 >= 0x80 || $0 < 0x09 }
    return wide * 4 >= head.count && !UTF8Text.isValid(head.span, complete: false) && !Zlib.isGzip(head.span) && !Zlib.isZlib(head.span)
  }

  private mutating func frames(_ frames: [Exchange.Frame], _ bytes: Span<UInt8>) {
    let root = place("websocket", PathTable.root)
    let path = paths.element(below: payload.nodes[root].path)
    for (index, frame) in frames.enumerated() where frame.sent {
      let node = node(.element, parent: root, path: path, index: index)
      string(frame.data, bytes, layer: 0, node: node, hint: frame.opcode == 2 ? .base64 : .body, depth: 0)
    }
  }

  /// Unwraps names and values that the capture lists, for places whose text it does not contain.
  mutating func parameters(_ pairs: [Exchange.Pair], place: String, _ bytes: Span<UInt8>) {
    guard !pairs.isEmpty else { return }
    let root = self.place(place, PathTable.root)
    let parent = place == "url" ? node(.url, parent: root, path: paths.path("query", below: payload.nodes[root].path)) : root
    for parameter in pairs { pair(parameter, below: parent, step: place == "cookie" ? .cookie : .parameter, bytes) }
  }

  mutating func pair(_ pair: Exchange.Pair, below parent: Int, step: Payload.Node.Step, _ bytes: Span<UInt8>) {
    let name = bytes.extracting(pair.name.range)
    if pair.value.range.isEmpty, !name.isEmpty, name[0] == UInt8(ascii: "{") {
      // JSON that was sent as a form is a name without a value.
      return string(pair.name, bytes, layer: 0, node: self.node(.name, parent: parent, path: payload.nodes[parent].path), depth: 1)
    }
    let path = paths.path(name, below: payload.nodes[parent].path)
    let node = node(step, parent: parent, path: path)
    self.name(of: pair.name, bytes, layer: 0, member: node, of: parent)
    string(pair.value, bytes, layer: 0, node: node, hint: .parameter, depth: 1)
    guard let file = pair.fileName, !file.range.isEmpty else { return }
    string(file, bytes, layer: 0, node: self.node(.member, parent: node, path: paths.path("filename", below: path)), depth: 1)
  }

  func name(of header: Exchange.Pair, _ bytes: Span<UInt8>) -> String {
    var name: [UInt8] = []
    for at in header.name.range.prefix(128) {
      let byte = bytes[at]
      name.append(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte)
    }
    return String(decoding: name, as: UTF8.self)
  }

  func contains(_ byte: UInt8, _ string: JSONString, _ bytes: Span<UInt8>) -> Bool {
    string.range.contains { bytes[$0] == byte }
  }

  func equals(_ string: JSONString, _ word: String, _ bytes: Span<UInt8>) -> Bool {
    string.range.count == word.utf8.count && zip(string.range, word.utf8).allSatisfy { bytes[$0] == $1 }
  }

  /// Headers that browsers and libraries set, with nothing about the user or the page. `Origin` is the app's own.
  private static let technicalHeaders: Set<String> = [
    "host", "connection", "content-length", "content-type", "content-encoding", "user-agent", "origin", "pragma", "cache-control",
    "upgrade-insecure-requests", "upgrade", "dnt", "te", "range", "if-none-match", "if-modified-since", "if-range", "priority",
    "keep-alive", "transfer-encoding", "access-control-request-method", "access-control-request-headers", "save-data", "expect",
  ]
}
