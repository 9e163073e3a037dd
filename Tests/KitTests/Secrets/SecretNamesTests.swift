import Testing

@testable import Knowledge
@testable import Vocabulary

/// Which names are those of secrets, in every naming style.
@Suite struct SecretNamesTests {
  private func verdict(_ name: String) throws -> SecretNames.Verdict {
    try SecretNamesFile.standard().names.verdict(of: Array(name.utf8).span)
  }

  @Test(arguments: [
    "access_token", "accessToken", "ACCESS_TOKEN", "AccessToken2", "access-token", "refreshtoken", "JWTToken", "client_secret", "apiKey",
    "x.api.key", "password", "userPassword", "new_passwd", "csrfmiddlewaretoken", "authenticity_token", "SAMLResponse", "otp", "totpSecret",
    "recovery_codes", "sessionId", "PHPSESSID", "privateKey", "passwort", "mot_de_passe", "motDePasse", "contraseña", "senha", "hasło",
    "пароль",
    "パスワード", "密码", "código_de_verificación", "wiederherstellungscodes",
  ])
  func itTellsASecret(_ name: String) throws { #expect(try verdict(name) == .secret, "\(name)") }

  @Test(arguments: [
    "event", "name", "title", "userId", "anonymousId", "messageId", "issueKey", "projectKey", "keyboard", "author", "authorId", "tokenType",
    "token_expires_at", "passwordHint", "max_tokens", "promptTokens", "tokenizer", "secretary", "passwordless", "csrfHeaderName",
    "sessionCount",
    "pinned", "pinterest", "compass", "passenger", "signature_algorithm", "keyId", "monkey", "turkey", "shipping",
  ])
  func itLeavesOtherNamesAlone(_ name: String) throws { #expect(try verdict(name) != .secret, "\(name)") }

  @Test(arguments: ["code", "state", "nonce", "sig", "t", "ticket"])
  func someNamesCountAsParametersOnly(_ name: String) throws { #expect(try verdict(name) == .parameter) }

  @Test func headersAreRecognisedByWords() throws {
    let names = try SecretNamesFile.standard().names
    for name in [
      "authorization", "x-atl-token", "ocp-apim-subscription-key", "x-hasura-admin-secret", "private-token", "x-xsrf-token", "dpop",
    ] {
      #expect(names.isSecret(header: name), "\(name)")
    }
    for name in ["content-type", "access-control-allow-headers", "x-cache-key", "accept", "user-agent", "x-request-id", "surrogate-key"] {
      #expect(!names.isSecret(header: name), "\(name)")
    }
  }

  private static func read(_ text: String) throws {
    _ = try SecretNamesFile.read(#require(try YAMLReader.document(text, file: "x.yaml")))
  }

  @Test func anInvalidFileIsAnErrorWithItsPosition() {
    #expect(throws: ConfigurationError.self) { try Self.read("headers: {nmes: [a]}") }
    #expect(throws: ConfigurationError.self) { try Self.read("fields:\n  names: {a: b}") }
  }
}
