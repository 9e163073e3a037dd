import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge

/// What counts as redacted, and that no rule finds a placeholder.
@Suite struct PlaceholderTests {
  @Test(arguments: [
    "~email-1~", "?~query-12~", "https://app.example/~referrer-1~", "https://~origin-1~/", "[~issue-1~] ~title-2~ - ~name-3~", "0e1",
    "0e123456",
    "/~path-1~?~query-2~", "~email-0123456789ab~",
  ])
  func placeholdersAreNoValues(_ text: String) {
    let isRedacted = Placeholder.isRedacted(Array(text.utf8).span)
    #expect(isRedacted)
  }

  @Test(arguments: [
    "", "~", "~~", "~email~", "~email-~", "~Email-1~", "~email-1", "email-1~", "jane ~name-1~", "~name-1~x", "https://app.example/", "0e",
    "1e1",
    "0e1x", "~email-01234567890123456~", "?q=~search-1~", "é~name-1~", "-", "?&=",
  ])
  func allElseIs(_ text: String) {
    let isRedacted = Placeholder.isRedacted(Array(text.utf8).span)
    #expect(!isRedacted)
  }

  @Test(arguments: [
    ("jane", "jane"), ("https://app.example/a?b", "a?b"), ("https://app.example?b", "?b"), ("https://app.example/", "app.example"),
    ("https://app.example", "app.example"), ("/users/7", "users/7"), ("/", "/"), ("mailto:a@b", "mailto:a@b"),
  ])
  func onlyTheCoreIsReplaced(_ value: String, _ core: String) {
    let bytes = Array(value.utf8)
    let range = Placeholder.core(of: bytes.span)
    #expect(String(decoding: bytes[range], as: UTF8.self) == core)
  }

  /// Every rule, with a placeholder instead of the mark in its examples.
  @Test func noRuleFindsAPlaceholder() throws {
    let book = try Standard.book
    for rule in book.rules where rule.placeholder != nil {
      for example in rule.hits {
        guard case .text(let value, let field, let key) = example.subject, let mark = example.mark, let kind = rule.placeholder else {
          continue
        }
        var bytes = Array(value.utf8)
        let core = Placeholder.core(of: bytes.span.extracting(mark))
        bytes.replaceSubrange(core.lowerBound + mark.lowerBound..<core.upperBound + mark.lowerBound, with: "~\(kind)-1~".utf8)
        let redacted = String(decoding: bytes, as: UTF8.self)
        let subject = Rule.Example.Subject.text(value: redacted, field: field, key: key)
        let found = RuleTester.values(found: [rule], Rule.Example(subject: subject, line: 1))
        #expect(found.allSatisfy { !$0.contains("~\(kind)-1~") }, "\(rule.id) finds \(found) in \(redacted)")
      }
    }
  }
}
