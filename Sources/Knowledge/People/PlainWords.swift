package import Vocabulary

/// Words that are a name too, and say of nobody who it is where they stand alone: `rules/words/plain.yaml`.
package struct PlainWords: Sendable {
  private var words: Set<String> = []

  /// The words in the binary.
  package static func embedded() throws(ConfigurationError) -> PlainWords {
    guard let document = YAMLReader.embedded("words/plain.yaml") else { return PlainWords() }
    let members = try document.members(["names", "roles", "labels"])
    var words: Set<String> = []
    for member in members.values { words.formUnion(try member.strings()) }
    return PlainWords(words: words)
  }

  /// Whether a word may stand anywhere for itself.
  package func contains(_ word: String) -> Bool { words.contains(word.lowercased()) }
}
