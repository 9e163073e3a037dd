/// Reads CBOR (RFC 8949). Tags add nothing to a value.
struct CBORReader: MapReader {
  var offset = 0
  var strings = 0

  func isContainer(_ bytes: Span<UInt8>) -> Bool { 0x80...0xBB ~= bytes[0] || bytes[0] == 0x9F || bytes[0] == 0xBF }

  mutating func next(_ bytes: Span<UInt8>) throws(MapDamage) -> MapValue {
    var head = try byte(bytes)
    while head >> 5 == 6 {
      _ = try argument(head, bytes)
      head = try byte(bytes)
    }
    let isOpen = head & 31 == 31
    switch head >> 5 {
    case 0, 1:
      _ = try argument(head, bytes)
      return .number
    // Strings in pieces are rare, and no library of an analytics vendor writes them.
    case 2: return try .binary(range(argument(head, bytes), bytes))
    case 3: return try .string(range(argument(head, bytes), bytes))
    case 4: return try .array(isOpen ? nil : count(argument(head, bytes), bytes))
    case 5: return try .map(isOpen ? nil : count(argument(head, bytes), bytes))
    default:
      if isOpen { return .end }
      _ = try argument(head, bytes)
      return .number
    }
  }

  private mutating func byte(_ bytes: Span<UInt8>) throws(MapDamage) -> UInt8 {
    guard offset < bytes.count else { throw .damage }
    offset += 1
    return bytes[offset - 1]
  }

  /// The argument of a head: its low five bits, or 1, 2, 4 or 8 bytes after it (RFC 8949 § 3).
  private mutating func argument(_ head: UInt8, _ bytes: Span<UInt8>) throws(MapDamage) -> Int {
    let low = Int(head & 31)
    guard low >= 24 else { return low }
    guard low < 28 else { throw .damage }
    var number: UInt64 = 0
    for at in try range(1 << (low - 24), bytes) { number = number << 8 | UInt64(bytes[at]) }
    return Int(truncatingIfNeeded: number & UInt64(Int.max))
  }
}
