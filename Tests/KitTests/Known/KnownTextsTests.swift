import Testing

@testable import Knowledge
@testable import Known

/// User-written texts are recognised as a whole, in part and in disguise, and others are not.
@Suite struct KnownTextsTests {
  private static let written = "The quarterly numbers for Lisbon look worse than we told the board in May"

  private static func known(_ texts: String...) -> KnownTexts {
    var known = KnownTexts()
    for (number, text) in texts.enumerated() { known.add(Array(text.utf8).span, Origin(.received, number: number)) }
    return known
  }

  private static func match(_ text: String, in known: KnownTexts, before number: Int = 100) -> String? {
    let bytes = Array(text.utf8)
    return known.match(in: TextUnits(bytes.span), before: number).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test(arguments: [
    written, written.uppercased(), "“\(written)!”", written.replacing(" ", with: "  "),
    "<p>The <b>quarterly</b> numbers for Lisbon look worse</p>",
    "Orchid: the quarterly numbers for Lisbon look…", "… numbers for Lisbon look worse than we told the bo",
  ])
  func aTextOrALargePartOfIt(_ sent: String) {
    #expect(Self.match(sent, in: Self.known(Self.written)) != nil)
  }

  @Test(arguments: ["The quarterly numbers", "numbers for Porto look better than we told", "We told the board", ""])
  func aFewWordsOfItAreNone(_ sent: String) {
    #expect(Self.match(sent, in: Self.known(Self.written)) == nil)
  }

  @Test(arguments: [
    ("Nightjar intake", "Nightjar inta…"), ("Nightjar intake", "Nightjar in"),
    ("Cancel badge access for the outgoing chief", "Cancel badge acce…"),
    ("Kündigung für Jérôme", "Ku\u{308}ndigung fu\u{308}r Je\u{301}ro\u{302}me"), ("Kündigung für Jérôme", "kundigung fur jerome"),
    ("김민수 해고 통지서", "\u{1100}\u{1175}\u{11B7}\u{1106}\u{1175}\u{11AB}\u{1109}\u{116E} 해고 통지서"),
  ])
  func aTitleThatIsCutOrWrittenInAnotherWay(_ title: String, _ sent: String) {
    #expect(Self.match(sent, in: Self.known(title)) != nil)
  }

  @Test(arguments: ["Nightjar", "Nightjar outta", "Nightjar intakes", "Cancel badge", "Cancel badge access"])
  func aBeginningThatIsNotCutIsNone(_ sent: String) {
    #expect(Self.match(sent, in: Self.known("Nightjar intake", "Cancel badge access for the outgoing chief")) == nil)
  }

  @Test func aTitleInsideOfALongerOne() {
    let known = Self.known("Nightjar intake", "Kündigung Müller")
    #expect(Self.match("Nightjar intake – Orchid", in: known) == "Nightjar intake")
    #expect(Self.match("KÜNDIGUNG MÜLLER | Orchid", in: known) == "KÜNDIGUNG MÜLLER")
    #expect(Self.match("Nightjar and intake", in: known) == nil)
  }

  @Test func scriptsWithoutSpaces() {
    let known = Self.known("がんの診断を受けました", "王小明的投诉")
    #expect(Self.match("件名:がんの診断を受けました。", in: known) == "がんの診断を受けました")
    #expect(Self.match("王小明的投诉 - 兰花", in: known) == "王小明的投诉")
    #expect(Self.match("診断テスト", in: known) == nil)
  }

  @Test func laterTextsProveNothing() {
    let known = Self.known("Nightjar intake")
    #expect(Self.match("Nightjar intake", in: known, before: 0) == nil)
    #expect(Self.match("Nightjar intake", in: known, before: 1) != nil)
  }

  @Test func aLabelOfTheAppIsNotContent() {
    var known = Self.known("Drag cards between lists", "Nightjar intake")
    known.add(label: Array("Drag cards between lists".utf8).span, number: 3)
    #expect(Self.match("Drag cards between lists", in: known) == nil)
    #expect(Self.match("Drag cards between lists", in: known, before: 2) != nil)
    let isLabel = known.isLabel(Array("drag cards between lists".utf8).span, upTo: 3)
    #expect(isLabel)
  }

  @Test func aFewWordsThatTwoCustomersSeeAreALabel() {
    var known = KnownTexts()
    for (number, customer) in ["@one.example", "@one.example", "@two.example"].enumerated() {
      known.add(Array("Bug report".utf8).span, Origin(.received, number: number), customer: customer)
    }
    #expect(Self.match("Bug report", in: known, before: 1) == "Bug report")
    #expect(Self.match("Bug report", in: known) == nil)
  }

  private static func text(_ number: Int) -> String { "plan \(number) of team \(number)" }

  /// Texts of as many records, with this number of them in each.
  private static func many(_ count: Int, inEach: Int = 1) -> KnownTexts {
    var known = KnownTexts()
    for number in 0..<count { known.add(Array(text(number).utf8).span, Origin(.received, number: number / inEach)) }
    return known
  }

  @Test func theOldestTextsAreForgotten() {
    let count = KnownTexts.mostSources * KnownTexts.mostGenerations
    let all = Self.many(count)
    #expect(!all.hasForgotten && Self.match(Self.text(0), in: all, before: count) != nil)
    var known = Self.many(count + 1)
    #expect(known.hasForgotten && known.count == count + 1)
    // Earlier records are judged as if nothing had been read after them.
    for isReleased in [false, true] {
      if isReleased { known.forget(before: count) }
      #expect(Self.match(Self.text(0), in: known, before: count) != nil)
      #expect(Self.match(Self.text(0), in: known, before: count + 1) == nil)
      #expect(Self.match(Self.text(KnownTexts.mostSources), in: known, before: count + 1) != nil)
    }
    known.forget(before: count + 1)
    #expect(Self.match(Self.text(0), in: known, before: count) == nil)
    #expect(Self.match(Self.text(count), in: known, before: count + 1) != nil)
  }

  @Test func aTextThatIsSeenAgainStays() {
    var known = KnownTexts()
    for number in 0..<KnownTexts.mostSources * 5 {
      if number % 1_000 == 0 { known.add(Array(Self.written.utf8).span, Origin(.received, number: number)) }
      known.add(Array(Self.text(number).utf8).span, Origin(.received, number: number))
      known.forget(before: number)
    }
    #expect(Self.match(Self.written, in: known, before: KnownTexts.mostSources * 5) != nil)
    #expect(known.count == KnownTexts.mostSources * 5 + 1)
  }

  @Test func oneRecordMayHoldMoreThanIsRemembered() {
    let known = Self.many(KnownTexts.mostSources * 5, inEach: KnownTexts.mostSources * 5)
    #expect(Self.match(Self.text(0), in: known, before: 1) == nil)
    #expect(Self.match(Self.text(KnownTexts.mostSources * 5 - 1), in: known, before: 1) != nil)
  }
}
