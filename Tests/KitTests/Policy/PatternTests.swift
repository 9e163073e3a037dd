import Testing

@testable import Knowledge
@testable import Vocabulary

/// Names with wildcards, and hosts as policies and manifests write them.
@Suite struct PatternTests {
  @Test(arguments: [
    ("properties.formName", "properties.formName", true), ("properties.*", "properties.formName", true), ("*", "", true),
    ("a*c", "abbbc", true),
    ("a*c", "ac", true), ("*Name", "properties.formName", true), ("?b", "ab", true), ("*a*b*", "xxaxxbxx", true),
    ("properties.formName", "properties.formNames", false), ("a*c", "abcd", false), ("?b", "b", false), ("", "a", false),
    ("*a*b", "ba", false),
  ])
  func aGlobIsANameAsAWhole(pattern: String, name: String, matches: Bool) {
    #expect(Glob(pattern).matches(name) == matches)
  }

  @Test func aGlobThatBacktracksIsFast() {
    #expect(!Glob(String(repeating: "a*", count: 50) + "b").matches(String(repeating: "a", count: 5_000)))
  }

  @Test(arguments: [
    ("opted-out/*.har", "captures/opted-out/a.har", true), ("opted-out/*.har", "opted-out/a.har", true),
    ("*.optout.har", "/x/b.optout.har", true),
    ("b.har", "captures/b.har", true), ("b.har", "captures/bb.har", false), ("opted-out/*", "not-opted-out/a.har", false),
  ])
  func aGlobIsAPathOrItsEnd(pattern: String, path: String, matches: Bool) {
    #expect(Glob(pattern).matches(path: path) == matches)
  }

  @Test(arguments: [
    ("app.example", "app.example", true), ("*.app.example", "eu.app.example", true), ("*.app.example", "a.b.app.example", true),
    ("*", "any.test", true),
    ("https://api.example:8443/v1?x=1", "api.example", true), ("API.Example", "api.example", true),
    ("https://*.example.com/*", "a.example.com", true),
    ("[2001:db8::1]:8080", "[2001:db8::1]", true), ("*.app.example", "app.example", false), ("app.example", "eu.app.example", false),
    ("*.app.example", "notapp.example", false),
  ])
  func aHostIsTheHostOfAnAddress(pattern: String, host: String, matches: Bool) throws {
    #expect(try #require(HostPattern(pattern)).matches(host) == matches)
  }

  @Test(arguments: ["", "https://", "*.", "a b.example", "ex*ample.com", "a.example/../$(id)".replacing("/..", with: " ")])
  func whatIsNoHostIsNone(text: String) {
    #expect(HostPattern(text) == nil)
  }

  @Test(arguments: [
    ("2026-11-25", true), ("2024-02-29", true), ("2025-02-29", false), ("2026-13-01", false), ("2026-04-31", false), ("26-11-25", false),
    ("2026-11-25T00:00", false), ("2026-+1-25", false), ("", false), ("2100-02-29", false), ("2000-02-29", true),
  ])
  func aDayIsOneOfTheCalendar(text: String, exists: Bool) {
    #expect((Day(text)?.description == text) == exists)
  }
}
