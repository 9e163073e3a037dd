package import Bytes

extension JSONValue {
  /// The maximum depth of plans, and of events that are checked.
  package static let maximumDepth = 64

  /// The value of a JSON text (RFC 8259) with nothing after it.
  package init(_ text: Span<UInt8>) throws(JSONError) {
    var cursor = JSONCursor()
    self = try Self.value(&cursor, text, depth: 0)
    guard cursor.peek(text) == nil else { throw .unexpected(at: cursor.offset, expected: "the end of the text") }
  }

  private static func value(_ cursor: inout JSONCursor, _ text: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
    guard let first = cursor.peek(text) else { throw .unterminated(at: cursor.offset) }
    switch first {
    case UInt8(ascii: "{"):
      guard depth < maximumDepth else { throw .tooDeep(at: cursor.offset) }
      var members: [Member] = []
      var isFirst = true
      while let key = try cursor.nextKey(text, isFirst: &isFirst) {
        members.append(Member(string(key, text), try value(&cursor, text, depth: depth + 1)))
      }
      return .object(withoutDuplicates(members))
    case UInt8(ascii: "["):
      guard depth < maximumDepth else { throw .tooDeep(at: cursor.offset) }
      var elements: [JSONValue] = []
      var isFirst = true
      while try cursor.nextElement(text, isFirst: &isFirst) { elements.append(try value(&cursor, text, depth: depth + 1)) }
      return .array(elements)
    case UInt8(ascii: "\""):
      return .string(string(try cursor.string(text), text))
    default:
      let range = try cursor.skipValue(text)
      guard let value = JSONValue(literal: String(copying: text.extracting(range))) else {
        throw .unexpected(at: range.lowerBound, expected: "a JSON value")
      }
      return value
    }
  }

  /// A number, a boolean or `null`; nil for anything else.
  package init?(literal text: String) {
    switch text {
    case "null": self = .null
    case "true": self = .boolean(true)
    case "false": self = .boolean(false)
    default:
      guard let number = JSONNumber(text) else { return nil }
      self = .number(number)
    }
  }

  private static func string(_ string: JSONString, _ text: Span<UInt8>) -> String {
    let raw = text.extracting(string.range)
    return string.escaped ? String(decoding: JSONEscapes.decoded(raw), as: UTF8.self) : String(copying: raw)
  }
}
