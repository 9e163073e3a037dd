internal import Zlib
internal import Zstd

/// Compressed data in the second reading.
extension FlatText {
  /// The content of gzip, zlib or Zstandard, also if a capture wrote each byte as a character.
  static func unpacked(_ text: [UInt8]) -> [UInt8]? {
    if text.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      let bytes = ZstdStream.decompress(text.span, limit: 64 << 20).bytes
      return bytes.count > 8 ? bytes : nil
    }
    guard text.count > 8, text[0] == 0x1F || text[0] == 0x78 else { return nil }
    for bytes in [text, String(decoding: text, as: UTF8.self).unicodeScalars.compactMap { UInt8(exactly: $0.value) }] {
      let wrapping: Zlib.Wrapping? = Zlib.isGzip(bytes.span) ? .gzip : Zlib.isZlib(bytes.span) ? .zlib : nil
      guard let wrapping else { continue }
      let inflated = Zlib.inflate(bytes.span, wrapping, limit: 64 << 20).bytes
      if inflated.count > 8 { return inflated }
    }
    return nil
  }

  /// The text that DEFLATE without a wrapping contains (RFC 1951), as SAML has it in base64; nil for other bytes. They have no signature, so
  /// they must be one complete stream of a readable text.
  static func inflated(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 12, 1...2 ~= bytes[0] >> 1 & 3 else { return nil }
    let inflated = Zlib.inflate(bytes.span, .raw, limit: 64 << 20)
    guard inflated.end == .complete, inflated.consumed == bytes.count, inflated.bytes.count > 8, isReadable(inflated.bytes) else {
      return nil
    }
    return inflated.bytes
  }
}
