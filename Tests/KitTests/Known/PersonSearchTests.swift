import Testing

@testable import Bytes
@testable import Knowledge
@testable import Known

/// Forms are made when a text has a part of one; which they are does not depend on when.
@Suite struct PersonSearchTests {
  private static let people: [(PersonFact, String)] = [
    (.email, "Mina.Koroma+news@orchid.example"), (.email, "m@orchid.example"), (.email, "ab.c@d.example"),
    (.email, " padded.one@orchid.example "),
    (.name, "Mina Koroma"), (.name, "Koroma, Mina Adaeze"), (.name, "Bo Li"), (.name, "Maria Li"), (.name, "Jürgen Köhlschmidt"),
    (.name, "Prince"), (.name, "Anne-Marie d'Arcy"), (.firstName, "Mina"), (.lastName, "Koroma"), (.userName, "mkoroma81"),
    (.userName, "a.b-c"),
    (.company, "Fjord Traders Ltd."), (.company, "Fjordälv"), (.avatar, "https://cdn.example/avatars/Mina.PNG"),
    (.phone, "+49 1512 5550123"), (.phone, "0049-1512-5550123"), (.phone, "(020) 7946 0777"), (.phone, "5550123 ext 4"),
    (.phone, "0000 0123456"),
  ]

  /// What is said of common parts: each text with a form has one of them.
  @Test(arguments: people.indices) func everyFormHasACommonPart(_ number: Int) {
    let (fact, text) = Self.people[number]
    let parts = fact.commonParts(of: text)
    guard !parts.isEmpty else { return }
    // Initials have a field of their own, and shorter forms are not searched for.
    for form in PersonForm.all(of: fact, text) where form.shape != .initials && form.text.utf8.count >= 4 {
      let bytes = form.text.utf8.map(ByteClass.folded)
      let heads = (0...bytes.count - 4).map { at in bytes[at..<at + 4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
      #expect(heads.contains(where: parts.contains), "\(fact) \(form)")
    }
  }

  @Test func mostPeopleHaveCommonParts() {
    let without = Self.people.filter { $0.0.commonParts(of: $0.1).isEmpty }.map(\.1)
    #expect(without == ["Bo Li", "Maria Li", "Jürgen Köhlschmidt", "Fjordälv", "5550123 ext 4"])
  }

  /// The forms in some texts, one after the other, with the number of the value.
  private static func found(_ texts: [String], _ people: [(PersonFact, String)] = people, known: Int = .max) throws -> [[String]] {
    var search = PersonSearch(words: try PlainWords.embedded())
    search.take(people.enumerated().map { PersonValue($1.0, $1.1, Origin(.received, number: $0)) })
    return texts.map { text in
      search.matches(in: Array(text.utf8).span, areInitials: text == "MK") { $0 < known }
        .map {
          "\($0.value) \($0.form.shape.rawValue): \(text.utf8.dropFirst($0.range.lowerBound).prefix($0.range.count).map(Int.init).count)"
        }
    }
  }

  @Test func theOrderOfTextsDoesNotMatter() throws {
    let texts = ["MK", "from koroma", "MINA KOROMA", "mkoroma81@x", "amorok anim", "442079460777 by mina.koroma", "Mina Adaeze Koroma"]
    let forward = try Self.found(texts)
    #expect(try Self.found(texts.reversed()) == forward.reversed())
    #expect(forward.allSatisfy { !$0.isEmpty })
    for (text, found) in zip(texts, forward) { #expect(try Self.found([text]) == [found]) }
  }

  /// A form of two people belongs to the first; one that names only a second belongs to that.
  @Test func whoKeepsASharedForm() throws {
    let people: [(PersonFact, String)] = [(.name, "Rosalind Tamm"), (.name, "Rosalind Tamm-Kask"), (.userName, "rosalind")]
    // What wakes the later value first leaves the form with the earlier one.
    #expect(try Self.found(["tamm-kask", "Rosalind Tamm"], people).last == ["0 as given: 13"])
    #expect(try Self.found(["by rosalind"], people) == [["2 as given: 8"]])
    #expect(try Self.found(["by rosalind"], people, known: 1) == [["0 first word: 8"]])
  }
}
