/// The Secure Hash Algorithm with digests of 32 bytes (FIPS 180-4, § 6.2), over bytes that come block by block.
package struct SHA256 {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  /// What does not fill a block yet.
  private var rest: [UInt8] = []
  private var count = 0
  private var schedule = [UInt32](repeating: 0, count: 64)

  package init() {}

  /// A digest as hex digits.
  package static func hex(_ digest: [UInt8]) -> String { String(decoding: digest.flatMap { Hex.digits(of: $0) }, as: UTF8.self) }

  package static func digest(of message: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(message.span)
    return hash.finish()
  }

  /// Goes on with more of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    count += bytes.count
    var at = 0
    if !rest.isEmpty {
      while at < bytes.count, rest.count < 64 {
        rest.append(bytes[at])
        at += 1
      }
      guard rest.count == 64 else { return }
      let block = rest
      rest.removeAll(keepingCapacity: true)
      mix(block.span, at: 0)
    }
    while at + 64 <= bytes.count {
      mix(bytes, at: at)
      at += 64
    }
    while at < bytes.count {
      rest.append(bytes[at])
      at += 1
    }
  }

  /// Ends the message and returns its digest.
  package mutating func finish() -> [UInt8] {
    let length = UInt64(count) * 8
    let zeros = (119 - count % 64) % 64
    let end = [0x80] + [UInt8](repeating: 0, count: zeros) + (0..<8).reversed().map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    update(end.span)
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
  }

  private mutating func mix(_ bytes: Span<UInt8>, at start: Int) {
    for word in 0..<16 {
      let at = start + word * 4
      schedule[word] = UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3])
    }
    for at in 16..<64 {
      let (a, b) = (schedule[at - 15], schedule[at - 2])
      let low = Self.rotated(a, 7) ^ Self.rotated(a, 18) ^ a >> 3
      let high = Self.rotated(b, 17) ^ Self.rotated(b, 19) ^ b >> 10
      schedule[at] = schedule[at - 16] &+ low &+ schedule[at - 7] &+ high
    }
    let constants = Self.constants
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for at in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let first = h &+ (Self.rotated(e, 6) ^ Self.rotated(e, 11) ^ Self.rotated(e, 25)) &+ choice &+ constants[at] &+ schedule[at]
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let second = (Self.rotated(a, 2) ^ Self.rotated(a, 13) ^ Self.rotated(a, 22)) &+ majority
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
  ]
}
