/// MurmurHash3 of a message without a seed, by Austin Appleby: https://github.com/aappleby/smhasher/wiki/MurmurHash3
///
/// No library in Debian has it. Results are most significant byte first, as its author prints them.
package enum Murmur3 {
  /// The 32 bits for x86.
  package static func of32(_ message: [UInt8]) -> [UInt8] {
    var hash: UInt32 = 0
    func mixed(_ word: UInt32) -> UInt32 { rotated(word &* 0xCC9E_2D51, 15) &* 0x1B87_3593 }
    let blocks = message.count / 4
    for block in 0..<blocks { hash = rotated(hash ^ mixed(word(message, block * 4, 4)), 13) &* 5 &+ 0xE654_6B64 }
    if message.count % 4 > 0 { hash ^= mixed(word(message, blocks * 4, message.count % 4)) }
    hash ^= UInt32(truncatingIfNeeded: message.count)
    hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
    hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
    return bytes(of: hash ^ hash >> 16)
  }

  /// The 128 bits for x64.
  package static func of128(_ message: [UInt8]) -> [UInt8] {
    let (first, second) = halves(of: message)
    return bytes(of: first) + bytes(of: second)
  }

  /// The halves of the 128 bits for x64.
  package static func halves(of message: [UInt8]) -> (first: UInt64, second: UInt64) {
    let (c1, c2): (UInt64, UInt64) = (0x87C3_7B91_1142_53D5, 0x4CF5_AD43_2745_937F)
    var (h1, h2): (UInt64, UInt64) = (0, 0)
    let blocks = message.count / 16
    for block in 0..<blocks {
      let (k1, k2): (UInt64, UInt64) = (word(message, block * 16, 8), word(message, block * 16 + 8, 8))
      h1 ^= rotated(k1 &* c1, 31) &* c2
      h1 = (rotated(h1, 27) &+ h2) &* 5 &+ 0x52DC_E729
      h2 ^= rotated(k2 &* c2, 33) &* c1
      h2 = (rotated(h2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
    }
    let rest = message.count % 16
    if rest > 8 { h2 ^= rotated(word(message, blocks * 16 + 8, rest - 8) &* c2, 33) &* c1 }
    if rest > 0 { h1 ^= rotated(word(message, blocks * 16, min(rest, 8)) &* c1, 31) &* c2 }
    h1 ^= UInt64(message.count)
    h2 ^= UInt64(message.count)
    h1 = h1 &+ h2
    h2 = h2 &+ h1
    (h1, h2) = (finished(h1), finished(h2))
    h1 = h1 &+ h2
    h2 = h2 &+ h1
    return (h1, h2)
  }

  private static func finished(_ word: UInt64) -> UInt64 {
    var word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
    word = (word ^ word >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return word ^ word >> 33
  }

  private static func rotated<Word: FixedWidthInteger & UnsignedInteger>(_ word: Word, _ count: Int) -> Word {
    word << count | word >> (Word.bitWidth - count)
  }

  /// Up to eight bytes as a number, the least significant first.
  private static func word<Word: FixedWidthInteger>(_ message: [UInt8], _ start: Int, _ count: Int) -> Word {
    var word: Word = 0
    for at in 0..<count { word |= Word(message[start + at]) << (at * 8) }
    return word
  }
}
