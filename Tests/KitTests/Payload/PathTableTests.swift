import Testing

@testable import Payloads

@Suite struct PathTableTests {
  @Test func theSamePathHasTheSameNumber() {
    let paths = PathTable()
    let body = paths.path("body", below: PathTable.root)
    let mail = paths.path("mail", below: body)
    #expect(paths.path("mail", below: paths.path("body", below: PathTable.root)) == mail)
    #expect(paths.path("mail", below: PathTable.root) != mail)
    #expect(paths.path("Mail", below: body) != mail)
    #expect(Set([PathTable.root, body, mail]).count == 3)
  }

  @Test func theElementsOfAnArrayShareOne() {
    let paths = PathTable()
    let list = paths.path("customerEmails", below: paths.path("body", below: PathTable.root))
    let element = paths.element(below: list)
    #expect(paths.element(below: list) == element)
    #expect(paths.keys(of: element).map(\.text) == ["body", "customerEmails", "*"])
    #expect(paths.entries[element].wire == "body.customerEmails.*")
    // The key of an element is its array's, in arrays of arrays too.
    #expect(paths.entries[element].name == "customeremails")
    let inner = paths.element(below: element)
    #expect(paths.entries[inner].name == "customeremails")
  }

  @Test(arguments: [
    ("first_name", "firstname"), ("First Name", "firstname"), ("$el_text", "eltext"), ("[Amplitude] Text", "amplitudetext"),
    ("ud[ph]", "udph"),
    ("dimension10", "dimension10"), ("How can we help?", "howcanwehelp"), ("Straße", "straße"), ("名前", "名前"), ("", ""), ("--", ""),
  ])
  func rulesCompareTheLettersAndDigitsOfAKey(_ key: String, _ name: String) {
    let paths = PathTable()
    #expect(PathTable.name(of: key) == name)
    let path = paths.path(key, below: PathTable.root)
    #expect(paths.entries[path].name == name)
  }

  @Test func onlySeenPathsAreKnown() {
    let paths = PathTable()
    let body = paths.path("body", below: PathTable.root)
    #expect(paths.known("body", below: PathTable.root) == body)
    #expect(paths.known("mail", below: body) == nil)
    #expect(paths.entries.count == 2)
  }

  @Test func aKeyWithDotsIsWrittenLikeNestedKeys() {
    let paths = PathTable()
    let path = paths.path("ep.form_name", below: paths.path("query", below: PathTable.root))
    #expect(paths.keys(of: path).map(\.text) == ["query", "ep", "form_name"])
    #expect(paths.keys(of: path).map(\.name) == ["query", "ep", "formname"])
  }

  @Test func aLongKeyIsNotShownAndNotConfusedWithAnother() {
    let paths = PathTable()
    let long = String(repeating: "k", count: 300)
    let one = paths.path(long + "1", below: PathTable.root)
    let other = paths.path(long + "2", below: PathTable.root)
    #expect(one != other)
    #expect(paths.path(long + "1", below: PathTable.root) == one)
    #expect(paths.entries[one].key == "(301 bytes)")
  }

  @Test(arguments: [
    "ines.vandermeer@acme.example.com", "+44 20 7946 0018", "81.2.69.142", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
  ])
  func aKeyThatIsAValueIsNotShown(key: String) {
    let paths = PathTable()
    let path = paths.path("mail", below: paths.path(key, below: PathTable.root))
    #expect(paths.entries[path].wire == "*.mail")
    #expect(paths.entries[path - 1].key == "(\(key.utf8.count) bytes)")
  }

  @Test(arguments: ["@type", "$email", "ep.form_name", "pl@yer", "1.2.3", "12345678", "eyJ", "cloud.session.token"])
  func aKeyThatIsNoneIsShown(key: String) {
    let paths = PathTable()
    let path = paths.path(key, below: PathTable.root)
    #expect(paths.entries[path].key == key)
  }

  @Test func keysThatAreNoUTF8AreKeysAsWell() {
    let paths = PathTable()
    let bytes: [[UInt8]] = [[0xFF], [0xFE], [0xFF, 0xFE], []]
    let numbers = bytes.map { paths.path($0.span, below: PathTable.root) }
    #expect(Set(numbers).count == bytes.count)
    #expect(bytes.map { paths.path($0.span, below: PathTable.root) } == numbers)
  }

  @Test func itGrowsBeyondItsFirstSlots() {
    let paths = PathTable()
    // 50 places with 100 keys each: more than the 1,024 slots it begins with.
    func numbers() -> [Int] {
      (0..<5_000).map { paths.path("key\($0 % 100)", below: paths.path("place\($0 / 100)", below: PathTable.root)) }
    }
    let first = numbers()
    #expect(Set(first).count == 5_000)
    #expect(numbers() == first)
    #expect(paths.entries.count == 5_051)
    #expect(first.enumerated().allSatisfy { paths.keys(of: $1).map(\.text) == ["place\($0 / 100)", "key\($0 % 100)"] })
  }

  @Test func itIsResetOnlyWithTooManyPaths() {
    let paths = PathTable()
    let generation = paths.generation
    let kept = paths.path("kept", below: PathTable.root)
    for number in 0..<PathTable.capacity - 2 { _ = paths.path("k\(number)", below: PathTable.root) }
    paths.trim()
    #expect(paths.entries.count == PathTable.capacity)
    #expect(paths.generation == generation)
    #expect(paths.path("kept", below: PathTable.root) == kept)

    _ = paths.path("one more", below: PathTable.root)
    paths.trim()
    #expect(paths.entries.count == 1)
    #expect(paths.generation == generation + 1)
    #expect(paths.keys(of: paths.path("after", below: PathTable.root)).map(\.text) == ["after"])
  }
}
