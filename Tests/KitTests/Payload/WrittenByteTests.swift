import Testing
import Zlib

@testable import Bytes
@testable import Payloads

/// Texts that were written byte by byte: as numbers, as characters of another set, as mail writes them, compressed without a mark.
@Suite struct WrittenByteTests {
  private static let inside = #"{"note":"Grüße von Jane Roe"}"#

  private func layers(_ body: String) throws -> [[String]] {
    try Unwrapped(Recording.request(body: body)).holding("Grüße von Jane Roe").map(\.layers)
  }

  private static let numbers = inside.utf8.map { String($0) }
  private static let members = inside.utf8.enumerated().map { "\"\($0)\":\($1)" }.joined(separator: ",")

  @Test(arguments: [
    #"{"type":"Buffer","data":[\#(numbers.joined(separator: ","))]}"#, #"{"data":[ \#(numbers.joined(separator: ", ")) ]}"#,
    #"{"data":{\#(members)}}"#, #"{"data":"\#(numbers.joined(separator: ","))"}"#,
  ])
  func numbersSpellAText(_ body: String) throws {
    #expect(try layers(body) == [["json", "numbers", "json"]])
  }

  @Test(arguments: [
    "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]", "[120,130,140,150,160,170,180,190,200,210,220,230,240,250,120,130,140]",
    "[40,50,60,70,80,90,100,110,120,115,105,95,85,75,65,55,45]", "[72,101,108,108,111]", "[123,34,300,34,123,34,34,123,34,34,123,34,34,1]",
    "[1.5,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]",
  ])
  func mostNumbersSpellNothing(_ list: String) throws {
    let unwrapped = try Unwrapped(Recording.request(body: #"{"points":\#(list)}"#))
    #expect(unwrapped.fields.allSatisfy { !$0.layers.contains("numbers") })
    #expect(unwrapped.fields.count { $0.kind == .number } > 4)
  }

  @Test(arguments: [
    #"{"a":{"0":1,"2":3,"3":4,"4":5,"5":6,"6":7,"7":8,"8":9,"9":1,"10":2,"11":3,"12":4,"13":5,"14":6}}"#, #"{"a":{"0":"x"}}"#, "[", "[1",
    #"{"a":{"0":123,"1":34,"2":34,"3":34,"4":34,"5":34,"6":34,"7":34,"8":34,"9":34,"10":34,"11":34"#,
  ])
  func whatIsCutOrOutOfOrderIsRead(_ body: String) throws {
    #expect(try Unwrapped(Recording.request(body: body)).fields.allSatisfy { !$0.layers.contains("numbers") })
  }

  @Test func compressedBytesInNumbersAreUnfolded() throws {
    let plain = Array(Self.inside.utf8)
    let bytes = Zlib.deflate(plain.span, .gzip).map { String($0) }.joined(separator: ",")
    #expect(try layers(#"{"data":[\#(bytes)]}"#) == [["json", "numbers", "gzip", "json"]])
  }

  // MARK: Character sets

  @Test(arguments: [("JÃ¶rg", "Jörg", "latin1"), ("GrÃ¼ÃŸe â€“ Zoë".replacing("Zoë", with: "ZoÃ«"), "Grüße – Zoë", "windows-1252")])
  func whatWasTakenForAnotherSetIsUndone(_ text: String, _ expected: String, _ layer: String) throws {
    let unwrapped = try Unwrapped(Recording.request(body: #"{"name":"\#(text)"}"#))
    #expect(unwrapped.holding(expected).map(\.layers) == [["json", layer]])
  }

  @Test(arguments: ["São Paulo", "ÇÃO", "Ünïcödé – “x”", "Ã", "Ã ", "Jörg Ã¶ 名", "10 Â£"])
  func othersAreWhatTheySeem(_ text: String) throws {
    let unwrapped = try Unwrapped(Recording.request(body: #"{"name":"\#(text)"}"#))
    #expect(unwrapped.holding(text).map(\.layers) == [["json"]])
  }

  // MARK: Mail

  @Test func aMessageHasHeadersAndABody() throws {
    let message =
      "From: =?utf-8?Q?J=C3=B6rg_Roe?= <jorg@roe.test>\r\nSubject: =?UTF-8?B?R3LDvMOfZQ==?=\r\nMIME-Version: 1.0\r\n"
      + "Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe von J=\r\nane Roe"
    let unwrapped = try Unwrapped(Recording.request(body: message))
    #expect(unwrapped.holding("Grüße").map(\.names) == [["emailsubject", "subject"]])
    #expect(unwrapped.holding("Jörg Roe").map(\.names) == [["sender", "from"]])
    #expect(unwrapped.holding("Grüße von Jane Roe").map(\.layers) == [["quoted-printable"]])
  }

  @Test(arguments: [
    "Note: this is\nSubject to change\n\nand so on and so forth", "Subject: only a line of text and nothing else", "To: me\n\nx",
  ])
  func otherTextsAreNoMessages(_ text: String) throws {
    #expect(try Unwrapped(Recording.request(body: #"{"x":\#(Encode.string(text))}"#)).holding(text).map(\.role) == [.leaf])
  }

  @Test(arguments: ["a=C3=A9b", "Gr=C3=BC=C3=9Fe =\nund so"])
  func quotedPrintableIsRead(_ text: String) throws {
    let unwrapped = try Unwrapped(Recording.request(body: #"{"x":\#(Encode.string(text))}"#))
    #expect(unwrapped.fields.contains { $0.layers == ["json", "quoted-printable"] })
  }

  @Test(arguments: ["a=AB c", "x=1", "a=C3", "k=C3=A9=v", "a=c3=a9b", "=20=20"])
  func otherEqualsSignsAreThemselves(_ text: String) throws {
    let unwrapped = try Unwrapped(Recording.request(body: #"{"x":\#(Encode.string(text))}"#))
    #expect(unwrapped.fields.allSatisfy { !$0.layers.contains("quoted-printable") })
  }

  @Test func aPartOfAFormSaysHowItIsEncoded() throws {
    let body =
      "--frontier-7\r\nContent-Disposition: form-data; name=\"note\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      + "Gr=C3=BC=C3=9Fe von Jane Roe\r\n--frontier-7--\r\n"
    #expect(try layers(body) == [["multipart", "quoted-printable"]])
  }

  // MARK: Without a mark

  @Test func compressedDataWithoutAMarkIsKnownByItsFirstBits() throws {
    for text in [Self.inside, #"{"note":"Grüße von Jane Roe","more":"\#(String(repeating: "and so on, ", count: 60))"}"#] {
      let plain = Array(text.utf8)
      let packed = Zlib.deflate(plain.span, .raw)
      let isOne = DeflateHead.isOne(packed.span)
      #expect(isOne)
      #expect(try layers(#"{"z":"\#(Encode.base64(packed))"}"#) == [["json", "base64", "deflate", "json"]])
    }
  }

  @Test func randomBytesAreHardlyEverTakenForIt() {
    var numbers = SeededNumbers(7)
    var taken = 0
    for _ in 0..<4_000 {
      var bytes: [UInt8] = []
      for _ in 0..<16 { bytes.append(UInt8(numbers.below(256))) }
      if DeflateHead.isOne(bytes.span) { taken += 1 }
    }
    #expect(taken < 40)
  }

  // MARK: Cards

  @Test func aCardSaysWhatItsLinesAre() throws {
    let card =
      "BEGIN:VCARD\r\nN:Roe;Jane;;;\r\nitem1.TEL;TYPE=CELL:+1 555 0100\r\nADR;TYPE=HOME:;;4 Mill Lane;Leeds;;;\r\nNOTE:Likes\r\n tea\r\nEND:VCARD"
    let unwrapped = try Unwrapped(Recording.request(body: #"{"qr":\#(Encode.string(card))}"#))
    #expect(unwrapped.holding("Roe").map(\.names) == [["familyname", "n"]])
    #expect(unwrapped.holding("+1 555 0100").map(\.names) == [["phone", "tel"]])
    #expect(unwrapped.holding("4 Mill Lane;Leeds").map(\.names) == [["streetaddress", "adr"]])
    #expect(unwrapped.holding("Likes\r\n tea").map(\.names) == [["notetext", "note"]])
  }

  @Test func aCalendarAndABarCodeDo() throws {
    let event =
      "BEGIN:VCALENDAR\nSUMMARY:Plan\nATTENDEE;ROLE=X;CN=\"Jane Roe\":mailto:jane@roe.test\nORGANIZER;CN=Ada Quill:mailto:a@roe.test\nEND:VCALENDAR"
    let calendar = try Unwrapped(Recording.request(body: #"{"ics":\#(Encode.string(event))}"#))
    #expect(calendar.holding("Jane Roe").map(\.names) == [["fullname", "attendee"]])
    #expect(calendar.holding("Ada Quill").map(\.names) == [["fullname", "organizer"]])
    let code = try Unwrapped(Recording.request(body: #"{"qr":"MECARD:N:Jane Roe;TEL:+1 555 0100;;"}"#))
    #expect(code.holding("Jane Roe").map(\.names) == [["fullname", "n"]])
  }
}
