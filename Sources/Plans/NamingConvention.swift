/// How names are written.
package enum NamingConvention: String, CaseIterable, Sendable {
  case title = "Title Case"
  case sentence = "Sentence case"
  case lower = "lower case"
  case camel = "camelCase"
  case pascal = "PascalCase"
  case snake = "snake_case"
  case kebab = "kebab-case"
  case constant = "CONSTANT_CASE"

  /// Reads a convention in any spelling: `titleCase` and `title` are `Title Case`.
  package init?(_ word: String) {
    let folded = { (text: String) in text.lowercased().filter { $0.isLetter }.replacing("case", with: "") }
    guard let known = Self.allCases.first(where: { folded($0.rawValue) == folded(word) }) else { return nil }
    self = known
  }

  /// Whether a name follows the convention. Letters without case are accepted.
  package func holds(_ name: String) -> Bool {
    switch self {
    case .title: words(name, " ").allSatisfy { !($0.first?.isLowercase ?? true) && isWord($0) }
    case .sentence:
      words(name, " ").enumerated().allSatisfy { at, word in
        // A word without lower-case letters is an acronym.
        let isAcronym = !word.contains(where: \.isLowercase)
        return isWord(word) && (at == 0 ? !(word.first?.isLowercase ?? true) : isAcronym || !word.contains(where: \.isUppercase))
      }
    case .lower: words(name, " ").allSatisfy { isWord($0) && !$0.contains(where: \.isUppercase) }
    case .camel: isWord(name[...]) && !(name.first?.isUppercase ?? true) && !(name.first?.isNumber ?? true)
    case .pascal: isWord(name[...]) && !(name.first?.isLowercase ?? true) && !(name.first?.isNumber ?? true)
    case .snake: words(name, "_").allSatisfy { isWord($0) && !$0.contains(where: \.isUppercase) }
    case .kebab: words(name, "-").allSatisfy { isWord($0) && !$0.contains(where: \.isUppercase) }
    case .constant: words(name, "_").allSatisfy { isWord($0) && !$0.contains(where: \.isLowercase) }
    }
  }

  private func words(_ name: String, _ separator: Character) -> [Substring] {
    name.split(separator: separator, omittingEmptySubsequences: false)
  }

  private func isWord(_ text: Substring) -> Bool { !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber } }
}
