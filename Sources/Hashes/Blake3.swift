/// BLAKE3 of a message of one chunk, 256 bits: https://github.com/BLAKE3-team/BLAKE3-specs, §§ 2.1–2.4
///
/// No library in Debian 12 has it. What is known of a person is shorter than a chunk, so no tree is needed.
package enum Blake3 {
  /// The longest message in bytes.
  package static let longest = 1024

  /// The digest; nil for a message of more than a chunk.
  package static func of(_ message: [UInt8]) -> [UInt8]? {
    guard message.count <= longest else { return nil }
    let blocks = max(1, (message.count + 63) / 64)
    var chain = initial
    for block in 0..<blocks {
      let part = message[min(block * 64, message.count)..<min(block * 64 + 64, message.count)]
      // Chunk start, chunk end and root.
      let flags: UInt32 = (block == 0 ? 1 : 0) | (block == blocks - 1 ? 2 | 8 : 0)
      chain = compressed(chain, words(of: part), count: UInt32(part.count), flags: flags)
    }
    return chain.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
  }

  private static let initial: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private static let permutation = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]
  /// The columns and the diagonals of the state.
  private static let lines = [
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
  ]

  private static func words(of block: ArraySlice<UInt8>) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: 16)
    for (at, byte) in block.enumerated() { words[at / 4] |= UInt32(byte) << UInt32(at % 4 * 8) }
    return words
  }

  private static func compressed(_ chain: [UInt32], _ block: [UInt32], count: UInt32, flags: UInt32) -> [UInt32] {
    var state = chain + initial[..<4] + [0, 0, count, flags]
    var block = block
    for round in 0..<7 {
      if round > 0 { block = permutation.map { block[$0] } }
      for (at, line) in lines.enumerated() { mix(&state, line, block[at * 2], block[at * 2 + 1]) }
    }
    return (0..<8).map { state[$0] ^ state[$0 + 8] }
  }

  private static func mix(_ state: inout [UInt32], _ line: (Int, Int, Int, Int), _ x: UInt32, _ y: UInt32) {
    let (a, b, c, d) = line
    func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
    for (word, (first, second)) in [(x, (UInt32(16), UInt32(12))), (y, (8, 7))] {
      state[a] = state[a] &+ state[b] &+ word
      state[d] = turned(state[d] ^ state[a], first)
      state[c] = state[c] &+ state[d]
      state[b] = turned(state[b] ^ state[c], second)
    }
  }
}
