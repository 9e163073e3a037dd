/// A length before the content that it measures. If the content's length changes, the prefix must be rewritten.
package struct LengthPrefix: Sendable {
  /// How the length is written.
  package enum Form: Sendable {
    /// Seven bits per byte, the lowest first (protobuf.dev, "Encoding").
    case varint
    /// The head of a MessagePack string or binary: `fixstr`, or a byte for the type and 1, 2 or 4 for the length.
    case messagePack
    /// The head of a CBOR string: its type in the high bits, and the length there or in 1, 2, 4 or 8 bytes (RFC 8949 § 3).
    case cbor
    /// Four bytes, the highest first.
    case word
    /// Decimal digits.
    case decimal
  }

  package var form: Form
  /// The layer that contains both.
  package var layer: Int
  package var prefix: Range<Int>
  package var content: Range<Int>

  /// The prefix for content of `count` bytes; `old` is the present prefix.
  package func encoded(_ count: Int, like old: Span<UInt8>) -> [UInt8] {
    switch form {
    case .decimal: Array(String(count).utf8)
    case .varint: Self.varint(count)
    case .messagePack: Self.messagePack(count, isBinary: 0xC4...0xC6 ~= old[0])
    case .cbor: Self.cbor(count, type: old[0] & 0xE0)
    case .word: Self.bytes(count, 4)
    }
  }

  private static func varint(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = count
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }

  private static func messagePack(_ count: Int, isBinary: Bool) -> [UInt8] {
    if !isBinary, count < 32 { return [0xA0 | UInt8(count)] }
    let width = count < 1 << 8 ? 0 : count < 1 << 16 ? 1 : 2
    let type = (isBinary ? 0xC4 : 0xD9) + UInt8(width)
    return [type] + bytes(count, 1 << width)
  }

  private static func cbor(_ count: Int, type: UInt8) -> [UInt8] {
    if count < 24 { return [type | UInt8(count)] }
    let width = count < 1 << 8 ? 0 : count < 1 << 16 ? 1 : 2
    return [type | UInt8(24 + width)] + bytes(count, 1 << width)
  }

  /// A number in `width` bytes, the highest first.
  private static func bytes(_ count: Int, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
  }
}
