/// How plans mark a property as personal data; JSON Schema has no keyword for it.
package enum PersonalMark {
  private static let keywords = ["personal", "x-personal", "pii", "x-pii", "isPII", "sensitive", "x-sensitive"]
  private static let classes = ["personal", "pii", "sensitive", "credential"]

  /// Whether a schema has one of the marks: a keyword that is true, `x-telltale-class: personal`, or a classification or tag of
  /// that name.
  static func isSet(in schema: JSONValue) -> Bool {
    if keywords.contains(where: { schema[$0]?.boolean ?? false }) { return true }
    let words = ["x-telltale-class", "x-classification", "classification", "tags", "labels"].flatMap { key -> [String] in
      guard let value = schema[key] else { return [] }
      return value.text.map { [$0] } ?? value.elements.compactMap(\.text) + value.members.flatMap { [$0.key, $0.value.text ?? ""] }
    }
    return words.contains { classes.contains($0.lowercased()) }
  }
}
