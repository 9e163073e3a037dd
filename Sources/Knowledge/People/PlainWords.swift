package import Vocabulary

/// Words that are also names, and identify no one if they are alone: `rules/words/plain.yaml`.
package struct PlainWords: Sendable {
  private var words: Set<String> = []
  /// Those of them that occur where a name would be and are not one.
  private var labels: Set<String> = []

  /// The words in the binary.
  package static func embedded() throws(ConfigurationError) -> PlainWords {
    guard let document = YAMLReader.embedded("words/plain.yaml") else { return PlainWords() }
    let members = try document.members(["names", "roles", "labels"])
    let labels = Set(try (members["roles"]?.strings() ?? []) + (members["labels"]?.strings() ?? []))
    return PlainWords(words: labels.union(try members["names"]?.strings() ?? []), labels: labels)
  }

  /// Whether a word occurs where a name would be and is not one.
  package func isLabel(_ word: String) -> Bool { labels.contains(word.lowercased()) }

  /// Whether a word may be an ordinary word.
  package func contains(_ word: String) -> Bool { words.contains(word.lowercased()) }
}
