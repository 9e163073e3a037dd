import Foundation
import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge

/// The rules in the binary pass their own examples.
@Suite struct EmbeddedRuleTests {
  @Test func theBinaryHoldsTheFilesOfTheRepository() throws {
    let root = URL(filePath: #filePath).appending(path: "../../../../rules").standardizedFileURL.path
    let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".yaml") }.sorted()
    #expect(embeddedRules.map(\.path).sorted() == files)
    for (path, text) in embeddedRules {
      let file = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
      // Named, not shown: a difference would print a file of 50 KB.
      #expect(file == text || file == text + "\n", "\(path) was changed and not embedded again")
    }
  }

  @Test func everyExampleOfEveryRulePasses() throws {
    let book = try Standard.book
    let failures = book.rules.compactMap { rule in
      RuleTester.firstFailure(of: rule, destinations: book.destinations.destinations, beside: book.rules).map {
        "\(rule.file):\($0.line): \(rule.id): \($0.message)"
      }
    }
    #expect(failures == [])
  }

  @Test func everyRuleIsCompleteAndUnique() throws {
    let rules = try Standard.book.rules
    #expect(rules.count > 50)
    #expect(Set(rules.map(\.id)).count == rules.count)
    for rule in rules {
      let id: Comment = "\(rule.id)"
      #expect(rule.id.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, id)
      #expect(rule.hits.count >= 2, id)
      #expect(rule.misses.count >= 2, id)
      #expect(rule.why.hasSuffix(".") && rule.why.count > 40, id)
      #expect(rule.fix.hasSuffix(".") && rule.fix.count > 10, id)
      #expect(!rule.title.isEmpty && !rule.title.hasSuffix("."), id)
      #expect(!rule.message.isEmpty && !rule.message.hasSuffix("."), id)
      #expect(!rule.severity.isEmpty, id)
      #expect(!rule.references.isEmpty, id)
    }
  }

  @Test func messagesHaveOnlyKnownPlaceholders() throws {
    for rule in try Standard.book.rules {
      let rest = ["{destination}", "{field}", "{event}", "{party}", "{detail}"].reduce(rule.message) { $0.replacing($1, with: "") }
      #expect(!rest.contains("{") && !rest.contains("}"), "\(rule.id)")
    }
  }

  @Test func placesExist() throws {
    let places = ["url", "url.path", "url.query", "url.fragment", "cookie", "body", "websocket", "response"]
    for rule in try Standard.book.rules {
      for place in rule.places {
        #expect(CanonicalField.isKnown(place) || places.contains(place) || place.hasPrefix("header."), "\(rule.id): \(place)")
      }
    }
  }

  @Test func aWrongExampleIsReported() throws {
    func failure(hits: String, misses: String) throws -> ExampleFailure? {
      let text = """
        - id: form-secret
          title: t
          category: credential
          severity: high
          confidence: certain
          keywords: [secret]
          regex: 'secret-(?<value>\\w+)'
          group: value
          message: m
          why: w
          fix: f
          examples:
            hits: [\(hits)]
            misses: [\(misses)]
        """
      return try RuleTester.firstFailure(of: #require(RuleBook.of([(path: "f.yaml", text: text)]).rules.first))
    }
    #expect(try failure(hits: "'a secret-⟦one⟧ b'", misses: "'a secret'") == nil)
    #expect(try failure(hits: "'one'", misses: "") == ExampleFailure(line: 13, message: "this must be found, and is not"))
    #expect(try failure(hits: "'⟦secret-one⟧'", misses: "")?.message == "what is found is not what ⟦ ⟧ marks, but “one”")
    #expect(try failure(hits: "", misses: "'secret-two'") == ExampleFailure(line: 14, message: "this must not be found, but “two” is"))
  }
}
