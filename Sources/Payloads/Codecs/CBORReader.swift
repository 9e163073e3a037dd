/// A position in CBOR data (RFC 8949), which moves on value by value.
struct CBORReader {
  enum Damage: Error {
    case damage
  }

  /// A value. The elements of a container follow it; without a count they end with a break.
  enum Value {
    case string(Range<Int>), binary(Range<Int>)
    /// Numbers, booleans, null and undefined.
    case number
    case array(Int?), map(Int?)
    case end
  }

  private(set) var offset = 0
  /// The number of strings that were read or skipped.
  private(set) var strings = 0

  /// Whether the data begins with a map or a list.
  func isContainer(_ bytes: Span<UInt8>) -> Bool { 0x80...0xBB ~= bytes[0] || bytes[0] == 0x9F || bytes[0] == 0xBF }

  /// Skips a value with everything in it. The keys of maps must be strings.
  mutating func skip(_ bytes: Span<UInt8>, depth: Int) throws(Damage) {
    if try skipOrEnd(bytes, depth: depth) { throw .damage }
  }

  /// The same for an element of a container. Returns whether it was the break that ends one.
  private mutating func skipOrEnd(_ bytes: Span<UInt8>, depth: Int) throws(Damage) -> Bool {
    guard depth < 64 else { throw .damage }
    switch try next(bytes) {
    case .string: strings += 1
    case .binary, .number: break
    case .end: return true
    case .array(let count):
      for _ in 0..<(count ?? .max) where try skipOrEnd(bytes, depth: depth + 1) {
        guard count == nil else { throw .damage }
        break
      }
    case .map(let count):
      for _ in 0..<(count ?? .max) {
        switch try next(bytes) {
        case .string: try skip(bytes, depth: depth + 1)
        case .end where count == nil: return false
        default: throw .damage
        }
      }
    }
    return false
  }

  /// Reads a scalar, or the head of a container. Tags add nothing to a value.
  mutating func next(_ bytes: Span<UInt8>) throws(Damage) -> Value {
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

  private mutating func byte(_ bytes: Span<UInt8>) throws(Damage) -> UInt8 {
    guard offset < bytes.count else { throw .damage }
    offset += 1
    return bytes[offset - 1]
  }

  /// The argument of a head: its low five bits, or 1, 2, 4 or 8 bytes after it (RFC 8949 § 3).
  private mutating func argument(_ head: UInt8, _ bytes: Span<UInt8>) throws(Damage) -> Int {
    let low = Int(head & 31)
    guard low >= 24 else { return low }
    guard low < 28 else { throw .damage }
    var number: UInt64 = 0
    for at in try range(1 << (low - 24), bytes) { number = number << 8 | UInt64(bytes[at]) }
    return Int(truncatingIfNeeded: number & UInt64(Int.max))
  }

  /// Checks a count: a container cannot have more elements than there are bytes left.
  private func count(_ count: Int, _ bytes: Span<UInt8>) throws(Damage) -> Int {
    guard count <= bytes.count - offset else { throw .damage }
    return count
  }

  private mutating func range(_ size: Int, _ bytes: Span<UInt8>) throws(Damage) -> Range<Int> {
    guard size >= 0, size <= bytes.count - offset else { throw .damage }
    offset += size
    return offset - size..<offset
  }
}
