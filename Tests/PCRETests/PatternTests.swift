import PCRE
import Testing

@Suite struct PatternTests {
  @Test func aGroupIsFoundByItsName() throws {
    let pattern = try Pattern("to (?<who>[a-z]+)", group: "who")
    let match = try Matcher().firstMatch(of: pattern, in: Array("sent to jane".utf8).span, group: pattern.group)
    #expect(match?.whole == 5..<12)
    #expect(match?.group == 8..<12)
  }

  @Test func aGroupThatDoesNotExistHasNoNumber() throws {
    #expect(try Pattern("(a)(?<two>b)", group: "two").group == 2)
    #expect(try Pattern("(a)(?<two>b)", group: "three").group == 0)
    #expect(try Pattern("(a)").group == 0)
  }

  @Test func anExpressionThatIsKnownToCompileIsCompiledOnce() async throws {
    let pattern = Pattern(proved: "to (?<who>[a-z]+)", group: "who")
    try await withThrowingTaskGroup(of: Range<Int>?.self) { group in
      for _ in 0..<32 {
        group.addTask { try Matcher().firstMatch(of: pattern, in: Array("sent to jane".utf8).span, group: pattern.group)?.group }
      }
      for try await found in group { #expect(found == 8..<12) }
    }
  }

  @Test func aSearchBeginsAtTheGivenOffset() throws {
    let pattern = try Pattern("a")
    let text = Array("a-a".utf8)
    let matcher = Matcher()
    #expect(try matcher.firstMatch(of: pattern, in: text.span, from: 1)?.whole == 2..<3)
    #expect(try matcher.firstMatch(of: pattern, in: text.span, from: 3) == nil)
    #expect(try matcher.firstMatch(of: pattern, in: text.span, from: 4) == nil)
  }

  @Test func anExpressionThatSpeaksOfLettersReadsUTF8() throws {
    let pattern = try Pattern(#"\p{Lu}\p{Ll}+"#)
    #expect(try Matcher().firstMatch(of: pattern, in: Array("über Ægir".utf8).span)?.whole == 6..<11)
  }

  @Test func invalidUTF8IsNoError() throws {
    let pattern = try Pattern(#"\p{Lu}+"#)
    let text: [UInt8] = [0xFF, 0x41, 0xFE]
    #expect(try Matcher().firstMatch(of: pattern, in: text.span)?.whole == 1..<2)
  }

  @Test func anEmptyTextCanBeSearched() throws {
    let text: [UInt8] = []
    #expect(try Matcher().firstMatch(of: Pattern("x"), in: text.span) == nil)
    #expect(try Matcher().firstMatch(of: Pattern("^$"), in: text.span)?.whole == 0..<0)
  }

  @Test func aRunawayExpressionStops() throws {
    let pattern = try Pattern("(?:a+)+$")
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 64) + [UInt8(ascii: "b")]
    #expect(throws: MatchError.self) { try Matcher().firstMatch(of: pattern, in: text.span) }
  }

  @Test func aBrokenExpressionSaysWhere() {
    #expect { try Pattern("(a") } throws: { ($0 as? PatternError)?.offset == 2 }
  }
}
