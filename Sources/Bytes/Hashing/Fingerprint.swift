/// Identifies a finding by its rule and place, never by its value: two recordings of one session agree, and it reveals nothing
/// about the value.
package enum Fingerprint {
  /// 16 hex digits of FNV-1a over the parts.
  package static func of(rule: String, destination: String, event: String?, field: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in [rule, destination, event ?? "", field] {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      // A separator that does not occur in UTF-8.
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
