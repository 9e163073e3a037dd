import Auditing
import Bytes
import Detecting
import FoundationEssentials
import Knowledge
import Redacting
import Vocabulary

/// Reads the inputs of a redaction other than captures: words and files of the command line.
enum RedactionInputs {
  /// What to keep and to remove, by known words, or by fields, whose names contain a dot or a star.
  static func choice(keep: [String], only: [String], _ policy: Policy, _ book: RuleBook) throws -> RedactionChoice {
    var choice = RedactionChoice(policy)
    let known = RedactionChoice.words(of: book)
    choice.fields += keep.filter { !known.contains($0) && ($0.contains(".") || $0.contains("*")) }.map { Glob($0) }
    choice.kept = Set(keep.filter { word in !choice.fields.contains { $0.description == word } })
    choice.only = only.isEmpty ? nil : Set(only)
    if let word = (choice.kept.sorted() + only).first(where: { !known.contains($0) }) {
      let guess = Suggestion.question(about: word, among: known).map { ". \($0)" } ?? "; there are \(known.joined(separator: ", "))"
      throw Failure("there is no class `\(Printable.line(word))`\(guess)", code: 64)
    }
    return choice
  }

  /// A shorter value would be found everywhere.
  private static let minimumLength = 3

  /// The values in a file, one per line, with `#` for comments.
  static func values(_ file: String) throws -> [String] {
    var values: [String] = []
    for (number, value) in try RuleFiles.lines(of: file) {
      guard value.utf8.count >= minimumLength else {
        throw Failure("\(file):\(number):1: a value has at least \(minimumLength) bytes: a shorter one is found everywhere", code: 64)
      }
      guard Redaction.canSeek(value) else {
        throw Failure(
          "\(file):\(number):1: the value has too few letters or digits to recognise its copies", code: 64)
      }
      values.append(value)
    }
    return values
  }

  /// The key in a file: all of its bytes except a line break at the end.
  static func pseudonyms(_ file: String) throws -> Pseudonyms {
    var key = try RuleFiles.bytes(of: file)
    while key.last == UInt8(ascii: "\n") || key.last == UInt8(ascii: "\r") { key.removeLast() }
    guard let pseudonyms = Pseudonyms(key: key) else {
      throw Failure(
        "\(file): a key has at least \(Pseudonyms.minimumKey) bytes, such as those of `head -c 32 /dev/urandom`", code: 64)
    }
    return pseudonyms
  }
}
