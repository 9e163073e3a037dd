import Bytes
import Payloads
import Zlib
import Zstd

extension FuzzTarget {
  /// The codecs of layers: a decoded text can be encoded again in the same form, and then reads the same.
  static let codecs = FuzzTarget("codecs", longest: 512) { input in
    for codec in [JSONEscapes.self, Percent.self, FormPercent.self, HTMLEntities.self, QuotedPrintable.self] as [any TransparentCodec.Type]
    {
      if let complaint = transparent(codec, input.span) { return complaint }
    }
    return opaque(input) ?? packed(input)
  }

  private static func transparent(_ codec: any TransparentCodec.Type, _ text: Span<UInt8>) -> String? {
    let decoded = codec.decoded(text)
    let encoded = codec.encoded(text)
    let expected = Array(copying: text)
    if codec.decoded(encoded.span) != expected { return "\(codec): what was encoded reads as something else" }
    let ranges = decoded.indices.map { $0..<$0 + 1 }
    let sources = codec.sources(of: ranges, in: text)
    if sources.count != ranges.count { return "\(codec): \(sources.count) places for \(ranges.count) bytes" }
    return misplaced(codec, text)
  }

  /// Ways to decode, each with the way back in the form of the original text.
  private static let manners:
    [(name: String, decode: @Sendable (Span<UInt8>) -> [UInt8]?, encode: @Sendable (Span<UInt8>, Span<UInt8>) -> [UInt8])] =
      [
        ("base64", { Base64.decoded($0) }, { Base64.encoded($0, like: $1) }),
        ("base32", { Base32.decoded($0) }, { Base32.encoded($0, like: $1) }),
        ("hex", { Hex.decoded($0) }, { Hex.encoded($0, like: $1) }),
        ("latin1", { Disguise.bytes(ofLatin1: $0) }, { bytes, _ in Disguise.latin1(of: bytes) }),
        ("reversed", { Disguise.reversed($0) }, { bytes, _ in Disguise.reversed(bytes) }),
        ("xor", { Disguise.masked($0) }, { bytes, _ in Disguise.masked(bytes) }),
        ("numbers", { ByteNumbers.read($0, from: 0)?.bytes }, { ByteNumbers.encoded($0, like: $1) }),
        ("mojibake", { Mojibake.undone($0)?.text }, { bytes, _ in Mojibake.written(bytes) }),
      ]

  private static func opaque(_ input: [UInt8]) -> String? {
    for (name, decode, encode) in manners {
      guard let decoded = decode(input.span) else { continue }
      let again = encode(decoded.span, input.span)
      if decode(again.span) != decoded { return "\(name): what was encoded again reads as something else" }
    }
    // LZ-string works on UTF-16 units: what is not UTF-8 cannot be written with it.
    if LZString.looksEncoded(input.span), let decoded = LZString.decoded(input.span, limit: 1 << 20), UTF8Text.isValid(decoded.span) {
      let again = LZString.encoded(decoded.span, like: input.span)
      if LZString.decoded(again.span, limit: 1 << 20) != decoded { return "lz-string: what was encoded again reads as something else" }
    }
    return nil
  }

  private static func packed(_ input: [UInt8]) -> String? {
    let limit = 1 << 20
    for wrapping in [Zlib.Wrapping.gzip, .zlib, .raw] {
      let inflated = Zlib.inflate(input.span, wrapping, limit: limit)
      if inflated.bytes.count > limit { return "inflated past the limit" }
      if Zlib.inflate(Zlib.deflate(input.span, wrapping).span, wrapping, limit: limit).bytes != input {
        return "\(wrapping): packed to something else"
      }
    }
    if ZstdStream.decompress(input.span, limit: limit).bytes.count > limit { return "unpacked past the limit" }
    return ZstdStream.decompress(ZstdStream.compress(input.span).span, limit: limit).bytes == input ? nil : "zstd: packed to something else"
  }
}
