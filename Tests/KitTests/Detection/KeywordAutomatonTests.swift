import Testing

@testable import Auditing
@testable import Detecting

@Suite struct KeywordAutomatonTests {
  private func rules(_ keywords: [String], in text: String) throws -> [Int] {
    let automaton = try #require(KeywordAutomaton(keywords: keywords.enumerated().map { (rule: $0, keyword: $1) }))
    var rules: [Int] = []
    automaton.rules(in: Array(text.utf8).span).forEach { rules.append($0) }
    return rules
  }

  @Test(arguments: [
    (["eyj"], "an EYJ0 token", [0]), (["EYJ"], "eyj", [0]), (["abc", "bc", "c"], "xabc", [0, 1, 2]),
    (["he", "she", "his", "hers"], "ushers", [0, 1, 3]),
    (["a"], "", []), (["@"], "a@b", [0]), ([#"\d.\d"#], "v4.2", [0]), ([#"\d.\d"#], "v.2", []), ([#"+\d"#], "tel +4", [0]),
    ([#"\c"#], "離婚", [0]), ([#"x\c"#], "xไทย", [0]), ([#"\c"#], "a — é “€”", []),
    (["aab"], "aaab", [0]),
    (["über"], "ich Über", []), (["ber"], "ÜBER", [0]), (["a b"], "A B", [0]), (["["], "{", []), (["@"], "`", []),
  ])
  func keywordsAreFoundInOnePass(_ keywords: [String], _ text: String, _ found: [Int]) throws {
    #expect(try rules(keywords, in: text) == found)
  }

  /// The reference: each keyword searched for by itself, ASCII letters without case, `\d` any digit.
  private func naive(_ keyword: String, _ text: [UInt8]) -> Bool {
    func lower(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }
    var pattern: [UInt8?] = []
    var rest = Array(keyword.utf8)[...]
    while let first = rest.first {
      let isDigit = first == UInt8(ascii: "\\") && rest.dropFirst().first == UInt8(ascii: "d")
      pattern.append(isDigit ? nil : lower(first))
      rest = rest.dropFirst(isDigit ? 2 : 1)
    }
    guard pattern.count <= text.count else { return false }
    return (0...text.count - pattern.count).contains { start in
      pattern.indices.allSatisfy { at in
        let byte = text[start + at]
        return pattern[at].map { $0 == lower(byte) } ?? (UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func itFindsWhatANaiveSearchFinds(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let letters = ["a", "b", "A", "B", "1", "2", ".", "@", "é", " "]
    for _ in 0..<40 {
      var keywords = (0..<1 + numbers.below(12)).map { _ in numbers.text(of: ["a", "b", "B", "1", ".", #"\d"#, "@"], length: 4) }
      keywords.removeAll(where: \.isEmpty)
      guard !keywords.isEmpty else { continue }
      for _ in 0..<10 {
        let text = numbers.text(of: letters, length: 24)
        let expected = keywords.indices.filter { naive(keywords[$0], Array(text.utf8)) }
        let found = try rules(keywords, in: text)
        if found != expected { Issue.record("\(keywords) in \(text): \(found), not \(expected)") }
      }
    }
  }

  @Test func aSetOfRulesHasRoomForAWholeBook() {
    var set = RuleSet()
    #expect(set.isEmpty)
    let numbers = [0, 1, 63, 64, 127, 200, RuleSet.capacity - 1]
    for number in numbers { set.insert(number) }
    var seen: [Int] = []
    set.forEach { seen.append($0) }
    #expect(seen == numbers)
    var other = RuleSet()
    other.insert(64)
    other.insert(65)
    #expect(
      set.intersection(other)
        == {
          var both = RuleSet(); both.insert(64); return both
        }())
  }
}
