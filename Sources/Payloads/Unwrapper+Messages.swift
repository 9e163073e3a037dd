import Bytes

/// Messages of binary formats, as bodies and in base64.
extension Unwrapper {
  /// Unwraps bytes that are a message of a known format; returns false for others.
  mutating func binaryMessage(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    messagePack(bytes, layer: layer, node: node, depth: depth) || cbor(bytes, layer: layer, node: node, depth: depth)
      || remoteCall(bytes, layer: layer, node: node, depth: depth) || protobuf(bytes, layer: layer, node: node, depth: depth)
  }

  /// Unwraps the frames of a call over gRPC.
  private mutating func remoteCall(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    let frames = RemoteCall.frames(of: bytes)
    guard frames.contains(where: { !$0.content.isEmpty }) else { return false }
    let path = paths.element(below: payload.nodes[node].path)
    for (index, frame) in frames.enumerated() {
      let child = frames.count > 1 ? self.node(.element, parent: node, path: path, index: index) : node
      prefix(.word, frame.length, of: frame.content, layer: layer)
      if isMessageText(bytes, frame.content) {
        text(bytes, frame.content, layer: layer, node: child, depth: depth)
      } else if let fields = ProtobufReader.fields(of: bytes, frame.content), holdsText(bytes, fields, depth: 0) {
        message(bytes, fields, layer: layer, node: enter(.protobuf, child), depth: depth + 1)
      } else {
        binary(bytes, frame.content, layer: layer, node: child, depth: depth)
      }
    }
    return true
  }

  /// Unwraps JSON that fills the rest of a frame, such as one of MQTT; returns false for other bytes.
  mutating func framedJSON(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) -> Bool {
    guard
      let start = (1..<min(256, max(1, bytes.count - 6))).first(where: {
        bytes[$0] == UInt8(ascii: "{") && bytes[$0 + 1] == UInt8(ascii: "\"")
      }),
      isWholeJSON(bytes.extracting(start..<bytes.count))
    else { return false }
    for run in Runs.printable(in: bytes.extracting(0..<start)) { field(run, layer: layer, node: enter(.runs, node)) }
    field(start..<bytes.count, layer: layer, node: node, role: .container)
    json(bytes, start..<bytes.count, layer: layer, node: node, depth: depth + 1)
    return true
  }

  // MARK: Guesses

  /// Whether the first bytes of decoded base64 may begin a message.
  static func mayBeMessage(_ head: Span<UInt8>) -> Bool {
    guard head.count >= 6 else { return false }
    switch (head[0], head[1]) {
    // A map of MessagePack or of CBOR whose first key is a short string, or a list of them.
    case (0x81...0x8F, 0xA2...0xBF), (0xDE, 0x00), (0xA1...0xB7, 0x62...0x78), (0xBF, 0x62...0x78): return true
    case (0x91...0x9F, 0x81...0x8F), (0x81...0x97, 0xA1...0xB7): return true
    // A frame of gRPC.
    case (0, 0): return head[2] < 0x10 && head[5] != 0
    // A text or a message in one of the first fields of a protocol buffer.
    case (0x0A, 0x02...0x7F), (0x12, 0x02...0x7F), (0x1A, 0x02...0x7F): return head[2] >= 0x08
    default: return false
    }
  }

  /// Unwraps base64 of a message, if there can be no doubt that it is one; returns false for other bytes.
  mutating func guessedMessage(_ decoded: [UInt8], _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    guard isCertainMessage(decoded.span), let inner = self.layer(.base64, decoded, of: layer, at: range) else { return false }
    let count = payload.fields.count
    field(range, layer: layer, node: node, role: .encoded)
    if binaryMessage(decoded.span, layer: inner, node: enter(.layer(.base64), node), depth: depth + 1) { return true }
    payload.fields.removeLast(payload.fields.count - count)
    return false
  }

  /// Whether bytes are a message with names, or one that is mostly text. Random bytes are neither.
  private func isCertainMessage(_ bytes: Span<UInt8>) -> Bool {
    if bytes[0] >= 0x80 {
      return MessagePackReader().isContainer(bytes) && MessagePackReader.fills(bytes) || CBORReader.fills(bytes)
    }
    let frames = RemoteCall.frames(of: bytes)
    let messages = frames.isEmpty ? [0..<bytes.count] : frames.map(\.content)
    return messages.reduce(0) { $0 + textBytes(bytes, $1, depth: 0) } * 2 > bytes.count
  }

  /// The number of bytes of a message that are in texts of several letters.
  private func textBytes(_ bytes: Span<UInt8>, _ range: Range<Int>, depth: Int) -> Int {
    guard depth < Self.deepestText, let fields = ProtobufReader.fields(of: bytes, range) else { return 0 }
    return fields.reduce(0) { sum, field in
      if isMessageText(bytes, field.range) { return sum + field.range.count }
      return sum + textBytes(bytes, field.range, depth: depth + 1)
    }
  }
}
