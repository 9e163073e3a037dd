import Testing

@testable import Bytes

@Suite struct TransparentCodecTests {
  @Test(arguments: [
    (#"a\nb\t\r\b\f\"\\\/"#, "a\nb\t\r\u{8}\u{C}\"\\/"),
    (#"\u0041\u00e9\u20AC"#, "Aé€"),
    (#"\ud83d\ude00"#, "😀"),
    (#"a\u0000b"#, "a\0b"),
    // Half a surrogate pair is not a character.
    (#"\ud83d"#, "\u{FFFD}"), (#"\ude00x"#, "\u{FFFD}x"), (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
    // An invalid escape is kept, as in lenient readers.
    (#"\u12"#, "u12"), (#"\uZZZZ"#, "uZZZZ"), (#"\q"#, "q"), (#"end\"#, #"end\"#),
  ])
  func escapesOfJSONAreRead(_ raw: String, _ decoded: String) {
    #expect(JSONEscapes.decoded(raw) == decoded)
  }

  @Test(arguments: [
    ("a%20b%2Bc%2fd", "a b+c/d"), ("%E2%82%AC", "€"), ("a+b", "a+b"), ("100%", "100%"), ("%zz%4", "%zz%4"), ("%%41", "%A"),
    ("%2541", "%41"),
    ("", ""),
  ])
  func percentSequencesAreReadAndBadOnesKept(_ raw: String, _ decoded: String) {
    #expect(Percent.decoded(raw) == decoded)
    let isEncoded = Percent.isEncoded(Array(raw.utf8).span)
    #expect(isEncoded == (raw != decoded))
  }

  @Test(arguments: [("a+b%20c", "a b c"), ("%2B+", "+ "), ("plain", "plain"), ("+", " ")])
  func aPlusIsASpaceInForms(_ raw: String, _ decoded: String) {
    #expect(FormPercent.decoded(raw) == decoded)
    let isEncoded = FormPercent.isEncoded(Array(raw.utf8).span)
    #expect(isEncoded == (raw != decoded))
  }

  // MARK: What is decoded can be shown in what was sent

  /// Texts of everything that is special to one of the codecs.
  private static let pieces = [
    "\\", "u", "\\u00e9", "\\u0041", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\n", "\\\"", "\\u12", "%", "%4", "41", "%41", "%e2%82%ac",
    "%zz", "%25",
    "+", "a", "é", "😀", " ", "&", "0", "F",
  ]

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func everyDecodedRangeHasItsRawBytes(_ seed: UInt64) {
    var numbers = SeededNumbers(seed)
    for _ in 0..<100 {
      let raw = Array(numbers.text(of: Self.pieces, length: 16).utf8)
      let text = String(decoding: raw, as: UTF8.self)
      #expect(Self.rangesThatDoNotReturn(JSONEscapes.self, raw) == [], "escapes of \(text)")
      #expect(Self.rangesThatDoNotReturn(Percent.self, raw) == [], "percent in \(text)")
      #expect(Self.rangesThatDoNotReturn(FormPercent.self, raw) == [], "form in \(text)")
    }
  }

  /// The decoded ranges whose raw bytes decode to something else, except those that split a character of one escape.
  private static func rangesThatDoNotReturn<Codec: TransparentCodec>(_ codec: Codec.Type, _ raw: [UInt8]) -> [Range<Int>] {
    var decoded: [UInt8] = []
    var sources: [Range<Int>] = []
    codec.decode(raw.span) {
      decoded.append($0)
      sources.append($1)
    }
    // Every raw byte is a source, in order.
    var end = 0
    for (at, source) in sources.enumerated() where at == 0 || source != sources[at - 1] {
      if source.lowerBound != end { return [source] }
      end = source.upperBound
    }
    guard end == raw.count, codec.decoded(raw) == decoded else { return [0..<raw.count] }

    var wrong: [Range<Int>] = []
    let edges = [0] + sources.indices.dropFirst().filter { sources[$0] != sources[$0 - 1] } + [decoded.count]
    for (at, low) in edges.enumerated() {
      for high in edges[at...] {
        let source = codec.source(of: low..<high, in: raw)
        if codec.decoded(Array(raw[source])) != Array(decoded[low..<high]) { wrong.append(low..<high) }
      }
    }
    return wrong
  }

  @Test func aPartOfACharacterStandsForTheWholeEscape() {
    let raw = Array(#"a\u00e9b"#.utf8)
    #expect(JSONEscapes.source(of: 1..<2, in: raw) == 1..<7)
    #expect(JSONEscapes.source(of: 2..<3, in: raw) == 1..<7)
    #expect(JSONEscapes.source(of: 0..<4, in: raw) == 0..<8)
  }
}
