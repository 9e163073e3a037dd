import Testing

@testable import Knowledge

/// Secrets inside texts: what is found, marked between brackets, and what is not.
@Suite struct SecretFinderTests {
  private func found(_ text: String, as reading: SecretFinder.Reading = .text) throws -> [String] {
    let finder = SecretFinder(try SecretNamesFile.standard().names)
    let bytes = Array(text.utf8)
    return finder.secrets(in: bytes.span, as: reading).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test(arguments: [
    (#"{"access_token":"abc-123"}"#, "abc-123"), (#"{\"accessToken\":\"abc-123\"}"#, "abc-123"),
    ("https://a.example/x?token=abc123&y=1", "abc123"),
    ("otpauth://totp/App:jane?secret=JBSWY3DPEHPK3PXP&issuer=App", "JBSWY3DPEHPK3PXP"), ("https://u:pa55word@a.example/", "u:pa55word"),
    ("window.csrfToken = 'f00-bar1';", "f00-bar1"), ("CONNECT\npasscode:three words 27\n", "three words 27"),
    ("<meta content='q1w2e3' name=csrf-token>", "q1w2e3"), (#"<input type="hidden" value="q1w2e3" name="authenticity_token">"#, "q1w2e3"),
    ("<input type=password value=Tulpen-47>", "Tulpen-47"), ("<ns:SessionToken xmlns:ns='x'>q1w2e3</ns:SessionToken>", "q1w2e3"),
    ("<token><![CDATA[q1w2e3]]></token>", "q1w2e3"), ("<div data-api-key=q1w2e3></div>", "q1w2e3"),
    ("/reset-password/a8f3Xk29Qp", "a8f3Xk29Qp"),
    ("see https://a.example/invite/123e4567-e89b-12d3-a456-426614174000.", "123e4567-e89b-12d3-a456-426614174000"),
    ("Your code is 482913.", "482913"), ("482 913 is your Acme code", "482 913"), ("Ihr Bestätigungscode: 482913", "482913"),
    ("<h2>Recovery codes</h2><li>yurfpr8zxe</li>", "yurfpr8zxe"), ("Recovery codes\n\nyurfpr8zxe\n", "yurfpr8zxe"),
    ("<p>Secret key: <code>GXC3 T7SP R2FC LH77</code>", "GXC3 T7SP R2FC LH77"),
    ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\n-----END PRIVATE KEY-----", "\nMIIEvQIBADANBgkqhkiG"),
  ])
  func aSecretIsFound(_ text: String, _ secret: String) throws {
    let found = try found(text)
    #expect(found.contains(secret), "\(found)")
  }

  @Test(arguments: [
    "Password: required", "token = getToken()", #"{"token_type":"Bearer","expires_in":3600}"#, #"{"type":"password","name":"password"}"#,
    "/reset-password/success", "/invite/team-members", "/share/step-2", "/verify/email", "the code of conduct of 2026",
    "<label for=password>Password</label><input name=q value=shoes>", "<meta name=csrf-param content=authenticity_token>",
    "{{ token }} ${secret} %PASSWORD%", "in 2026 there were 4812 people", "version 10.4.2, build 482913", "tokens: 4096",
    "<h2>Recovery codes</h2><p>Keep them in a safe place.</p>",
  ])
  func aWordIsNone(_ text: String) throws { #expect(try found(text) == []) }

  @Test(arguments: ["token:e.token,password:this.form.password", "secret=a?b:c", "let pin=4096", "if(token==null)return"])
  func codeIsNone(_ text: String) throws { #expect(try found(text, as: .code) == []) }

  /// The shorter of two measurements.
  private func duration(of text: String) throws -> Duration {
    try (0..<2).map { _ in try ContinuousClock().measure { _ = try found(text) } }.min() ?? .zero
  }

  @Test func hostileTextsTakeTimeByTheirLength() throws {
    for part in ["token=", "?token=a", "long ", "/reset/", "<a x=\"", "@", "-----BEGIN ", "code 1"] {
      let short = try duration(of: String(repeating: part, count: 5_000))
      let long = try duration(of: String(repeating: part, count: 40_000))
      // Eight times the text takes about eight times as long; quadratic work would take 64 times.
      #expect(long < short * 32, "\(part): \(short) and \(long)")
    }
  }
}
