import Bytes
import Vocabulary

/// The name of an event, a message or a screen. It says more than which one it is if it quotes a title, a number or an email address.
///
/// Names that programmers choose have one style: title case, a sentence with a capital at its beginning, or lower case. Values that were
/// filled in keep their own style.
struct SpeakingName {
  private let words: [Substring]
  private let name: String

  init(_ value: Span<UInt8>) {
    name = value.count > 1_024 ? "" : String(copying: value)
    words = name.split(whereSeparator: \.isWhitespace)
  }

  var holdsMoreThanItsEvent: Bool {
    guard words.count >= 3, !isCode else { return false }
    return hasForeignNumber || hasTwoStyles || hasAppendix || words.count { !Self.connectors.contains($0.lowercased()) } >= 9
  }

  /// Whether it is code or a stack trace rather than a name.
  private var isCode: Bool { name.contains { "{}<>=;\\`".contains($0) } || name.contains("://") || name.contains("()") }

  /// Whether it has a number that does not count something of the app's own: "Viewed Unit 7", but not "Step 2 Completed".
  private var hasForeignNumber: Bool {
    for (at, word) in words.enumerated().dropFirst() {
      let word = word.trimming { !$0.isLetter && !$0.isNumber }
      guard word.contains(where: \.isNumber) else { continue }
      let before = words[at - 1].lowercased().filter(\.isLetter)
      if Self.counted.contains(before) || Self.isOwnNumber(word) { continue }
      return true
    }
    return false
  }

  /// Whether it mixes words of two styles: "Viewed Whistleblower report Unit".
  private var hasTwoStyles: Bool {
    var (capitals, smalls) = (0, 0)
    for word in words.dropFirst() {
      let letters = word.filter(\.isLetter)
      guard let first = letters.first, !Self.connectors.contains(letters.lowercased()), !Self.products.contains(letters.lowercased()) else {
        continue
      }
      if letters.count > 1, letters.allSatisfy(\.isUppercase) { continue }
      if first.isUppercase { capitals += 1 } else if first.isLowercase { smalls += 1 }
    }
    return capitals >= 2 && smalls >= 1 && words.count >= 4
  }

  /// Whether a sentence or a title follows a colon or a dash: "Form created: Salary review", but not "Forms: Form Created".
  private var hasAppendix: Bool {
    guard let mark = words.dropLast().lastIndex(where: { $0.hasSuffix(":") || ["-", "–", "—", "|", "→"].contains($0) }) else {
      return false
    }
    let rest = words[(mark + 1)...].filter { !Self.connectors.contains($0.lowercased()) && !Self.products.contains($0.lowercased()) }
    // The text of an error comes from the program.
    let isError = words[...mark].contains { word in Self.errors.contains { word.lowercased().contains($0) } }
    guard mark > 0, !isError, rest.count >= 2, let first = rest.first?.first, first.isUppercase else { return false }
    return rest.dropFirst().contains { $0.first?.isLowercase ?? false }
  }

  /// Whether a number belongs to the web or to a time: 404, 2FA, OAuth2, 30s, 50%.
  private static func isOwnNumber(_ word: Substring) -> Bool {
    if let number = Int(word) { return 400..<600 ~= number }
    return word.wholeMatch(of: /[0-9]+(?:d|h|m|s|ms|x|px|kb|mb|th|nd|rd|st|fa|%)|[A-Za-z]{3,}[0-9]|v[0-9.]+/.ignoresCase()) != nil
  }

  private static let errors = ["error", "exception", "rejection", "warning", "fatal", "uncaught", "unhandled", "invariant"]

  private static let counted: Set<String> = [
    "step", "level", "tab", "version", "phase", "stage", "day", "week", "month", "variant", "option", "column", "row", "slide", "part",
    "star", "stars",
    "top", "last", "first", "tier", "grade", "round", "try", "attempt", "status", "error", "code", "http",
  ]

  private static let connectors: Set<String> = [
    "a", "an", "the", "of", "to", "in", "on", "for", "from", "with", "by", "via", "and", "or", "at", "is", "as", "into", "per", "vs", "not",
    "no", "was",
    "has", "have", "been", "be", "are",
  ]

  /// Names that have a capital in any style.
  private static let products: Set<String> = [
    "jira", "confluence", "atlassian", "bitbucket", "trello", "slack", "google", "microsoft", "github", "gitlab", "excel", "teams",
    "intercom", "segment",
    "forge", "connect", "cloud", "server", "i",
  ]
}
