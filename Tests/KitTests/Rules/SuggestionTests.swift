import Testing

@testable import Vocabulary

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("segment", "segmnet", 1), ("ca", "abc", 3),
    ("email", "emial", 1),
  ])
  func slips(_ a: String, _ b: String, _ expected: Int) {
    #expect(Suggestion.distance(Array(a.utf8), Array(b.utf8)) == expected)
    #expect(Suggestion.distance(Array(b.utf8), Array(a.utf8)) == expected)
  }

  private static let known = ["segment", "sentry", "google-ads", "google-tag-manager", "email", "jwt", "jwt-in-page-url", "ga4"]

  @Test(arguments: [
    ("segmnet", ["segment"]), ("Segment", ["segment"]), ("sentri", ["sentry"]), ("google", ["google-ads", "google-tag-manager"]),
    ("jwt-in-page", ["jwt-in-page-url", "jwt"]), ("jwt-in-pgae-ulr", ["jwt-in-page-url", "jwt"]), ("emails", ["email"]), ("ga5", ["ga4"]),
  ])
  func `a name is similar to those that contain it or differ by a typo`(written: String, names: [String]) {
    #expect(Suggestion.names(like: written, among: Self.known) == names)
    #expect(Suggestion.names(like: written, among: Self.known.reversed()) == names)
  }

  @Test(arguments: ["", "e", "xyz", "something-else", "\u{1B}[31m"])
  func `a name may be similar to none`(written: String) {
    #expect(Suggestion.question(about: written, among: Self.known) == nil)
  }

  @Test func `no more are named than can be read`() {
    let known = (10..<99).map { "rule-\($0)" }
    #expect(Suggestion.names(like: "rule-", among: known) == (10..<15).map { "rule-\($0)" })
    #expect(Suggestion.question(about: "rule-100", among: ["rule-10", "rule-11"]) == "Did you mean rule-10, rule-11?")
  }
}
