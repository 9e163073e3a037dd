import Bytes

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

  private mutating func prefix(_ form: LengthPrefix.Form, _ prefix: Range<Int>, of content: Range<Int>, layer: Int) {
    guard coverage == .everything else { return }
    payload.lengths.append(LengthPrefix(form: form, layer: layer, prefix: prefix, content: content))
  }

  // MARK: Protocol buffers

  /// Unwraps protocol buffers without a schema (protobuf.dev, "Encoding"): fields are named by their numbers, and only texts are read.
  mutating func protobuf(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    guard bytes.count >= 6, let fields = ProtobufReader.fields(of: bytes, 0..<bytes.count),
      holdsText(bytes, fields, depth: 0)
    else { return false }
    message(bytes, fields, layer: layer, node: enter(.protobuf, node), depth: depth + 1)
    return true
  }

  private mutating func message(
    _ bytes: Span<UInt8>, _ fields: [ProtobufReader.Field], layer: Int, node: Int, depth: Int, isValue: Bool = false
  ) {
    guard depth < limits.depth else {
      overrun = true
      return
    }
    // A message of a name and a value, such as an attribute of OpenTelemetry.
    let isPair = fields.count == 2 && fields[0].number == 1 && fields[1].number == 2 && isAttributeName(bytes, fields[0].range)
    for field in fields {
      var path = paths.path(String(field.number), below: payload.nodes[node].path)
      if isValue { path = paths.wrapped(path) }
      let child = self.node(.member, parent: node, path: path)
      if isPair, field.number == 1 { payload.labels.insert(child) }
      if isPair, field.number == 2 { payload.nodes[child].path = paths.path(bytes.extracting(fields[0].range), below: path) }
      prefix(.varint, field.length, of: field.range, layer: layer)
      let isText = isMessageText(bytes, field.range)
      // A text that begins with a line break may be a message whose first field is text.
      let isMessage = !isText || bytes[field.range.lowerBound] < 0x20
      if isMessage, let inner = ProtobufReader.fields(of: bytes, field.range),
        !isText || holdsText(bytes, inner, depth: Self.deepestText)
      {
        message(bytes, inner, layer: layer, node: child, depth: depth + 1, isValue: isPair && field.number == 2)
      } else if isText {
        text(bytes, field.range, layer: layer, node: child, depth: depth)
      } else {
        binary(bytes, field.range, layer: layer, node: child, depth: depth)
      }
    }
  }

  /// Whether one of these fields is text, or a message that contains text.
  private func holdsText(_ bytes: Span<UInt8>, _ fields: [ProtobufReader.Field], depth: Int) -> Bool {
    if fields.contains(where: { isMessageText(bytes, $0.range) }) { return true }
    guard depth < Self.deepestText else { return false }
    return fields.contains { field in
      ProtobufReader.fields(of: bytes, field.range).map { holdsText(bytes, $0, depth: depth + 1) } ?? false
    }
  }

  /// How many levels of messages are searched for a text, which proves that they are messages.
  private static let deepestText = 6

  /// Whether a text may be the name of an attribute: words of letters and digits, separated by dots.
  private func isAttributeName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard 2...64 ~= range.count else { return false }
    let name = bytes.extracting(range)
    return ByteClass.isLetter(name[0])
      && name.indices.allSatisfy { ByteClass.isWord(name[$0]) || "._-".utf8.contains(name[$0]) }
  }

  /// Unwraps bytes in a message: compressed data, or the readable parts.
  private mutating func binary(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    let inside = bytes.extracting(range)
    if mayBeData(inside), data(inside, from: range.lowerBound, layer: layer, node: node, certainty: .guess, depth: depth) { return }
    for run in Runs.printable(in: inside) {
      field(run.lowerBound + range.lowerBound..<run.upperBound + range.lowerBound, layer: layer, node: node)
    }
  }

  private func isMessageText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count >= 3 && isText(bytes.extracting(range))
  }
}
