import Testing
import Zlib
import Zstd

@testable import Bytes
@testable import Payloads

/// Decoded text of a layer can be encoded again, which redaction depends on.
@Suite struct LayerRoundTripTests {
  /// The encoded form of a text in a layer.
  private static func raw(_ kind: Layer.Kind, _ text: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    switch kind {
    case .escapes: Array(Encode.string(String(decoding: text, as: UTF8.self)).utf8.dropFirst().dropLast())
    case .percent, .form: Array(Encode.percent(String(decoding: text, as: UTF8.self)).utf8)
    case .entities: Array(Encode.entities(String(decoding: text, as: UTF8.self)).utf8)
    case .quotedPrintable: QuotedPrintable.encoded(text.span)
    case .numbers: Array(text.map(String.init).joined(separator: ",").utf8)
    case .windows1252: Mojibake.written(text.span)
    case .base64: Array((numbers.below(2) == 0 ? Encode.base64(text) : Encode.base64URL(text)).utf8)
    case .base32: Base32.encoded(text.span, like: Array((numbers.below(2) == 0 ? "========" : "A").utf8).span)
    case .jwt: Array(Encode.base64URL(text).utf8)
    case .hex: Array((numbers.below(2) == 0 ? Encode.hex(text) : Encode.hex(text).uppercased()).utf8)
    case .gzip: Zlib.deflate(text.span, .gzip)
    case .zlib: Zlib.deflate(text.span, .zlib)
    case .deflate: Zlib.deflate(text.span, .raw)
    case .zstd: ZstdStream.compress(text.span)
    case .reversed: text.reversed()
    case .xor: text.map { $0 ^ 0x1F }
    case .latin1: Array(String(String.UnicodeScalarView(text.map { UnicodeScalar($0) })).utf8)
    case .singleByte: String(decoding: text, as: UTF8.self).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    case .lzString: Array(LZCompressor.base64(String(decoding: text, as: UTF8.self)).utf8)
    case .utf16: [0xFF, 0xFE] + String(decoding: text, as: UTF8.self).utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .record, .file: []
    }
  }

  private static func decoded(_ kind: Layer.Kind, _ raw: [UInt8]) -> [UInt8]? {
    switch kind {
    case .escapes, .percent, .form, .entities, .quotedPrintable: kind.codec?.decoded(raw.span)
    case .base64, .jwt: raw.isEmpty ? [] : Base64.decoded(raw.span)
    case .base32: raw.isEmpty ? [] : Base32.decoded(raw.span)
    case .hex: raw.isEmpty ? [] : Hex.decoded(raw.span)
    case .gzip: Zlib.inflate(raw.span, .gzip, limit: 1 << 20).bytes
    case .zlib: Zlib.inflate(raw.span, .zlib, limit: 1 << 20).bytes
    case .deflate: Zlib.inflate(raw.span, .raw, limit: 1 << 20).bytes
    case .zstd: ZstdStream.decompress(raw.span, limit: 1 << 20).bytes
    case .reversed: Disguise.reversed(raw.span)
    case .xor: Disguise.masked(raw.span)
    case .latin1: Disguise.bytes(ofLatin1: raw.span)
    case .singleByte: Disguise.latin1(of: raw.span)
    case .windows1252: raw.isEmpty ? [] : Self.windows1252(raw)
    // A few numbers stay numbers.
    case .numbers:
      String(decoding: raw, as: UTF8.self).split(separator: ",").map { UInt8($0.filter(\.isNumber)) ?? 0 }
    // No compressed empty text begins with these bytes.
    case .lzString: LZString.decoded(raw.span, limit: 1 << 20) ?? []
    case .utf16:
      Array(String(decoding: stride(from: 2, to: raw.count, by: 2).map { UInt16(raw[$0]) | UInt16(raw[$0 + 1]) << 8 }, as: UTF16.self).utf8)
    case .record, .file: nil
    }
  }

  /// The bytes of a text in which each character stands for one byte.
  private static func windows1252(_ raw: [UInt8]) -> [UInt8] {
    String(decoding: raw, as: UTF8.self).unicodeScalars.map { scalar in
      (0x80...0xFF).first { (byte: UInt8) in
        let single = [byte]
        return Mojibake.written(single.span) == Array(String(scalar).utf8)
      } ?? UInt8(truncatingIfNeeded: scalar.value)
    }
  }

