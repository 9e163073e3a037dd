import PCRE
import Testing

@testable import Knowledge

/// The trees in the binary, which need no parsing, equal the YAML.
@Suite struct EmbeddedTreeTests {
  @Test func aTreeEqualsItsFile() throws {
    #expect(embeddedTrees.map(\.path) == embeddedRules.map(\.path))
    for (path, text) in embeddedRules {
      let parsed = try #require(try YAMLReader.document(text, file: "rules/\(path)"))
      let compiled = try #require(YAMLReader.embedded(path))
      #expect(compiled.file == parsed.file)
      #expect(difference(compiled.node, parsed.node) == nil, "\(path)")
    }
  }

  /// Where a compiled value differs from a parsed one, by line and column; nil if it does not. The compiled one has no examples.
  private func difference(_ compiled: YAMLNode, _ parsed: YAMLNode) -> String? {
    let place = "\(parsed.line):\(parsed.column)"
    guard compiled.line == parsed.line, compiled.column == parsed.column, compiled.text == parsed.text,
      compiled.isScalar == parsed.isScalar, compiled.isList == parsed.isList, compiled.isMapping == parsed.isMapping
    else { return place }
    if let elements = parsed.elements {
      guard let others = compiled.elements, others.count == elements.count else { return place }
      for (other, element) in zip(others, elements) { if let found = difference(other, element) { return found } }
    }
    if let members = parsed.members?.filter({ $0.key.text != "examples" }) {
      guard let others = compiled.members, others.count == members.count else { return place }
      for (other, member) in zip(others, members) {
        if let found = difference(other.key, member.key) ?? difference(other.value, member.value) { return found }
      }
    }
    return nil
  }

  @Test func rulesAndDestinationsAreTheSameWithAndWithoutExamples() throws {
    let files = embeddedRules.filter { !$0.path.contains("/") }
    let rules = try files.flatMap { try RuleFile.rules($0.text, file: "rules/\($0.path)") }
    #expect(try RuleFile.embedded().map(\.id) == rules.map(\.id))
    #expect(try RuleFile.embedded().allSatisfy { $0.hits.isEmpty && $0.misses.isEmpty })
    for (embedded, rule) in zip(try RuleFile.embedded(), rules) {
      guard case .text(let pattern, _, _) = rule.test, case .text(let proved, _, _) = embedded.test else { continue }
      // It is compiled when its group is needed.
      #expect(proved.group == pattern.group, "\(rule.id)")
    }
  }
}
