import Testing

@testable import Knowledge

@Suite struct NumberValidatorTests {
  /// Numbers that payment networks publish for tests.
  @Test(arguments: [
    "4111111111111111", "4242 4242 4242 4242", "5555-5555-5555-4444", "378282246310005", "6011111111111117", "30569309025904",
    "3530111333300000",
  ])
  func testCardsHaveTheRightSum(_ text: String) {
    #expect(Validator.luhn.accepts(text))
  }

  @Test(arguments: [
    "4111111111111112", "4111111111111", "0000000000000000", "79927398713", "41111111111111111111", "4111.1111.1111.1111", "", "x",
  ])
  func otherDigitsDoNot(_ text: String) {
    #expect(!Validator.luhn.accepts(text))
  }

  @Test func everyWrongDigitIsDetected() {
    let card = Array("4012888888881881".utf8)
    for place in card.indices {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != card[place] {
        var wrong = card
        wrong[place] = digit
        #expect(!Validator.luhn.accepts(String(decoding: wrong, as: UTF8.self)))
      }
    }
  }

  /// Examples of the IBAN registry.
  @Test(arguments: [
    "GB29 NWBK 6016 1331 9268 19", "DE89370400440532013000", "FR1420041010050500013M02606", "NO9386011117947",
    "MT84MALT011000012345MTLCAST001S",
    "NL91ABNA0417164300", "ch9300762011623852957",
  ])
  func accountsOfTheRegistryAreAccounts(_ text: String) {
    #expect(Validator.iban.accepts(text))
  }

  @Test(arguments: [
    "GB29 NWBK 6016 1331 9268 18", "DE00370400440532013000", "89DE370400440532013000", "GB29", "", "DE8937040044053201300ö", "DE89-3704",
  ])
  func wrongCheckDigitsAreNot(_ text: String) {
    #expect(!Validator.iban.accepts(text))
  }

  /// ITU-T E.123 § 2 and numbers that Ofcom and the FCC keep for fiction.
  @Test(arguments: [
    "+22 607 123 4567", "(0607) 123 4567", "+44 7700 900142", "+1 (415) 555-0132", "415-555-0132", "0207 946 0958", "+4930231250170",
    "02079460958",
  ])
  func numbersAsPeopleWriteThemAreTelephones(_ text: String) {
    #expect(Validator.phone.accepts(text))
  }

  @Test(arguments: [
    "1772439300", "1764030788123", "415-555-01", "+123", "+1234567890123456", "12+34567890", "2026-03-02T08:15:00", "20:27:38", "phone", "",
    "00000000-0000-0000-0000-000000000000", "3.14159265358979",
  ])
  func timestampsAndBareNumbersAreNot(_ text: String) {
    #expect(!Validator.phone.accepts(text))
  }
}
