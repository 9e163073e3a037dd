/// Counts distinct values by keyed digests: exact up to ``exactCount``, an estimate beyond it.
///
/// It keeps the smallest digests. Digests are uniformly distributed, so the largest of those kept shows how many there are
/// (Bar-Yossef et al. 2002, "Counting Distinct Elements in a Data Stream"). The result does not depend on the order of values, so
/// the digests of two runs with one key can be merged.
package struct DistinctValues: Sendable {
  /// Up to this number the count is exact.
  package static let exactCount = 10_000
  /// Above this number the largest digests are removed.
  private static let most = 11_008
  /// The maximum number of slots: five sixths are used then. A log has hundreds of findings, and each core counts for itself.
  private static let mostSlots = 13_312
  /// The relative standard error of an estimate: 1/√(exactCount − 2).
  package static let error = 0.01

  /// Open addressing; 0 is a free slot.
  private var slots: [UInt64] = []
  private var used = 0
  /// Larger digests are not kept: there are enough below it.
  private var bound = UInt64.max

  package init() {}

  /// Adds a value by its digest.
  package mutating func insert(_ digest: UInt64) {
    let digest = max(digest, 1)
    guard digest <= bound else { return }
    if slots.isEmpty { slots = [0, 0] }
    guard place(digest) else { return }
    used += 1
    if used > Self.most { prune() } else if used * 4 > slots.count * 3, slots.count < Self.mostSlots { grow() }
  }

  /// Adds the values of another count with the same key.
  package mutating func formUnion(_ other: Self) {
    bound = min(bound, other.bound)
    for digest in other.slots where digest != 0 { insert(digest) }
  }

  /// The kept digests, smallest first.
  package var digests: [UInt64] {
    let sorted = slots.filter { $0 != 0 }.sorted()
    return sorted.count > Self.exactCount ? Array(sorted[..<Self.exactCount]) : sorted
  }

  /// The number of distinct values, exact or estimated.
  package var count: ValueCount {
    if used <= Self.exactCount, bound == .max { return ValueCount(number: used, isExact: true) }
    guard let last = digests.last else { return ValueCount(number: 0, isExact: true) }
    let estimate = Double(Self.exactCount - 1) / (Double(last) / 0x1p64)
    return ValueCount(number: Int(estimate), isExact: false)
  }

  /// Inserts a digest, unless it is there already or no slot is free.
  private mutating func place(_ digest: UInt64) -> Bool {
    var slot = Self.slot(of: digest, among: slots.count)
    while slots[slot] != 0 {
      if slots[slot] == digest { return false }
      slot += 1
      if slot == slots.count { slot = 0 }
    }
    slots[slot] = digest
    return true
  }

  /// The slot of a digest: its low half, scaled. Of the smallest digests the high half says little.
  static func slot(of digest: UInt64, among count: Int) -> Int { Int(((digest & 0xFFFF_FFFF) &* UInt64(count)) >> 32) }

  private mutating func grow() {
    let before = slots
    slots = [UInt64](repeating: 0, count: min(before.count * 2, Self.mostSlots))
    for digest in before where digest != 0 { _ = place(digest) }
  }

  /// Keeps only the smallest digests.
  private mutating func prune() {
    let kept = digests
    bound = kept[kept.count - 1]
    used = kept.count
    for slot in slots.indices { slots[slot] = 0 }
    for digest in kept { _ = place(digest) }
  }
}

/// A number of distinct values.
package struct ValueCount: Equatable, Sendable {
  package var number: Int
  /// Whether the number is exact; else it is an estimate with the standard error ``DistinctValues/error``.
  package var isExact: Bool

  package init(number: Int, isExact: Bool) {
    self.number = number
    self.isExact = isExact
  }

  /// The same, with an estimate limited to the total number of values.
  func limited(to most: Int) -> ValueCount { ValueCount(number: min(number, most), isExact: isExact) }

  /// `12`, or `about 48,000`, with only the significant digits of an estimate.
  package var description: String {
    guard !isExact else { return "\(number)" }
    var step = 1
    while number / step >= 1_000 { step *= 10 }
    return "about \((number + step * 5) / (step * 10) * step * 10)"
  }
}

extension DistinctValues: PartValue {
  func write(to part: inout PartWriter) {
    (count.isExact).write(to: &part)
    digests.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    let isExact: Bool = try part.value()
    let digests: [UInt64] = try part.value()
    guard digests.count <= Self.exactCount else { throw .damaged }
    for digest in digests { insert(digest) }
    if !isExact { bound = digests.last ?? 0 }
  }
}
