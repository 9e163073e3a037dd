package import Vocabulary

/// What the names of members in the app's own traffic say of people and of texts: `rules/words/own-traffic.yaml`.
package struct OwnTrafficWords: Sendable {
  /// What a member of a name says of a person.
  package private(set) var facts: [String: PersonFact] = [:]
  /// What a member says that stands below one that holds a name.
  package private(set) var parts: [String: PersonFact] = [:]
  /// Members that hold a user name where they do not read as a name of a person.
  package private(set) var chosen: Set<String> = []
  /// What the object around a person's members is called, and what an answer is called that stands in another object.
  package private(set) var people: Set<String> = []
  package private(set) var wrappers: Set<String> = []
  /// Words in the path of a URL that is about people.
  package private(set) var about: Set<String> = []
  /// Members that name a thing, and those that hold a text.
  package private(set) var titles: Set<String> = []
  package private(set) var texts: Set<String> = []
  /// Members whose values may have been used as salts.
  package private(set) var salts: Set<String> = []
  /// What holds texts of the app's own, and words in the path of a URL that leads to such.
  package private(set) var own: Set<String> = []
  package private(set) var files: Set<String> = []
  /// Members, as they are written, that a document of the app's own has together.
  package private(set) var documents: [Set<String>] = []

  /// The words in the binary.
  package static func embedded() throws(ConfigurationError) -> OwnTrafficWords {
    var words = OwnTrafficWords()
    guard let document = YAMLReader.embedded("words/own-traffic.yaml") else { return words }
    let lists = ["chosen", "people", "wrappers", "about", "titles", "texts", "salts", "own", "files"]
    let members = try document.members(Set(lists + ["facts", "parts", "documents"]))
    var sets: [String: Set<String>] = [:]
    for list in lists { sets[list] = Set(try members[list]?.strings() ?? []) }
    words.chosen = sets["chosen", default: []]
    words.people = sets["people", default: []]
    words.wrappers = sets["wrappers", default: []]
    words.about = sets["about", default: []]
    words.titles = sets["titles", default: []]
    words.texts = sets["texts", default: []]
    words.salts = sets["salts", default: []]
    words.own = sets["own", default: []]
    words.files = sets["files", default: []]
    words.facts = try facts(members["facts"])
    words.parts = try facts(members["parts"])
    for document in try members["documents"]?.elements() ?? [] { words.documents.append(Set(try document.strings())) }
    return words
  }

  /// What a name says that ends with a long one of the list: `ajs-remote-user-fullname`.
  package func fact(behindOthers name: String) -> PersonFact? {
    var rest = Substring(name)
    while rest.utf8.count > Self.longName {
      rest.removeFirst()
      if let fact = facts[String(rest)] { return fact }
    }
    return nil
  }

  /// Shorter names end others by chance, in bytes.
  private static let longName = 8

  private static func facts(_ lists: YAMLReader?) throws(ConfigurationError) -> [String: PersonFact] {
    let members = try lists?.members(Set(PersonFact.allCases.map(\.rawValue))) ?? [:]
    var facts: [String: PersonFact] = [:]
    for fact in PersonFact.allCases {
      for name in try members[fact.rawValue]?.strings() ?? [] { facts[name] = fact }
    }
    return facts
  }
}
