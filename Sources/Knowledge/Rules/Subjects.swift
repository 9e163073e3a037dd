import Bytes
package import Vocabulary

/// Decides from the words of a name what it is about: something that users make, such as a form; a part of the app, such as a
/// button; or a person.
///
/// The words are data: `rules/words/subjects.yaml`.
package struct Subjects: Sendable {
  /// The subjects that rules may name in `about`.
  package enum Subject: String, CaseIterable, Sendable {
    case madeThings = "made things"
    case templates
    case people
    case customers
    case searches
    /// A part of an interface, such as a button.
    case controls
  }

  private var made: Set<String> = []
  private var own: Set<String> = []
  private var technical: Set<String> = []
  private var looking: Set<String> = []
  private var lookedAt: Set<String> = []
  private var templates: Set<String> = []
  private var people: Set<String> = []
  private var customers: Set<String> = []
  private var searches: Set<String> = []
  private var controls: Set<String> = []

  /// The words in the binary.
  package static func embedded() throws(ConfigurationError) -> Subjects {
    guard let document = YAMLReader.embedded("words/subjects.yaml") else { return Subjects() }
    let members = try document.members([
      "made", "templates", "own", "technical", "looking", "looked_at", "people", "customers", "searches", "controls",
    ])
    func set(_ key: String) throws(ConfigurationError) -> Set<String> { Set(try members[key]?.strings() ?? []) }
    return Subjects(
      made: try set("made"), own: try set("own"), technical: try set("technical"), looking: try set("looking"),
      lookedAt: try set("looked_at"), templates: try set("templates"), people: try set("people"), customers: try set("customers"),
      searches: try set("searches"), controls: try set("controls"))
  }

  /// The subject of an event with this name: something that users make, a template of it, or a search; nil for the app itself and
  /// for unclear names.
  package func subject(ofEvent name: String) -> Subject? {
    guard name.utf8.count <= Self.longestName else { return nil }
    let words = Self.words(of: name)
    if words.contains(where: controls.contains) { return .controls }
    if words.contains(where: own.contains) { return nil }
    if words.contains(where: templates.contains) { return .templates }
    let things = words.filter(made.contains)
    if things.isEmpty { return words.contains(where: searches.contains) ? .searches : nil }
    // "Page Viewed" is about a screen of the app, "Page Created" about a page that someone wrote.
    return things.allSatisfy(lookedAt.contains) && words.contains(where: looking.contains) ? nil : .madeThings
  }

  /// The subject of the object or the list under a key; nil if the key does not show it. The last word counts: a `formButton` is a
  /// button.
  package func verdict(of key: String) -> Verdict? {
    guard key.utf8.count <= Self.longestName, let last = Self.words(of: key).last, !lookedAt.contains(last) else { return nil }
    if templates.contains(last) { return .about(.templates) }
    if customers.contains(last) { return .about(.customers) }
    if made.contains(last) { return .about(.madeThings) }
    if people.contains(last) { return .about(.people) }
    return own.contains(last) || technical.contains(last) ? .part : nil
  }

  /// What a key shows.
  package enum Verdict: Equatable, Sendable {
    case about(Subject)
    /// It is a part of the app, whatever surrounds it.
    case part
  }

  private static let longestName = 256

  /// The words of a name in any naming style, each in lower case and in the singular.
  private static func words(of name: String) -> [String] {
    NameWords.of(Array(name.utf8).span).map(singular)
  }

  private static func singular(_ word: String) -> String {
    if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
    if word.hasSuffix("xes") || word.hasSuffix("sses") { return String(word.dropLast(2)) }
    return word.hasSuffix("s") && !word.hasSuffix("ss") && !word.hasSuffix("us") && word.utf8.count > 3 ? String(word.dropLast()) : word
  }
}
