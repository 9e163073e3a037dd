/// Names a finding by what it is and not by what was found: two recordings of one session agree on it, and nothing can be guessed from it.
package enum Fingerprint {
  /// 16 hex digits of FNV-1a over the parts.
  package static func of(rule: String, destination: String, event: String?, field: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in [rule, destination, event ?? "", field] {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      // A separator that no UTF-8 text holds.
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
