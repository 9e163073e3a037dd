import Bytes

/// A JSON value as a tree: a plan, a schema, or an event that is checked.
///
/// Strings are equal if their code points are, and numbers if their values are: `1` is `1.0` (JSON Schema 2020-12 § 4.2.2).
package indirect enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  /// The members in the order of the text. The last of several with one name counts.
  case object([Member])

  /// A member of an object.
  package struct Member: Sendable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The type, as JSON Schema names it; an integer is a number too.
  package var type: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number(let number): number.isInteger ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// The member of a name; nil if there is none or it is not an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key.isExactly(key) }?.value
  }

  /// The members of an object; empty for anything else.
  package var members: [Member] { if case .object(let members) = self { members } else { [] } }

  /// The elements of a list; empty for anything else.
  package var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

  /// The text; nil for anything else.
  package var text: String? { if case .string(let text) = self { text } else { nil } }

  /// The boolean; nil for anything else.
  package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// Whether it is an object.
  package var isObject: Bool { if case .object = self { true } else { false } }

  /// Replaces a member, or adds it at the end.
  package mutating func set(_ key: String, _ value: JSONValue) {
    guard case .object(var members) = self else { return self = .object([Member(key, value)]) }
    if let at = members.lastIndex(where: { $0.key.isExactly(key) }) {
      members[at].value = value
    } else {
      members.append(Member(key, value))
    }
    self = .object(members)
  }

  /// The members without duplicates: the last of a name counts.
  static func withoutDuplicates(_ members: [Member]) -> [Member] {
    var places: [ExactText: Int] = [:]
    var kept: [Member] = []
    for member in members {
      if let place = places.updateValue(kept.count, forKey: ExactText(member.key)) {
        kept[place].value = member.value
        places[ExactText(member.key)] = place
      } else {
        kept.append(member)
      }
    }
    return kept
  }
}

extension JSONValue: Hashable {
  package static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.null, .null): return true
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.number(let a), .number(let b)): return a == b
    case (.string(let a), .string(let b)): return a.isExactly(b)
    case (.array(let a), .array(let b)): return a == b
    case (.object(let a), .object(let b)):
      guard a.count == b.count else { return false }
      let others = Dictionary(b.map { (ExactText($0.key), $0.value) }) { $1 }
      return a.allSatisfy { others[ExactText($0.key)] == $0.value }
    default: return false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .number(let number): hasher.combine(number)
    case .string(let text): hasher.combine(ExactText(text))
    case .array(let elements): hasher.combine(elements)
    case .object(let members):
      // The order of the members does not matter.
      hasher.combine(members.reduce(0) { $0 ^ ExactText($1.key).hashValue })
    }
  }
}

/// A string that equals another only if both have the same code points: `é` is not `e` with a combining accent.
package struct ExactText: Hashable, Comparable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (a: Self, b: Self) -> Bool { a.text.isExactly(b.text) }

  package static func < (a: Self, b: Self) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

extension String {
  /// Whether another text has the same code points.
  func isExactly(_ other: String) -> Bool { utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8) }
}
