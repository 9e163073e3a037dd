import Vocabulary

/// A made-up person whose session was recorded: nothing about them may reach a third party.
package struct Persona: Equatable, Sendable {
  /// The facts, by their labels: `email`, `name`, …
  package var values: [(label: String, value: String)]

  package static func == (a: Persona, b: Persona) -> Bool { a.values.elementsEqual(b.values, by: ==) }

  /// The option that gives a persona.
  package static let option = "--persona"

  /// Reads a persona in an option: `email=jane@acme.example,name=Jane Doe`. A comma belongs to a value unless a label follows it.
  /// - Returns: Nil for another syntax, and for a value that is too short.
  package init?(option: String) {
    var values: [(label: String, value: String)] = []
    for part in option.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 2, Self.isLabel(sides[0]) {
        values.append((String(sides[0]), String(sides[1])))
      } else if values.isEmpty {
        return nil
      } else {
        values[values.count - 1].value += "," + part
      }
    }
    guard values.allSatisfy({ $0.value.count >= Self.minimumLength }) else { return nil }
    self.values = values
  }

  package init(values: [(label: String, value: String)]) {
    self.values = values
  }

  /// Whether a word may be a label.
  static func isLabel(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "_" }
  }

  /// The facts of which other forms are searched for as well.
  package var known: [PersonValue] {
    values.compactMap { label, value in PersonFact(label: label).map { PersonValue($0, value, Origin(.given)) } }
  }

  /// Shorter values occur in too many texts by chance.
  static let minimumLength = 4
}
