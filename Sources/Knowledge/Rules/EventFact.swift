import Bytes

/// A condition on an event: that it has a canonical field, perhaps with one of these values or with none of them.
///
/// Rules write it `user.id`, `integrations=false` or `client.ip!=auto|1`.
package struct EventFact: Hashable, Sendable {
  /// The condition as written in the rule's file.
  package let source: String
  /// The canonical field, which may end in `.*`.
  package let field: String
  /// Values in lower case; empty for any.
  private let values: Set<String>
  /// Whether it excludes the values.
  private let isNegated: Bool

  package init(_ source: String) {
    self.source = source
    let parts = source.split(separator: "=", maxSplits: 1)
    isNegated = parts.count == 2 && parts[0].hasSuffix("!")
    field = String(isNegated ? parts[0].dropLast() : parts.first ?? "")
    values = parts.count == 2 ? Set(parts[1].lowercased().split(separator: "|").map(String.init)) : []
  }

  /// Whether it depends on the value, not only on the presence of the field.
  package var asksForValue: Bool { !values.isEmpty }

  /// Whether a value of the field satisfies it.
  package func holds(_ value: Span<UInt8>) -> Bool {
    values.isEmpty || value.count <= 64 && values.contains(String(copying: value).lowercased()) != isNegated
  }
}
