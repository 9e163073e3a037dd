/// A map from hashes to numbers. The keys are well distributed already, so they are not hashed again.
package struct HashIndex: Sendable {
  /// Open addressing; the key 0 marks a free slot.
  private var keys: [UInt64] = []
  private var values: [Int32] = []
  package private(set) var count = 0

  package init() {}

  package var isEmpty: Bool { count == 0 }

  /// The number of a hash; nil for none.
  package subscript(hash: UInt64) -> Int32? {
    guard count > 0 else { return nil }
    let key = hash == 0 ? 1 : hash
    let mask = keys.count &- 1
    var slot = Int(truncatingIfNeeded: key ^ key >> 32) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// Adds a number for a hash, unless it has one.
  /// - Returns: Whether it had none.
  @discardableResult
  package mutating func insert(_ value: Int32, at hash: UInt64) -> Bool {
    if (count + 1) * 2 > keys.count { grow() }
    let key = hash == 0 ? 1 : hash
    let mask = keys.count &- 1
    var slot = Int(truncatingIfNeeded: key ^ key >> 32) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return false }
      slot = (slot &+ 1) & mask
    }
    (keys[slot], values[slot]) = (key, value)
    count += 1
    return true
  }

  private mutating func grow() {
    var larger = HashIndex()
    larger.keys = [UInt64](repeating: 0, count: max(64, keys.count * 2))
    larger.values = [Int32](repeating: 0, count: larger.keys.count)
    for slot in keys.indices where keys[slot] != 0 { larger.insert(values[slot], at: keys[slot]) }
    self = larger
  }

  /// The same index with every number changed.
  package func mapped(_ change: (Int32) -> Int32) -> HashIndex {
    var mapped = self
    for slot in keys.indices where keys[slot] != 0 { mapped.values[slot] = change(values[slot]) }
    return mapped
  }
}
