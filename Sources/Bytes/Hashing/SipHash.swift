/// SipHash-2-4 (Aumasson and Bernstein 2012, https://www.aumasson.jp/siphash/): a keyed 64-bit hash that looks random without the key.
package struct SipHash: Equatable, Sendable {
  private let k0: UInt64
  private let k1: UInt64

  /// Takes a key of 16 bytes. Further bytes are ignored, and missing ones are zero.
  package init(key: [UInt8]) {
    let word = { (from: Int) in (0..<8).reduce(UInt64(0)) { $0 | UInt64(from + $1 < key.count ? key[from + $1] : 0) << UInt64(8 * $1) } }
    (k0, k1) = (word(0), word(8))
  }

  /// The hash of a message; with `isFolded`, ASCII letters count as lower case.
  package func hash(_ message: Span<UInt8>, isFolded: Bool = false) -> UInt64 {
    var state = State(k0, k1)
    let whole = message.count & ~7
    var at = 0
    while at < whole {
      let word = Self.word(message, at, 8)
      state.absorb(isFolded ? Self.folded(word) : word)
      at += 8
    }
    let rest = Self.word(message, at, message.count - at)
    return state.finish((isFolded ? Self.folded(rest) : rest) | UInt64(truncatingIfNeeded: message.count) << 56)
  }

  @inline(__always)
  private static func word(_ message: Span<UInt8>, _ from: Int, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for at in 0..<count { word |= UInt64(message[from &+ at]) << UInt64(8 &* at) }
    return word
  }

  /// Eight bytes with ASCII capitals in lower case.
  @inline(__always)
  private static func folded(_ word: UInt64) -> UInt64 {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    // The high bit of each byte says whether it is at least `A`, and whether it is more than `Z`.
    let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
    let pastZ = low &+ 0x2525_2525_2525_2525
    let isCapital = fromA & ~pastZ & ~word & 0x8080_8080_8080_8080
    return word | isCapital >> 2
  }

  private struct State {
    var v0, v1, v2, v3: UInt64

    init(_ k0: UInt64, _ k1: UInt64) {
      v0 = k0 ^ 0x736F_6D65_7073_6575
      v1 = k1 ^ 0x646F_7261_6E64_6F6D
      v2 = k0 ^ 0x6C79_6765_6E65_7261
      v3 = k1 ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func round() {
      v0 = v0 &+ v1
      v1 = v1 << 13 | v1 >> 51
      v1 ^= v0
      v0 = v0 << 32 | v0 >> 32
      v2 = v2 &+ v3
      v3 = v3 << 16 | v3 >> 48
      v3 ^= v2
      v0 = v0 &+ v3
      v3 = v3 << 21 | v3 >> 43
      v3 ^= v0
      v2 = v2 &+ v1
      v1 = v1 << 17 | v1 >> 47
      v1 ^= v2
      v2 = v2 << 32 | v2 >> 32
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func finish(_ word: UInt64) -> UInt64 {
      absorb(word)
      v2 ^= 0xFF
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }
  }
}
