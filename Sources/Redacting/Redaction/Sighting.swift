import Bytes
import Knowledge

/// What the first reading found in a record: the values to remove, as written, and random-looking strings that are kept.
struct Sighting: Sendable {
  struct Value: Sendable {
    var removal: Removal
    /// The range of its bytes among those of the sighting.
    var bytes: Range<Int>
  }

  struct Stay: Sendable {
    var spared: Spared
    /// The range of its bytes; empty if it is too long for the name of an asset.
    var bytes: Range<Int>
  }

  private(set) var values: [Value] = []
  private(set) var stays: [Stay] = []
  private(set) var bytes: [UInt8] = []

  mutating func add(_ removal: Removal, _ value: Span<UInt8>) { values.append(Value(removal: removal, bytes: keep(value))) }

  mutating func add(_ spared: Spared, _ value: Span<UInt8>) {
    let isShort = value.count <= RemovalFinder.longestAsset
    stays.append(Stay(spared: spared, bytes: isShort ? keep(value) : bytes.count..<bytes.count))
  }

  private mutating func keep(_ value: Span<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(copying: value)
    return start..<bytes.count
  }
}
