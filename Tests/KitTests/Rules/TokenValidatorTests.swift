import Testing

@testable import Knowledge

@Suite struct TokenValidatorTests {
  @Test(arguments: [JWTTests.Published.signed, JWTTests.Published.unsecured, JWTTests.Published.encrypted], [".", "%2E", "%2e"])
  func publishedTokensAreTokensAlsoWithTheirDotsEncoded(_ parts: [String], _ dot: String) {
    #expect(Validator.jwt.accepts(parts.joined(separator: dot)))
  }

  @Test(arguments: ["eyJmbGFncyI6eyJuZXdCdWlsZGVyIjp0cnVlfX0", "eyJub3QtYS1qd3Q.e30.x", "eyJ", "", "~jwt-1~"])
  func otherTextsThatBeginLikeOneAreNot(_ text: String) {
    #expect(!Validator.jwt.accepts(text))
  }

  /// RFC 9562 appendix A.
  @Test(arguments: [
    "C232AB00-9414-11EC-B3C8-9F6BDECED846", "5df41881-3aed-3515-88a7-2f4a814cf09e", "919108f7-52d1-4320-9bac-f847db4148a8",
    "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "00000000-0000-0000-0000-000000000000",
  ])
  func publishedUUIDsAreUUIDs(_ text: String) {
    #expect(Validator.uuid.accepts(text))
    #expect(!Validator.notAtlassianID.accepts(text))
  }

  @Test(arguments: [
    "919108f752d143209bacf847db4148a8", "919108f7-52d1-4320-9bac-f847db4148a", "919108f7-52d1-4320-9bac_f847db4148a8",
    "g19108f7-52d1-4320-9bac-f847db4148a8", "",
  ])
  func otherFormsAreNot(_ text: String) {
    #expect(!Validator.uuid.accepts(text))
  }

  /// MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512 of `abc` (RFC 1321 appendix A.5, FIPS 180-4 examples).
  @Test(arguments: [
    "900150983cd24fb0d6963f7d28e17f72", "A9993E364706816ABA3E25717850C26C9CD0D89D",
    "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  ])
  func digestsHaveTheShapeOfAHash(_ text: String) {
    #expect(Validator.hashShape.accepts(text))
  }

  @Test(arguments: [
    // The digests of an empty message, in either case.
    "d41d8cd98f00b204e9800998ecf8427e", "D41D8CD98F00B204E9800998ECF8427E", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    // Placeholders, other lengths, other letters.
    "00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff", "900150983cd24fb0d6963f7d28e17f7",
    "900150983cd24fb0d6963f7d28e17f7g", "",
  ])
  func hashesOfNothingAndPlaceholdersDoNot(_ text: String) {
    #expect(!Validator.hashShape.accepts(text))
  }

  @Test(arguments: ["kQ7zT2mX9pLw4Rb8Vn3Yc6", "Zx81LmQp0Yt73RkVb29WnD", "AbCdEfGhIjKlMnOp", "abcdefgh12345678"])
  func randomTokensAreSecrets(_ text: String) {
    #expect(Validator.secret.accepts(text))
  }

  @Test(arguments: [
    "", "short1", "abcdefghijklmnop", "1234567890123456", "919108f7-52d1-4320-9bac-f847db4148a8", "aaaaaaaaBBBBBBBB",
    "${API_SECRET_OF_STAGE_1}",
    "<Your-Secret-Here-123>", "REDACTED12345678", "{{ secrets.Token1 }}", "Two words and 16 letters",
  ])
  func wordsAndPlaceholdersAreNot(_ text: String) {
    #expect(!Validator.secret.accepts(text))
  }

  @Test(arguments: [
    "557058:9d01fb2a-c4f0-4bb6-ae29-06d85e4e9a84", "5b10ac8d82e05b22cc7d4ef5", "712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11", "10001",
    "FORMS-42", "",
  ])
  func accountIDsTellNothing(_ text: String) {
    #expect(!Validator.notAtlassianID.accepts(text))
  }

  @Test(arguments: ["Jane Roe", "jane", "jane.roe@example.com", "名前", "k-9 unit two"])
  func namesTellSomething(_ text: String) {
    #expect(Validator.notAtlassianID.accepts(text))
  }
}
