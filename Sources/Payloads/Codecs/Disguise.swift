/// Ways in which libraries disguise a payload. Each one is its own inverse or is reversed byte by byte; all are opaque layers.
package enum Disguise {
  /// The characters in reverse order: Statsig sends the base64 of its payload like this.
  package static func reversed(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for at in stride(from: text.count - 1, through: 0, by: -1) { bytes.append(text[at]) }
    return bytes
  }

  /// Every byte XOR 0x1F: WalkMe sends its events like this.
  package static func masked(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for at in text.indices { bytes.append(text[at] ^ 0x1F) }
    return bytes
  }

  /// The bytes of a text whose characters are all below U+0100 and represent one byte each; nil if a character represents none. PostHog
  /// puts compressed data into JSON strings like this.
  package static func bytes(ofLatin1 text: Span<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte < 0x80 {
        bytes.append(byte)
        at += 1
      } else if byte == 0xC2 || byte == 0xC3, at + 1 < text.count {
        bytes.append((byte & 0x03) << 6 | text[at + 1] & 0x3F)
        at += 2
      } else {
        return nil
      }
    }
    return bytes
  }

  /// Bytes as a text with one character for each.
  package static func latin1(of bytes: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    for at in bytes.indices {
      if bytes[at] < 0x80 {
        text.append(bytes[at])
      } else {
        text.append(0xC0 | bytes[at] >> 6)
        text.append(0x80 | bytes[at] & 0x3F)
      }
    }
    return text
  }
}
