package import Vocabulary

/// The keys under which the app's own traffic contains facts about people and users' texts: `rules/words/own-traffic.yaml`.
package struct OwnTrafficWords: Sendable {
  /// The fact that a key stands for.
  package private(set) var facts: [String: PersonFact] = [:]
  /// The fact that a key stands for inside a name, such as `name.first`.
  package private(set) var parts: [String: PersonFact] = [:]
  /// Keys of user names, unless the value reads as a person's name.
  package private(set) var chosen: Set<String> = []
  /// Keys of objects about a person, and of objects around a response.
  package private(set) var people: Set<String> = []
  package private(set) var wrappers: Set<String> = []
  /// Words in the path of a URL about people.
  package private(set) var about: Set<String> = []
  /// Keys of titles, and keys of texts.
  package private(set) var titles: Set<String> = []
  package private(set) var texts: Set<String> = []
  /// Keys of values that may have been used as salts.
  package private(set) var salts: Set<String> = []
  /// Keys of the app's own texts, and words in the path of a URL to such texts.
  package private(set) var own: Set<String> = []
  package private(set) var files: Set<String> = []
  /// Keys of values that the app offers to everybody.
  package private(set) var labels: Set<String> = []
  /// The things and remarks that a name in an HTML fragment consists of; a remark has a text and no title.
  package private(set) var things: Set<String> = []
  package private(set) var remarks: Set<String> = []
  /// Sets of keys, as written, that identify a document of the app's own.
  package private(set) var documents: [Set<String>] = []

  /// The words in the binary.
  package static func embedded() throws(ConfigurationError) -> OwnTrafficWords {
    var words = OwnTrafficWords()
    guard let document = YAMLReader.embedded("words/own-traffic.yaml") else { return words }
    let lists = ["chosen", "people", "wrappers", "about", "titles", "texts", "salts", "own", "files", "labels", "things", "remarks"]
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
    words.labels = sets["labels", default: []]
    words.things = sets["things", default: []]
    words.remarks = sets["remarks", default: []]
    words.facts = try facts(members["facts"])
    words.parts = try facts(members["parts"])
    for document in try members["documents"]?.elements() ?? [] { words.documents.append(Set(try document.strings())) }
    return words
  }

  /// The fact for a key that ends with a long one of the list: `ajs-remote-user-fullname`.
  package func fact(behindOthers name: String) -> PersonFact? {
    var rest = Substring(name)
    while rest.utf8.count > Self.longName {
      rest.removeFirst()
      if let fact = facts[String(rest)] { return fact }
    }
    return nil
  }

  /// Shorter keys end others by chance, in bytes.
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
