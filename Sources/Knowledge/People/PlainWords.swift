package import Vocabulary

/// Words that are a name too, and say of nobody who it is where they stand alone: `rules/words/plain.yaml`.
package struct PlainWords: Sendable {
  private var words: Set<String> = []
  /// Those of them that stand where a name would, and are none.
  private var labels: Set<String> = []

  /// The words in the binary.
  package static func embedded() throws(ConfigurationError) -> PlainWords {
    guard let document = YAMLReader.embedded("words/plain.yaml") else { return PlainWords() }
    let members = try document.members(["names", "roles", "labels"])
    let labels = Set(try (members["roles"]?.strings() ?? []) + (members["labels"]?.strings() ?? []))
    return PlainWords(words: labels.union(try members["names"]?.strings() ?? []), labels: labels)
  }

  /// Whether a word stands where somebody's name would, and is nobody's.
  package func isLabel(_ word: String) -> Bool { labels.contains(word.lowercased()) }

  /// Whether a word may stand anywhere for itself.
  package func contains(_ word: String) -> Bool { words.contains(word.lowercased()) }
}
