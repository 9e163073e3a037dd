import Bytes

/// Sorts the patterns before the first search.
extension ValueSearch {
  /// Sorts the patterns by their windows and bytes, and notes which is a prefix of which.
  mutating func order() {
    let bytes = self.bytes
    let windows = patterns.map { pattern in
      let window = Self.window(bytes.span.extracting(pattern.start..<pattern.start + pattern.count), at: 0)
      return pattern.count >= Self.longEnough ? window & long.mask : window & short.mask
    }
    let isLong = patterns.map { $0.count >= Self.longEnough }
    // Most patterns differ in bytes that can be compared as one number.
    let keys = patterns.indices.map { number in
      (rank: windows[number] | (isLong[number] ? 0 : 1 << 63), head: head(patterns[number]), number: number)
    }
    let order = keys.sorted { one, other in
      if one.rank != other.rank { return one.rank < other.rank }
      if one.head != other.head { return one.head < other.head }
      let difference = difference(patterns[one.number], patterns[other.number])
      return difference == 0 ? one.number < other.number : difference < 0
    }.map(\.number)
    patterns = order.map { patterns[$0] }
    shorter = [Int32](repeating: -1, count: patterns.count)
    var around: [Int] = []
    for (number, old) in order.enumerated() {
      while let last = around.last, !begins(patterns[number], with: patterns[last]) { around.removeLast() }
      shorter[number] = Int32(around.last ?? -1)
      around.append(number)
      let window = windows[old]
      if isLong[old] { long.add(window, number) } else { short.add(window, number) }
    }
    long.seal()
    short.seal()
    reach = short.isEmpty ? Self.longEnough : Self.shortest
    leaps = [UInt8](repeating: UInt8(reach - 1), count: patterns.isEmpty ? 0 : 1 << 16)
    for window in windows {
      for place in 0..<reach - 1 {
        let pair = Int(window >> UInt64(place * 8) & 0xFFFF)
        leaps[pair] = min(leaps[pair], UInt8(reach - 2 - place))
      }
    }
  }

  /// The first eight bytes of a pattern as a number that sorts like the bytes.
  private func head(_ pattern: ValuePattern) -> UInt64 {
    var head: UInt64 = 0
    for at in 0..<8 { head = head << 8 | (at < pattern.count ? UInt64(bytes[pattern.start + at]) : 0) }
    return head
  }

  /// Negative if a pattern sorts before another by its bytes, zero if they are equal. Values of one kind often share a long prefix, so it
  /// compares eight bytes at a time.
  private func difference(_ one: ValuePattern, _ other: ValuePattern) -> Int {
    let common = min(one.count, other.count)
    let raw = unsafe bytes.span.bytes
    var at = 0
    while at + 8 <= common {
      // Within bounds: both patterns lie in `bytes` as a whole.
      let first = unsafe UInt64(bigEndian: raw.unsafeLoadUnaligned(fromByteOffset: one.start + at, as: UInt64.self))
      let second = unsafe UInt64(bigEndian: raw.unsafeLoadUnaligned(fromByteOffset: other.start + at, as: UInt64.self))
      if first != second { return first < second ? -1 : 1 }
      at += 8
    }
    while at < common {
      let (first, second) = (bytes[one.start + at], bytes[other.start + at])
      if first != second { return first < second ? -1 : 1 }
      at += 1
    }
    return one.count - other.count
  }

  private func begins(_ pattern: ValuePattern, with other: ValuePattern) -> Bool {
    other.count <= pattern.count && (0..<other.count).allSatisfy { bytes[pattern.start + $0] == bytes[other.start + $0] }
  }
}
