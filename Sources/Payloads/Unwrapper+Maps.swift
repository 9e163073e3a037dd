import Bytes

/// Binary formats that name their values.
extension Unwrapper {
  // MARK: MessagePack

  /// Unwraps MessagePack (specification: github.com/msgpack): a map or a list that fills all bytes and contains a string.
  mutating func messagePack(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    var reader = MessagePackReader()
    guard bytes.count >= 2, reader.isContainer(bytes), (try? reader.skip(bytes, depth: 0)) != nil, reader.offset == bytes.count,
      reader.strings > 0
    else { return false }
    reader = MessagePackReader()
    let child = enter(.messagePack, node)
    try? value(bytes, &reader, layer: layer, node: child, depth: depth + 1)
    return true
  }

  private mutating func value(
    _ bytes: Span<UInt8>, _ reader: inout MessagePackReader, layer: Int, node: Int, depth: Int
  ) throws(MessagePackReader.Damage) {
    guard depth < limits.depth else {
      overrun = true
      throw .damage
    }
    let start = reader.offset
    switch try reader.next(bytes) {
    case .string(let range), .binary(let range):
      prefix(.messagePack, start..<range.lowerBound, of: range, layer: layer)
      text(bytes, range, layer: layer, node: node, depth: depth)
    case .number: break
    case .array(let count):
      let path = paths.element(below: payload.nodes[node].path)
      for index in 0..<count {
        try value(bytes, &reader, layer: layer, node: self.node(.element, parent: node, path: path, index: index), depth: depth + 1)
      }
    case .map(let count):
      for _ in 0..<count {
        let start = reader.offset
        guard case .string(let key) = try reader.next(bytes) else { throw .damage }
        let path = paths.path(bytes.extracting(key), below: payload.nodes[node].path)
        let member = self.node(.member, parent: node, path: path)
        prefix(.messagePack, start..<key.lowerBound, of: key, layer: layer)
        unread(key, layer: layer, node: member)
        try value(bytes, &reader, layer: layer, node: member, depth: depth + 1)
      }
    }
  }

  mutating func prefix(_ form: LengthPrefix.Form, _ prefix: Range<Int>, of content: Range<Int>, layer: Int) {
    guard coverage == .everything else { return }
    payload.lengths.append(LengthPrefix(form: form, layer: layer, prefix: prefix, content: content))
  }

  // MARK: CBOR

  /// Unwraps CBOR (RFC 8949): a map or a list that contains a string, or several of them in a row, which fill all bytes.
  mutating func cbor(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    var reader = CBORReader()
    guard bytes.count >= 2, reader.isContainer(bytes) else { return false }
    while reader.offset < bytes.count {
      guard (try? reader.skip(bytes, depth: 0)) != nil else { return false }
    }
    guard reader.strings > 0 else { return false }
    reader = CBORReader()
    let child = enter(.cbor, node)
    while reader.offset < bytes.count {
      guard (try? value(bytes, &reader, layer: layer, node: child, depth: depth + 1)) != nil else { break }
    }
    return true
  }

  /// Returns whether the value was the break that ends a container.
  @discardableResult
  private mutating func value(
    _ bytes: Span<UInt8>, _ reader: inout CBORReader, layer: Int, node: Int, depth: Int
  ) throws(CBORReader.Damage) -> Bool {
    guard depth < limits.depth else {
      overrun = true
      throw .damage
    }
    let start = reader.offset
    switch try reader.next(bytes) {
    case .string(let range), .binary(let range):
      prefix(.cbor, start..<range.lowerBound, of: range, layer: layer)
      text(bytes, range, layer: layer, node: node, depth: depth)
    case .number: break
    case .end: return true
    case .array(let count):
      let path = paths.element(below: payload.nodes[node].path)
      for index in 0..<(count ?? .max) {
        let element = self.node(.element, parent: node, path: path, index: index)
        if try value(bytes, &reader, layer: layer, node: element, depth: depth + 1) { break }
      }
    case .map(let count):
      for _ in 0..<(count ?? .max) {
        let start = reader.offset
        guard case .string(let key) = try reader.next(bytes) else { break }
        let path = paths.path(bytes.extracting(key), below: payload.nodes[node].path)
        let member = self.node(.member, parent: node, path: path)
        prefix(.cbor, start..<key.lowerBound, of: key, layer: layer)
        unread(key, layer: layer, node: member)
        try value(bytes, &reader, layer: layer, node: member, depth: depth + 1)
      }
    }
    return false
  }
}
