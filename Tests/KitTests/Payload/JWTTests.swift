import Testing

@testable import Bytes

@Suite struct JWTTests {
  private func parts(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    return JWT.parts(of: bytes.span)?.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Tokens that RFCs publish.
  enum Published {
    /// RFC 7515 appendix A.1.
    static let signed = [
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
      "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    ]
    /// RFC 7519 § 6.1.
    static let unsecured = ["eyJhbGciOiJub25lIn0", signed[1], ""]
    /// RFC 7516 appendix A.1, with the encrypted key shortened, because it is not read.
    static let encrypted = [
      "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ", "OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe",
      "48V1_ALb6US04U3b",
      "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A", "XFBoMYUZodetZdvTiFvSkQ",
    ]
  }

  @Test(arguments: [Published.signed, Published.unsecured, Published.encrypted])
  func publishedTokensAreTokens(_ expected: [String]) {
    #expect(parts(expected.joined(separator: ".")) == expected)
  }

  @Test func aTokenEncryptedWithASharedKeyHasAnEmptyPart() {
    // RFC 7516 § 4.5: `dir` leaves out the encrypted key.
    let token = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvTiFvSkQ"
    #expect(parts(token)?.count == 5)
  }

  @Test(arguments: [
    // JSON in base64 that is not a token: without dots, with dots, with a header without an algorithm or with one that is not a
    // text.
    "eyJmbGFncyI6eyJuZXdCdWlsZGVyIjp0cnVlfX0", "eyJmbGFncyI6eyJuZXdCdWlsZGVyIjp0cnVlfX0.v2.x",
    "eyJraW5kIjoicGFnZSJ9.eyJpc3MiOiJqb2UifQ.c2ln",
    "eyJhbGciOjV9.eyJpc3MiOiJqb2UifQ.c2ln", "eyJoIjp7ImFsZyI6IngifX0.e30.c2ln",
    // A header that is not JSON, or only looks like base64.
    "eyJub3QtYS1qd3Q.eyJub3QtYS1qd3Q.x", "eyJ.e30.c2ln", "eyJh.b.c", "eyJ!bGciOiJub25lIn0.e30.",
    // Too few parts, too many, an empty one where claims belong.
    "eyJhbGciOiJub25lIn0", "eyJhbGciOiJub25lIn0.e30", "eyJhbGciOiJub25lIn0.e30.a.b", "eyJhbGciOiJub25lIn0.e30.a.b.c.d",
    "eyJhbGciOiJub25lIn0..c2ln",
    // With other text around it.
    "xeyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJub25lIn0.e30. ", "eyJhbGciOiJub25lIn0.e30.%20", "", "eyJ", "eyjafjallajokull.example.com",
  ])
  func lookalikesAreNot(_ text: String) {
    #expect(parts(text) == nil)
  }
}
