import Bytes

/// Binary formats that name their values.
extension Unwrapper {
  /// Unwraps MessagePack: a map or a list that fills all bytes and contains a string.
  mutating func messagePack(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    maps(MessagePackReader.self, .messagePack, .messagePack, bytes, layer: layer, node: node, depth: depth)
  }

  /// The same for CBOR, of which several values may stand in a row (RFC 8742).
  mutating func cbor(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    maps(CBORReader.self, .cbor, .cbor, isSequence: true, bytes, layer: layer, node: node, depth: depth)
  }

  private mutating func maps<Reader: MapReader>(
    _ format: Reader.Type, _ step: Payload.Node.Step, _ form: LengthPrefix.Form, isSequence: Bool = false, _ bytes: Span<UInt8>, layer: Int,
    node: Int, depth: Int
  ) -> Bool {
    var reader = Reader()
    guard bytes.count >= 2, reader.isContainer(bytes), Reader.fills(bytes, isSequence: isSequence) else { return false }
    let child = enter(step, node)
    while reader.offset < bytes.count {
      guard (try? value(bytes, &reader, form, layer: layer, node: child, depth: depth + 1)) != nil else { break }
    }
    return true
  }

  /// Returns whether the value was the break that ends a container.
  @discardableResult
  private mutating func value<Reader: MapReader>(
    _ bytes: Span<UInt8>, _ reader: inout Reader, _ form: LengthPrefix.Form, layer: Int, node: Int, depth: Int
  ) throws(MapDamage) -> Bool {
    guard depth < limits.depth else {
      overrun = true
      throw .damage
    }
    let start = reader.offset
    switch try reader.next(bytes) {
    case .string(let range), .binary(let range):
      prefix(form, start..<range.lowerBound, of: range, layer: layer)
      text(bytes, range, layer: layer, node: node, depth: depth)
    case .number: break
    case .end: return true
    case .array(let count):
      let path = paths.element(below: payload.nodes[node].path)
      for index in 0..<(count ?? .max) {
        let element = self.node(.element, parent: node, path: path, index: index)
        if try value(bytes, &reader, form, layer: layer, node: element, depth: depth + 1) { break }
      }
    case .map(let count):
      for _ in 0..<(count ?? .max) {
        let start = reader.offset
        // Skipping has shown that keys are strings, so anything else is the break.
        guard case .string(let key) = try reader.next(bytes) else { break }
        let path = paths.path(bytes.extracting(key), below: payload.nodes[node].path)
        let member = self.node(.member, parent: node, path: path)
        prefix(form, start..<key.lowerBound, of: key, layer: layer)
        unread(key, layer: layer, node: member)
        try value(bytes, &reader, form, layer: layer, node: member, depth: depth + 1)
      }
    }
    return false
  }

  mutating func prefix(_ form: LengthPrefix.Form, _ prefix: Range<Int>, of content: Range<Int>, layer: Int) {
    guard coverage == .everything else { return }
    payload.lengths.append(LengthPrefix(form: form, layer: layer, prefix: prefix, content: content))
  }
}
