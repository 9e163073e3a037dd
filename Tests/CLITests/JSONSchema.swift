import Foundation

/// A JSON value for validation.
indirect enum JSONValue: Decodable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(_ text: String) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The member of an object; nil for anything else.
  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var strings: [String] { elements.compactMap { if case .string(let text) = $0 { text } else { nil } } }

  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}

/// Validates values against a schema of draft 2020-12, with the keywords that telltale's schemas use.
///
/// An unknown keyword is an error, so that no keyword is left unchecked.
struct JSONSchema {
  private static let annotations: Set<String> = ["$schema", "$id", "$defs", "title", "description"]

  private let root: JSONValue

  init(_ root: JSONValue) { self.root = root }

  /// The errors of a value, each with its position; empty for a valid one.
  func faults(of value: JSONValue) -> [String] { faults(of: value, by: root, at: "$") }

  private func faults(of value: JSONValue, by schema: JSONValue, at place: String) -> [String] {
    guard case .object(let keywords) = schema else { return ["\(place): the schema is no object"] }
    return keywords.flatMap { keyword, argument in
      // Keywords of other vocabularies are annotations, too.
      if Self.annotations.contains(keyword) || keyword.hasPrefix("x-") { return [String]() }
      return fault(of: value, keyword, argument, at: place) ?? membersFaults(of: value, keyword, argument, schema, at: place)
    }
  }

  /// The keywords about the value itself; nil for one about its members.
  private func fault(of value: JSONValue, _ keyword: String, _ argument: JSONValue, at place: String) -> [String]? {
    let holds: Bool
    switch (keyword, argument) {
    case ("type", .string(let name)): holds = Self.type(name, of: value)
    case ("type", .array): holds = argument.strings.contains { Self.type($0, of: value) }
    case ("enum", .array(let choices)): holds = choices.contains(value)
    case ("const", _): holds = argument == value
    case ("minimum", .integer(let least)):
      switch value {
      case .integer(let number): holds = number >= least
      case .number(let number): holds = number >= Double(least)
      default: holds = true
      }
    case ("minItems", .integer(let least)):
      guard case .array(let elements) = value else { return [] }
      holds = elements.count >= least
    case ("pattern", .string(let pattern)):
      guard case .string(let text) = value else { return [] }
      guard let regex = try? Regex(pattern) else { return ["\(place): the pattern \(pattern) does not compile"] }
      holds = text.firstMatch(of: regex) != nil
    case ("required", .array):
      guard case .object(let members) = value else { return [] }
      return argument.strings.filter { members[$0] == nil }.map { "\(place): lacks `\($0)`" }
    default: return nil
    }
    return holds ? [] : ["\(place): \(keyword)"]
  }

  /// The keywords about members of the value, or with references in the schema.
  private func membersFaults(
    of value: JSONValue, _ keyword: String, _ argument: JSONValue, _ schema: JSONValue, at place: String
  ) -> [String] {
    switch (keyword, argument) {
    case ("properties", .object(let properties)):
      guard case .object(let members) = value else { return [] }
      return members.flatMap { key, member in properties[key].map { faults(of: member, by: $0, at: "\(place).\(key)") } ?? [] }
    case ("additionalProperties", .boolean(false)):
      guard case .object(let members) = value, case .object(let known)? = schema["properties"] else { return [] }
      return members.keys.filter { known[$0] == nil }.map { "\(place): `\($0)` is one too many" }
    case ("items", .object):
      return value.elements.enumerated().flatMap { faults(of: $1, by: argument, at: "\(place)[\($0)]") }
    case ("$ref", .string(let reference)):
      guard reference.hasPrefix("#/$defs/"), let target = root["$defs"]?[String(reference.dropFirst(8))] else {
        return ["\(place): \(reference) is not in the schema"]
      }
      return faults(of: value, by: target, at: place)
    default: return ["\(place): the keyword `\(keyword)` is not known in this form"]
    }
  }

  private static func type(_ name: String, of value: JSONValue) -> Bool {
    switch (name, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("boolean", .boolean), ("integer", .integer), ("null", .null),
      ("number", .integer), ("number", .number):
      true
    default: false
    }
  }
}
