import Bytes

extension Unwrapper {
  /// Whether a text without white space is a URL: with scheme and authority, or relative with a query.
  func isURL(_ text: Span<UInt8>) -> Bool {
    if text[0] == UInt8(ascii: "/") {
      guard text[1] != UInt8(ascii: "/") else { return ByteClass.of(text[2]).contains(.name) }
      return text.indices.contains { text[$0] == UInt8(ascii: "?") }
    }
    guard ByteClass.isLetter(text[0]) else { return false }
    var at = 1
    while at < min(text.count, 24), ByteClass.of(text[at]).contains(.base64) || text[at] == UInt8(ascii: ".") { at += 1 }
    return at + 3 < text.count && text[at] == UInt8(ascii: ":") && text[at + 1] == UInt8(ascii: "/") && text[at + 2] == UInt8(ascii: "/")
  }

  /// Splits a URL (RFC 3986 § 3) into the parts that may contain data: user information, host, path, parameters, fragment.
  mutating func url(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    let parent = enter(.url, node)
    let path = payload.nodes[node].path
    let mark = first(range, bytes) { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? range.upperBound
    let start = authority(bytes, range.lowerBound..<mark, layer: layer, node: parent)
    if start < mark {
      // Matrix parameters (`/activity;src=1;u1=…`) are read like those of a query.
      let matrix = first(start..<mark, bytes) { $0 == UInt8(ascii: ";") } ?? mark
      if matrix > start {
        urlPart(
          bytes, start..<matrix, layer: layer, node: self.node(.path, parent: parent, path: paths.path("path", below: path)), depth: depth)
      }
      if matrix < mark {
        let query = paths.path("query", below: path)
        parameters(bytes, matrix + 1..<mark, separator: UInt8(ascii: ";"), layer: layer, node: parent, path: query, depth: depth)
      }
    }
    var fragment = mark
    if mark < range.upperBound, bytes[mark] == UInt8(ascii: "?") {
      fragment = first(mark..<range.upperBound, bytes) { $0 == UInt8(ascii: "#") } ?? range.upperBound
      let query = paths.path("query", below: path)
      let known = payload.nodes.count
      parameters(bytes, mark + 1..<fragment, layer: layer, node: parent, path: query, depth: depth)
      alternate(known, below: parent, bytes)
    }
    if fragment + 1 < range.upperBound {
      let child = self.node(.fragment, parent: parent, path: paths.path("fragment", below: path))
      text(bytes, fragment + 1..<range.upperBound, layer: layer, node: child, hint: .parameter, depth: depth + 1)
    }
  }

  /// Reads `scheme://user@host:port`, and returns where the path begins.
  mutating func authority(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int) -> Int {
    let path = payload.nodes[node].path
    guard let slashes = doubleSlash(bytes, range) else { return range.lowerBound }
    let start = slashes + 2
    let end = first(start..<range.upperBound, bytes) { $0 == UInt8(ascii: "/") } ?? range.upperBound
    var host = start
    if let at = first(start..<end, bytes, where: { $0 == UInt8(ascii: "@") }) {
      let child = self.node(.userinfo, parent: node, path: paths.path("userinfo", below: path))
      let user = bytes.extracting(start..<at)
      let isEncoded = Percent.isEncoded(user)
      field(start..<at, layer: layer, node: child, role: isEncoded ? .container : .leaf)
      if isEncoded {
        let decoded = Percent.decoded(user)
        if let inner = self.layer(.percent, decoded, of: layer, at: start..<at) {
          field(0..<decoded.count, layer: inner, node: enter(.layer(.percent), child))
        }
      }
      host = at + 1
    }
    if host < end {
      field(host..<end, layer: layer, node: self.node(.host, parent: node, path: paths.path("host", below: path)))
    }
    return end
  }

  func doubleSlash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count >= 2 else { return nil }
    if bytes[range.lowerBound] == UInt8(ascii: "/") { return bytes[range.lowerBound + 1] == UInt8(ascii: "/") ? range.lowerBound : nil }
    guard let colon = first(range, bytes, where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }),
      bytes[colon] == UInt8(ascii: ":"), colon + 2 < range.upperBound, bytes[colon + 1] == UInt8(ascii: "/"),
      bytes[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    return colon + 1
  }

  /// Adds a path as one leaf, since slugs and keys are read in their context. An encoded path is decoded first.
  private mutating func urlPart(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    let text = bytes.extracting(range)
    guard Percent.isEncoded(text) else {
      field(range, layer: layer, node: node)
      packed(bytes, range, isPath: true, layer: layer, node: node, depth: depth)
      tokens(bytes, range, layer: layer, node: node, depth: depth)
      return
    }
    let decoded = Percent.decoded(text)
    field(range, layer: layer, node: node, role: .container)
    guard let inner = self.layer(.percent, decoded, of: layer, at: range) else { return }
    let child = enter(.layer(.percent), node)
    // A path may be encoded more than once.
    if depth < limits.depth { return urlPart(decoded.span, 0..<decoded.count, layer: inner, node: child, depth: depth + 1) }
    field(0..<decoded.count, layer: inner, node: child)
  }

  func first(_ range: Range<Int>, _ bytes: Span<UInt8>, where matches: (UInt8) -> Bool) -> Int? {
    var at = range.lowerBound
    while at < range.upperBound {
      if matches(bytes[at]) { return at }
      at += 1
    }
    return nil
  }
}
