import Testing

@testable import Bytes

@Suite struct HTMLEntityTests {
  @Test(arguments: [
    ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("jane&#64;forms&#46;example", "jane@forms.example"),
    ("jane&commat;forms&period;example", "jane@forms.example"),
    ("M&uuml;ller &Agrave; &yuml; &szlig;", "Müller À ÿ ß"), ("&UUML;", "&UUML;"),
    ("&#x40;&#X41;&#x20AC;&#128512;", "@A€😀"), ("&nbsp;", "\u{A0}"), ("&amp;amp;", "&amp;"),
    // Not references: unknown names, no semicolon, no number, no character.
    ("&unknown;", "&unknown;"), ("a & b; c", "a & b; c"), ("&amp", "&amp"), ("&;", "&;"), ("&#;", "&#;"), ("&#x;", "&#x;"),
    ("&#xZZ;", "&#xZZ;"), ("&#55357;", "&#55357;"), ("&#1114112;", "&#1114112;"), ("&#99999999999999;", "&#99999999999999;"),
    ("a=1&b=2;", "a=1&b=2;"), ("&", "&"), ("", ""),
  ])
  func referencesAreReadAndWhatIsNoneStays(_ raw: String, _ decoded: String) {
    #expect(HTMLEntities.decoded(raw) == decoded)
    let isEncoded = HTMLEntities.isEncoded(Array(raw.utf8).span)
    #expect(isEncoded == (raw != decoded))
  }

  @Test func aDecodedRangeStandsForWholeReferences() {
    let raw = Array("a&#8364;b".utf8)
    #expect(HTMLEntities.source(of: 1..<2, in: raw) == 1..<8)
    #expect(HTMLEntities.source(of: 1..<4, in: raw) == 1..<8)
    #expect(HTMLEntities.source(of: 4..<5, in: raw) == 8..<9)
  }
}
