/// Tokens, hashes and identifiers: strings that are compared, not read.
package enum Tokens {
  /// A JWT whose header decodes (RFC 7519 § 7.2). The dots may still be percent-encoded.
  package static func isJWT(_ value: Span<UInt8>) -> Bool {
    guard Percent.isEncoded(value) else { return JWT.parts(of: value) != nil }
    return JWT.parts(of: Percent.decoded(value).span) != nil
  }

  /// 8-4-4-4-12 hex digits (RFC 9562 § 4).
  package static func isUUID(_ value: Span<UInt8>) -> Bool {
    guard value.count == 36 else { return false }
    for at in 0..<36 {
      let isHyphen = at == 8 || at == 13 || at == 18 || at == 23
      guard isHyphen ? value[at] == UInt8(ascii: "-") : Hex.value(of: value[at]) != nil else { return false }
    }
    return true
  }

  /// As many hex digits as a known hash function writes, and not the hash of an empty message.
  package static func isHash(_ value: Span<UInt8>) -> Bool {
    guard [32, 40, 56, 64, 96, 128].contains(value.count), ByteClass.of(value).every.contains(.hex) else { return false }
    let text = String(copying: value).lowercased()
    return !emptyHashes.contains(text) && Set(text).count > 4
  }

  /// An opaque identifier: a number, a UUID, an Atlassian account ID, hex, a token of letters and digits.
  package static func isIdentifier(_ value: Span<UInt8>) -> Bool {
    let (some, every) = ByteClass.of(value)
    // Ada, Bea and Fabe consist of hex letters; an identifier has a digit, or is longer.
    if value.isEmpty || isUUID(value) || every.contains(.hex) && (some.contains(.digit) || value.count >= 12) { return true }
    if some.contains(.space) || some.contains(.other) { return false }
    for at in 0..<value.count where value[at] == UInt8(ascii: "@") { return false }
    return some.contains(.digit)
  }

  /// A random-looking token: long, mixed, and neither a UUID nor a placeholder.
  package static func isSecret(_ value: Span<UInt8>) -> Bool {
    let (some, _) = ByteClass.of(value)
    guard 16...4096 ~= value.count, !some.contains(.space), some.contains(.letter), !isUUID(value) else { return false }
    let text = String(copying: value)
    if ["${", "{{", "<", "***", "xxx", "XXX", "REDACTED", "redacted"].contains(where: text.contains) { return false }
    let upper = text.contains { $0.isUppercase }
    let lower = text.contains { $0.isLowercase }
    return [upper, lower, some.contains(.digit)].count { $0 } >= 2 && Set(text).count >= 8
  }

  /// MD5, SHA-1, SHA-224, SHA-256 and the beginnings of SHA-384 and SHA-512 of an empty message.
  private static let emptyHashes: Set<String> = [
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
    "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
  ]
}
