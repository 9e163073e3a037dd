/// BLAKE3 of a message of one chunk, 256 bits: https://github.com/BLAKE3-team/BLAKE3-specs, §§ 2.1–2.4
///
/// No library in Debian 12 has it. What is known of a person is shorter than a chunk, so no tree is needed.
package enum Blake3 {
  /// The longest message in bytes.
  package static let longest = 1024

  private typealias Words = InlineArray<16, UInt32>

  /// The digest; nil for a message of more than a chunk.
  package static func of(_ message: [UInt8]) -> [UInt8]? {
    guard let chain = chain(of: message) else { return nil }
    var digest = [UInt8](repeating: 0, count: 32)
    for at in 0..<32 { digest[at] = UInt8(truncatingIfNeeded: chain[at / 4] >> UInt32(at % 4 * 8)) }
    return digest
  }

  /// The first eight bytes of the digest as a number, the most significant first; nil for a message of more than a chunk.
  package static func head(of message: [UInt8]) -> UInt64? {
    chain(of: message).map { UInt64($0[0].byteSwapped) << 32 | UInt64($0[1].byteSwapped) }
  }

  /// The words of the digest, the least significant byte first.
  private static func chain(of message: [UInt8]) -> InlineArray<8, UInt32>? {
    guard message.count <= longest else { return nil }
    let blocks = max(1, (message.count + 63) / 64)
    var chain = initial
    for block in 0..<blocks {
      let start = min(block * 64, message.count)
      let end = min(start + 64, message.count)
      var words = Words(repeating: 0)
      for at in start..<end { words[(at - start) / 4] |= UInt32(message[at]) << UInt32((at - start) % 4 * 8) }
      // Chunk start, chunk end and root.
      let flags: UInt32 = (block == 0 ? 1 : 0) | (block == blocks - 1 ? 2 | 8 : 0)
      chain = compressed(chain, words, count: UInt32(end - start), flags: flags)
    }
    return chain
  }

  private static let initial: InlineArray<8, UInt32> = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private static let permutation: InlineArray<16, Int> = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]

  private static func compressed(
    _ chain: InlineArray<8, UInt32>, _ block: Words, count: UInt32, flags: UInt32
  ) -> InlineArray<8, UInt32> {
    var state = Words(repeating: 0)
    for at in 0..<8 { state[at] = chain[at] }
    for at in 0..<4 { state[at + 8] = initial[at] }
    (state[14], state[15]) = (count, flags)
    var block = block
    for round in 0..<7 {
      if round > 0 {
        var permuted = Words(repeating: 0)
        for at in 0..<16 { permuted[at] = block[permutation[at]] }
        block = permuted
      }
      // The columns of the state, and its diagonals.
      for at in 0..<4 { mix(&state, at, at + 4, at + 8, at + 12, block[at * 2], block[at * 2 + 1]) }
      for at in 0..<4 {
        mix(&state, at, (at + 1) % 4 + 4, (at + 2) % 4 + 8, (at + 3) % 4 + 12, block[at * 2 + 8], block[at * 2 + 9])
      }
    }
    var output = InlineArray<8, UInt32>(repeating: 0)
    for at in 0..<8 { output[at] = state[at] ^ state[at + 8] }
    return output
  }

  private static func mix(_ state: inout Words, _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: UInt32, _ y: UInt32) {
    func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
    state[a] = state[a] &+ state[b] &+ x
    state[d] = turned(state[d] ^ state[a], 16)
    state[c] = state[c] &+ state[d]
    state[b] = turned(state[b] ^ state[c], 12)
    state[a] = state[a] &+ state[b] &+ y
    state[d] = turned(state[d] ^ state[a], 8)
    state[c] = state[c] &+ state[d]
    state[b] = turned(state[b] ^ state[c], 7)
  }
}
