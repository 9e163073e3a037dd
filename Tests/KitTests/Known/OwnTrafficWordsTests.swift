import Testing

@testable import Knowledge
@testable import Payloads

/// The words by which the app's own traffic is read are written as they are compared.
@Suite struct OwnTrafficWordsTests {
  @Test func theyAreWrittenAsTheyAreCompared() throws {
    let words = try OwnTrafficWords.embedded()
    let names = Set(words.facts.keys).union(words.parts.keys).union(words.chosen).union(words.people).union(words.wrappers)
      .union(words.titles).union(words.texts).union(words.salts).union(words.own)
    #expect(names.count > 400)
    #expect(names.filter { PathTable.name(of: $0) != $0 }.sorted() == [])
    #expect(words.documents.allSatisfy { !$0.isEmpty })
    #expect(!words.about.isEmpty && !words.files.isEmpty)
  }

  @Test func noNameSaysTwoThings() throws {
    let words = try OwnTrafficWords.embedded()
    #expect(words.own.isDisjoint(with: words.titles) && words.own.isDisjoint(with: words.texts))
    #expect(words.texts.isDisjoint(with: words.titles))
    #expect(words.chosen.allSatisfy { [.name, .userName].contains(words.facts[$0]) })
  }

  @Test(arguments: [
    ("ajsremoteuserfullname", PersonFact.name), ("reporterdisplayname", .name), ("billingphonenumber", .phone), ("filename", nil),
    ("rename", nil),
  ])
  func aLongNameCountsBehindAnother(_ name: String, _ fact: PersonFact?) throws {
    #expect(try OwnTrafficWords.embedded().fact(behindOthers: name) == fact)
  }
}
