internal import PCRE
package import Vocabulary

extension Persona {
  /// A rule for each label, which searches for the values of all personas everywhere.
  package static func rules(_ personas: [Persona], file: String) throws(ConfigurationError) -> [Rule] {
    var values: [String: [String]] = [:]
    let all = personas.flatMap(\.values)
    // An expression of thousands of names is slow. Facts of many people are found without one, by the rules for known people.
    for (label, value) in all where all.count <= mostInExpressions || PersonFact(label: label) == nil {
      values[label, default: []].append(value)
    }
    var rules: [Rule] = []
    for (label, values) in values.sorted(by: { $0.key < $1.key }) { rules.append(try rule(label, values, file: file)) }
    return rules
  }

  /// The maximum number of values in expressions.
  private static let mostInExpressions = 200

  private static func rule(_ label: String, _ values: [String], file: String) throws(ConfigurationError) -> Rule {
    let words = values.map { value in value.unicodeScalars.map { escaped($0) }.joined() }.joined(separator: "|")
    let pattern: Pattern
    do {
      pattern = try Pattern(#"(?i)(?<![\p{L}\p{N}])(?:\#(words))(?![\p{L}\p{N}])"#)
    } catch {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the persona's \(label) cannot be searched: \(error)")
    }
    return Rule(
      id: "persona-\(label.lowercased().replacing("_", with: "-"))", title: "A persona's \(label.replacing("_", with: " "))",
      category: .personalData, placeholder: PlaceholderKind(label: label) ?? .person,
      severity: [.third: .high], confidence: .certain, places: [], keys: [], notKeys: [], conditions: Rule.Conditions(),
      test: .text(pattern, keywords: values, judgesWhole: false), validators: [],
      message: "The persona's \(label.replacing("_", with: " ")) reached {destination} in {field}",
      why: """
        The session was recorded as a person whose data the policy lists, and this is that data. What reached the vendor for this \
        person reaches it for every user.
        """,
      fix: "Send the account ID instead, and drop the field before the event is sent.",
      references: ["GDPR Art. 4(1)", "GDPR Art. 5(1)(c)"], hits: [], misses: [], file: file)
  }

  /// A scalar as a literal in a regex.
  private static func escaped(_ scalar: UnicodeScalar) -> String {
    let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.value > 0x7F
    return isWord ? String(scalar) : "\\x{\(String(scalar.value, radix: 16))}"
  }
}
