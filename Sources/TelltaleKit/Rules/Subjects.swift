/// Tells from the words of a name what it is about: something that users make, such as a form; a part of the app, such as a button; or
/// a person.
///
/// The words are data: `rules/words/subjects.yaml`.
package struct Subjects: Sendable {
  /// What rules may ask for in `about`.
  package enum Subject: String, CaseIterable, Sendable {
    case madeThings = "made things"
    case people
  }

  private var made: Set<String> = []
  private var own: Set<String> = []
  private var looking: Set<String> = []
  private var lookedAt: Set<String> = []
  private var people: Set<String> = []

  /// The words in the binary.
  package static func embedded() throws(ConfigurationError) -> Subjects {
    let path = "words/subjects.yaml"
    let text = embeddedRules.first { $0.path == path }?.text ?? ""
    guard let members = try YAMLReader.document(text, file: "rules/\(path)")?.members(["made", "own", "looking", "looked_at", "people"])
    else {
      return Subjects()
    }
    func set(_ key: String) throws(ConfigurationError) -> Set<String> { Set(try members[key]?.strings() ?? []) }
    return Subjects(
      made: try set("made"), own: try set("own"), looking: try set("looking"), lookedAt: try set("looked_at"), people: try set("people"))
  }

  /// Whether an event of this name is about something that users make.
  package func isAboutMadeThings(event name: String) -> Bool {
    guard name.utf8.count <= Self.longestName else { return false }
    let words = Self.words(of: name)
    let things = words.filter(made.contains)
    if things.isEmpty || words.contains(where: own.contains) { return false }
    // "Page Viewed" tells of a screen of the app's, "Page Created" of a page that somebody wrote.
    return !things.allSatisfy(lookedAt.contains) || !words.contains(where: looking.contains)
  }

  /// Whether a name has the word for a part of the app.
  func namesPart(_ name: String) -> Bool { Self.words(of: name).contains(where: own.contains) }

  /// What the object or the list under a key is about; nil where the key does not say. The last word counts: a `formButton` is a button.
  package func verdict(of key: String) -> Verdict? {
    guard key.utf8.count <= Self.longestName, let last = Self.words(of: key).last, !lookedAt.contains(last) else { return nil }
    if made.contains(last) { return .about(.madeThings) }
    if people.contains(last) { return .about(.people) }
    return own.contains(last) ? .part : nil
  }

  /// What a key says.
  package enum Verdict: Equatable, Sendable {
    case about(Subject)
    /// It is a part of the app, whatever stands around it.
    case part
  }

  private static let longestName = 256

  /// The words of a name in any naming style, each in lower case and in the singular.
  private static func words(of name: String) -> [String] {
    SecretNames.words(of: Array(name.utf8).span).map(singular)
  }

  private static func singular(_ word: String) -> String {
    if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
    if word.hasSuffix("xes") || word.hasSuffix("sses") { return String(word.dropLast(2)) }
    return word.hasSuffix("s") && !word.hasSuffix("ss") && !word.hasSuffix("us") && word.utf8.count > 3 ? String(word.dropLast()) : word
  }
}
