import Bytes

/// Places that contain credentials by definition, whatever they look like.
enum CredentialPlaces {
  /// Whether a field name, as rules compare it, is that of an API key. Even a key that is not secret identifies an account.
  static func isKey(_ name: String) -> Bool { keys.contains(name) }

  private static let keys: Set<String> = [
    "writekey", "apikey", "accesskey", "clienttoken", "sdkkey", "projectkey", "ingestionkey", "instrumentationkey", "ikey", "licensekey",
    "token",
    "apitoken", "sentrykey", "publickey", "appkey", "clientkey", "xapikey", "statsigapikey", "statsigclientkey",
  ]

  /// Whether a text looks like a key, and not like a word or a flag.
  static func looksLikeKey(_ text: Span<UInt8>) -> Bool {
    text.count >= 12 && ByteClass.of(text).some.contains(.digit) && !ByteClass.of(text).some.contains(.space)
  }

  /// The credential in a header's value: the part after the scheme (RFC 9110 § 11.4).
  static func credential(in value: Span<UInt8>) -> Range<Int> {
    for at in 0..<min(16, value.count) where value[at] == 0x20 {
      return at + 1 < value.count ? at + 1..<value.count : 0..<value.count
    }
    return 0..<value.count
  }
}
