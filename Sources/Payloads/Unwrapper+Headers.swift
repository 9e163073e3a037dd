import Bytes

/// Headers that list names and values.
extension Unwrapper {
  static let listHeaders: Set<String> = ["baggage", "content-disposition", "upload-metadata"]

  mutating func list(_ name: String, _ value: JSONString, below root: Int, _ bytes: Span<UInt8>) {
    let node = place(name, root, step: .header)
    guard value.escaped else { return list(name, bytes, value.range, layer: 0, node: node) }
    let decoded = JSONEscapes.decoded(bytes.extracting(value.range))
    guard let inner = layer(.escapes, decoded, of: 0, at: value.range) else { return }
    list(name, decoded.span, 0..<decoded.count, layer: inner, node: node)
  }

  private mutating func list(_ name: String, _ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int) {
    let path = payload.nodes[node].path
    field(range, layer: layer, node: node, role: name == "baggage" ? .container : .leaf)
    let form = enter(.form, node)
    switch name {
    // Data that travels with a trace (W3C Baggage § 3.2.1): names and values, percent-encoded.
    case "baggage": parameters(bytes, range, separator: UInt8(ascii: ","), layer: layer, node: form, path: path, depth: 0)
    // The name of a file that is sent (RFC 6266 § 4), in quotes or after its character set (RFC 8187).
    case "content-disposition":
      each(range, UInt8(ascii: ";"), UInt8(ascii: "="), bytes) { this, key, value in
        var value = value
        if value.count >= 2, bytes[value.lowerBound] == UInt8(ascii: "\"") { value = value.lowerBound + 1..<value.upperBound - 1 }
        let isStarred = bytes[key.upperBound - 1] == UInt8(ascii: "*")
        if isStarred, let mark = value.last(where: { bytes[$0] == UInt8(ascii: "'") }) { value = mark + 1..<value.upperBound }
        let word = bytes.extracting(key.lowerBound..<key.upperBound - (isStarred ? 1 : 0))
        guard !value.isEmpty, !word.isEmpty else { return }
        let child = this.node(.parameter, parent: form, path: this.paths.path(word, below: path))
        this.value(bytes, value, layer: layer, node: child, depth: 0)
      }
    // What is known of a file that is uploaded in parts: names, each with its value in base64 (tus.io, "Upload-Metadata").
    default:
      each(range, UInt8(ascii: ","), UInt8(ascii: " "), bytes) { this, key, value in
        let child = this.node(.parameter, parent: form, path: this.paths.path(bytes.extracting(key), below: path))
        this.text(bytes, value, layer: layer, node: child, hint: .base64, depth: 0)
      }
    }
  }

  /// Calls back with each name and value of a list, without the blanks around them.
  private mutating func each(
    _ range: Range<Int>, _ separator: UInt8, _ sign: UInt8, _ bytes: Span<UInt8>, _ body: (inout Unwrapper, Range<Int>, Range<Int>) -> Void
  ) {
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || bytes[at] == separator {
      defer { start = at + 1 }
      while start < at, bytes[start] == UInt8(ascii: " ") { start += 1 }
      guard let middle = first(start..<at, bytes, where: { $0 == sign }), middle > start, middle + 1 < at else { continue }
      body(&self, start..<middle, middle + 1..<at)
    }
  }
}
