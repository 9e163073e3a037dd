import Bytes

extension Unwrapper {
  // MARK: Protocol buffers

  /// Unwraps protocol buffers without a schema (protobuf.dev, "Encoding"): fields are named by their numbers, and only texts are read.
  mutating func protobuf(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    guard bytes.count >= 6, let fields = ProtobufReader.fields(of: bytes, 0..<bytes.count),
      holdsText(bytes, fields, depth: 0)
    else { return false }
    message(bytes, fields, layer: layer, node: enter(.protobuf, node), depth: depth + 1)
    return true
  }

  mutating func message(
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
  func holdsText(_ bytes: Span<UInt8>, _ fields: [ProtobufReader.Field], depth: Int) -> Bool {
    if fields.contains(where: { isMessageText(bytes, $0.range) }) { return true }
    guard depth < Self.deepestText else { return false }
    return fields.contains { field in
      ProtobufReader.fields(of: bytes, field.range).map { holdsText(bytes, $0, depth: depth + 1) } ?? false
    }
  }

  /// How many levels of messages are searched for a text, which proves that they are messages.
  static let deepestText = 6

  /// Whether a text may be the name of an attribute: words of letters and digits, separated by dots.
  func isAttributeName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard 2...64 ~= range.count else { return false }
    let name = bytes.extracting(range)
    return ByteClass.isLetter(name[0])
      && name.indices.allSatisfy { ByteClass.isWord(name[$0]) || "._-".utf8.contains(name[$0]) }
  }

  /// Unwraps bytes in a message: compressed data, or the readable parts.
  mutating func binary(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    let inside = bytes.extracting(range)
    if mayBeData(inside), data(inside, from: range.lowerBound, layer: layer, node: node, certainty: .guess, depth: depth) { return }
    for run in Runs.printable(in: inside) {
      field(run.lowerBound + range.lowerBound..<run.upperBound + range.lowerBound, layer: layer, node: node)
    }
  }

  func isMessageText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count >= 3 && isText(bytes.extracting(range))
  }
}
