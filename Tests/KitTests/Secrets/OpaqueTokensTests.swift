import Testing

@testable import Knowledge

/// Random-looking strings in texts: which are removed, and which are kept and why.
@Suite struct OpaqueTokensTests {
  private func tokens(_ text: String, isPath: Bool = false) throws -> [(text: String, reason: HarmlessPlaces.Reason?)] {
    let bytes = Array(text.utf8)
    return OpaqueTokens(try SecretNamesFile.standard().places).tokens(in: bytes.span, isPath: isPath).filter { !$0.isUUID }
      .map { (String(decoding: bytes[$0.range], as: UTF8.self), $0.reason) }
  }

  @Test(arguments: [
    "q7ZxHk2mPvR9tLwb4Ns6YaE8Vb", "0.AXkAtK5nW8-yQ2vR7sLmZ1cD4pJ", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTE3In0.c2lnbmF0dXJl",
    "JBSWY3DPEHPK3PXP2A",
    "3f2a9c8b1d4e5f60718293a4b5c6d7e8", "q7Zx/Hk2mPvR9tLw+b4Ns6YaE8Vb==",
  ])
  func itIsFoundWhole(_ token: String) throws {
    #expect(try tokens(token).map(\.text) == [token])
    #expect(try tokens("see \(token) there").map(\.text) == [token])
  }

  @Test func inAPathItIsOneSegment() throws {
    let found = try tokens("/v1/q7ZxHk2mPvR9tLwb4Ns6YaE8Vb/settings", isPath: true)
    #expect(found.map(\.text) == ["q7ZxHk2mPvR9tLwb4Ns6YaE8Vb"] && found[0].reason == nil)
  }

  @Test(arguments: [
    ("/static/js/main.3f2a9c8b1d4e5f607182.js", HarmlessPlaces.Reason.asset),
    ("/_next/static/q7ZxHk2mPvR9tLwb4Ns6Y/_buildManifest.js", .asset),
    ("sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC", .integrity),
    ("multipart/form-data; boundary=----WebKitFormBoundary0OB3qJoARZ4oJuJJ", .boundary),
  ])
  func whatOpensNothingStays(_ text: String, _ reason: HarmlessPlaces.Reason) throws {
    let found = try tokens(text)
    #expect(!found.isEmpty && found.allSatisfy { $0.reason == reason }, "\(found)")
  }

  @Test(arguments: [
    "~opaque-3f2a9c8b1d4e~", "123e4567-e89b-12d3-a456-426614174000", "getElementsByTagNameNS",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA",
    "/browse/some-long-slug-of-an-article", "https://k3j4h5g6f7d8s9a0b1c2.lambda-url.example/x", "2026-11-29T00:51:04.123456Z",
  ])
  func wordsAndPicturesAreNone(_ text: String) throws { #expect(try tokens(text).isEmpty) }
}
