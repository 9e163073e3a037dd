/// A position in a binary format with maps, which moves on value by value: MessagePack and CBOR.
protocol MapReader {
  init()

  var offset: Int { get set }
  /// The number of strings that were skipped.
  var strings: Int { get set }

  /// Whether the data begins with a map or a list.
  func isContainer(_ bytes: Span<UInt8>) -> Bool

  /// Reads a scalar, or the head of a container.
  mutating func next(_ bytes: Span<UInt8>) throws(MapDamage) -> MapValue
}

/// A value of such a format. The elements of a container follow it; without a count they end with a break.
enum MapValue {
  case string(Range<Int>), binary(Range<Int>)
  /// Numbers, booleans, null, and what only the format itself knows.
  case number
  case array(Int?), map(Int?)
  case end
}

/// The data end early, or are no data of the format.
enum MapDamage: Error {
  case damage
}

extension MapReader {
  /// Whether a value, or with `isSequence` several in a row, fills all bytes and contains a string.
  static func fills(_ bytes: Span<UInt8>, isSequence: Bool = false) -> Bool {
    var reader = Self()
    repeat {
      guard (try? reader.skip(bytes, depth: 0)) != nil else { return false }
    } while isSequence && reader.offset < bytes.count
    return reader.offset == bytes.count && reader.strings > 0
  }

  /// Skips a value with everything in it. The keys of maps must be strings.
  mutating func skip(_ bytes: Span<UInt8>, depth: Int) throws(MapDamage) {
    if try skipOrEnd(bytes, depth: depth) { throw .damage }
  }

  /// The same for an element of a container. Returns whether it was the break that ends one.
  private mutating func skipOrEnd(_ bytes: Span<UInt8>, depth: Int) throws(MapDamage) -> Bool {
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

  /// Checks a count: a container cannot have more elements than there are bytes left.
  func count(_ count: Int, _ bytes: Span<UInt8>) throws(MapDamage) -> Int {
    guard count <= bytes.count - offset else { throw .damage }
    return count
  }

  /// Moves past `size` bytes, and returns their range.
  mutating func range(_ size: Int, _ bytes: Span<UInt8>) throws(MapDamage) -> Range<Int> {
    guard size >= 0, size <= bytes.count - offset else { throw .damage }
    offset += size
    return offset - size..<offset
  }
}
