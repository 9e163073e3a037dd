/// Reads MessagePack (specification: github.com/msgpack). Extensions count as numbers.
struct MessagePackReader: MapReader {
  var offset = 0
  var strings = 0

  func isContainer(_ bytes: Span<UInt8>) -> Bool {
    switch bytes[0] {
    case 0x80...0x9F, 0xDC...0xDF: true
    default: false
    }
  }

  mutating func next(_ bytes: Span<UInt8>) throws(MapDamage) -> MapValue {
    let head = try Int(number(1, bytes))
    switch head {
    case 0x00...0x7F, 0xE0...0xFF, 0xC0, 0xC2, 0xC3: return .number
    case 0x80...0x8F: return try .map(count(head & 15, bytes))
    case 0x90...0x9F: return try .array(count(head & 15, bytes))
    case 0xA0...0xBF: return try .string(range(head & 31, bytes))
    case 0xC4, 0xC5, 0xC6: return try .binary(range(number(1 << (head - 0xC4), bytes), bytes))
    case 0xD9, 0xDA, 0xDB: return try .string(range(number(1 << (head - 0xD9), bytes), bytes))
    case 0xCA, 0xCB: _ = try range(4 << (head - 0xCA), bytes)
    case 0xCC...0xCF: _ = try range(1 << (head - 0xCC), bytes)
    case 0xD0...0xD3: _ = try range(1 << (head - 0xD0), bytes)
    case 0xD4...0xD8: _ = try range(1 + 1 << (head - 0xD4), bytes)
    case 0xC7, 0xC8, 0xC9: _ = try range(1 + number(1 << (head - 0xC7), bytes), bytes)
    case 0xDC, 0xDD: return try .array(count(number(2 << (head - 0xDC), bytes), bytes))
    case 0xDE, 0xDF: return try .map(count(number(2 << (head - 0xDE), bytes), bytes))
    default: throw .damage
    }
    return .number
  }

  private mutating func number(_ size: Int, _ bytes: Span<UInt8>) throws(MapDamage) -> Int {
    var number = 0
    for at in try range(size, bytes) { number = number << 8 | Int(bytes[at]) }
    return number
  }
}
