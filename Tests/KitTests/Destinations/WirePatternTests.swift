import Testing

@testable import Knowledge
@testable import Payloads
@testable import Vocabulary

@Suite struct WirePatternTests {
  private func keys(_ wire: String) -> ArraySlice<PathTable.Key> {
    wire.split(separator: ".").map { PathTable.Key(text: String($0), name: PathTable.name(of: $0)) }[...]
  }

  /// The match of a pattern with a path: the number of keys before what its last `*` matched.
  private func match(_ pattern: String, _ wire: String) throws -> Int? {
    try #require(WirePattern(pattern)).match(keys(wire))
  }

  @Test(arguments: [
    ("context.page.url", "context.page.url", 3), ("context.page.url", "context.page.URL", 3), ("**.page_url", "a.b.pageUrl", 3),
    ("**.page_url", "page-url", 1), ("traits.*", "traits.email", 1), ("traits.*", "traits.address.city", 1), ("*.name", "a.name", 2),
    ("**.traits.*", "context.traits.email", 2), ("**.traits.*", "traits.traits.x", 1), ("body.*.url", "body.7.url", 3), ("*", "a", 0),
    ("*", "a.b", 0),
    ("**.a.**.b", "x.a.y.z.b", 5), ("t", "t", 1),
  ])
  func pathsThatAPatternMeansMatch(_ pattern: String, _ wire: String, _ passed: Int) throws {
    #expect(try match(pattern, wire) == passed)
  }

  @Test(arguments: [
    ("context.page.url", "context.page"), ("context.page.url", "context.page.url.x"), ("context.page.url", "page.url"),
    ("traits.*", "traits"),
    ("**.page_url", "a.page_urls"), ("**.page_url", "page_url.x"), ("*.name", "name"), ("*.name", "a.b.name"), ("**.a.**.b", "b.a"),
    // Short keys are compared exactly: `t` is not `T`, and `en` is not `_en`.
    ("t", "T"), ("en", "_en"), ("dl", "DL"),
  ])
  func otherPathsDoNot(_ pattern: String, _ wire: String) throws {
    #expect(try match(pattern, wire) == nil)
  }

  @Test func aPatternSaysWhereItCountsFromAndInWhichEvents() throws {
    let absolute = try #require(WirePattern("/url.query.dl"))
    #expect(absolute.isAbsolute)
    #expect(absolute.match(keys("url.query.dl")) == 3)
    let group = try #require(WirePattern("traits.* @group"))
    #expect(group.type == .group)
    #expect(!group.isAbsolute)
    #expect(WirePattern("traits.* @groups") == nil)
    #expect(WirePattern("a @track @page") == nil)
  }

  @Test func placesOfEventsAreElementsOfListsAndNeverMembersOfObjects() throws {
    let batch = try #require(WirePattern("body.batch.*"))
    #expect(batch.isPlace(keys("body.batch.*")))
    #expect(!batch.isPlace(keys("body.batch.meta")))
    #expect(!batch.isPlace(keys("body.batch")))
    #expect(!batch.isPlace(keys("body.batch.*.x")))
  }

  @Test func literalKeysAreMoreSpecific() throws {
    let patterns = try ["context.traits.email", "context.traits.*", "traits.*", "**.email", "*.*", "**"].map {
      try #require(WirePattern($0)).specificity
    }
    #expect(patterns == [12, 9, 5, 4, 2, 0])
  }

  /// A hostile capture must not take long.
  @Test(.timeLimit(.minutes(1))) func manyOpenPartsOverManyKeysEnd() throws {
    #expect(try match("**.a.**.b.**.c", String(repeating: "a.b.", count: 30)) == nil)
  }
}