  /// Everything that is special in one of the encodings; `à` and the space after it contain a byte A0, which is a character in
  /// Latin-1.
  private static let pieces = [
    "a", "Z", "0", " ", "+", "%", "%41", "&", "&amp;", "&#64;", "<", ">", "\"", "'", "@", ".", "\\", "\\n", "\\u0041", "\n", "\t", "\u{1}",
    "\u{7F}", "é", "à", "\u{A0}", "=", "/", "-", "_", "~", "{\"a\":1}",
  ]
  /// Characters beyond Latin-1.
  private static let wide = ["€", "😀", "名前", "\u{FFFD}"]

  private static let kinds = Layer.Kind.allCases.filter { ![.record, .file].contains($0) }

  @Test(arguments: kinds)
  func aTextComesBack(_ kind: Layer.Kind) {
    var numbers = SeededNumbers(UInt64(kind.rawValue) + 1)
    for _ in 0..<150 {
      let pieces = kind == .singleByte ? Self.pieces : Self.pieces + Self.wide
      let text = Array(numbers.text(of: pieces, length: 24).utf8)
      let raw = Self.raw(kind, text, &numbers)
      #expect(Self.decoded(kind, raw) == text, "decoding \(String(decoding: text, as: UTF8.self))")
      // The text itself, and another one instead.
      for inside in [text, Array(numbers.text(of: pieces, length: 24).utf8)] {
        let encoded = kind.encoded(inside, like: raw)
        #expect(encoded.flatMap { Self.decoded(kind, $0) } == inside, "encoding \(String(decoding: inside, as: UTF8.self))")
      }
    }
  }

  /// Encodings of any bytes, not only texts.
  @Test(arguments: [.percent, .form, .base64, .jwt, .hex, .gzip, .zlib, .deflate, .reversed, .xor, .latin1] as [Layer.Kind])
  func bytesComeBack(_ kind: Layer.Kind) {
    var numbers = SeededNumbers(UInt64(kind.rawValue) + 100)
    for _ in 0..<60 {
      let bytes = (0..<numbers.below(90)).map { _ in UInt8(numbers.below(256)) }
      let encoded = kind.encoded(bytes, like: [])
      #expect(encoded.flatMap { Self.decoded(kind, $0) } == bytes)
    }
  }

  @Test func whatIsOnlyReadIsNotWritten() {
    for kind in [.record, .file] as [Layer.Kind] {
      let encoded = kind.encoded([0x41], like: [0x41])
      #expect(encoded == nil)
    }
  }

  // MARK: In the manner of what was there

  @Test(arguments: [
    ("AAA-", "-w"), ("AAA_", "-w"), ("AAA+", "+w=="), ("AAAA", "+w=="), ("AA==", "+w=="), ("-A==", "-w=="), ("AA", "-w"), ("AAA", "-w"),
  ])
  func base64KeepsItsAlphabetAndItsPadding(_ raw: String, _ expected: String) {
    let encoded = Layer.Kind.base64.encoded([0xFB], like: Array(raw.utf8))
    #expect(encoded.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test(arguments: ["e30", "eyJhIjoxfQ", "eyJzdWIiOiJ1In0A"])
  func aTokenIsNeverPaddedAndFitForAURL(_ raw: String) {
    // RFC 7515 § 2: base64url without padding.
    let encoded = Layer.Kind.jwt.encoded([0xFB, 0xFF, 0xFB, 0xFF], like: Array(raw.utf8))
    #expect(encoded.map { String(decoding: $0, as: UTF8.self) } == "-__7_w")
  }

  @Test(arguments: [("66", "fb"), ("6F", "FB"), ("6f", "fb")])
  func hexKeepsItsCapitals(_ raw: String, _ expected: String) {
    let encoded = Layer.Kind.hex.encoded([0xFB], like: Array(raw.utf8))
    #expect(encoded.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func aPlaceholderSurvivesEveryTransparentLayerAsItIs() {
    for kind in Self.kinds where kind.codec != nil {
      let encoded = kind.encoded(Array("~email-1~".utf8), like: [])
      #expect(encoded.map { String(decoding: $0, as: UTF8.self) } == "~email-1~")
    }
  }

  @Test(arguments: [
    ("jane@forms.example", "jane@forms.example"), (#"<b title="à">'&'</b>"#, "&lt;b title=&quot;à&quot;&gt;&apos;&amp;&apos;&lt;/b&gt;"),
  ])
  func onlyWhatMarkupIsMadeOfBecomesAReference(_ text: String, _ expected: String) {
    let encoded = HTMLEntities.encoded(Array(text.utf8).span)
    #expect(String(decoding: encoded, as: UTF8.self) == expected)
  }
}
