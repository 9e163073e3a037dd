/// The first `length` bytes of patterns, each with its patterns.
struct Windows {
  let mask: UInt64
  private var windows: [(window: UInt64, patterns: Range<Int>)] = []
  /// A bit for each hash of a window, so that most positions need no lookup in the table.
  private var bits: [UInt64] = []
  private var shift: UInt64 = 0
  /// The windows by their hash: their number plus one, 0 if none.
  private var slots: [Int32] = []

  init(length: Int) {
    mask = length == 8 ? .max : 1 << UInt64(length * 8) - 1
  }

  var isEmpty: Bool { windows.isEmpty }

  /// Adds a pattern; those with the same window must come one after the other.
  mutating func add(_ window: UInt64, _ pattern: Int) {
    if let last = windows.last, last.window == window {
      windows[windows.count - 1].patterns = last.patterns.lowerBound..<pattern + 1
    } else {
      windows.append((window, pattern..<pattern + 1))
    }
  }

  mutating func seal() {
    var power: UInt64 = 16
    while power < 26, 1 << power < windows.count * 32 { power += 1 }
    shift = 64 - power
    bits = [UInt64](repeating: 0, count: 1 << Int(power - 6))
    var size = 16
    while size < windows.count * 2 { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    for (number, entry) in windows.enumerated() {
      let hash = Self.hash(entry.window)
      let bit = hash >> shift
      bits[Int(bit >> 6)] |= 1 << (bit & 63)
      var slot = Int(hash >> 32) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(number + 1)
    }
  }

  /// The patterns that begin with a window; nil if there are none.
  func candidates(_ window: UInt64) -> Range<Int>? {
    let hash = Self.hash(window)
    let bit = hash >> shift
    guard !bits.isEmpty, bits[Int(bit >> 6)] & 1 << (bit & 63) != 0 else { return nil }
    var slot = Int(hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = windows[Int(slots[slot]) - 1]
      if entry.window == window { return entry.patterns }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private static func hash(_ window: UInt64) -> UInt64 { window &* 0x9E37_79B9_7F4A_7C15 }
}
