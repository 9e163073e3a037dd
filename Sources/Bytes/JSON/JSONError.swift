/// Why a JSON text could not be read any further, and where.
package enum JSONError: Error, Equatable, Sendable {
  /// The text ended inside a value.
  case unterminated(at: Int)
  /// Something other than `expected` was found.
  case unexpected(at: Int, expected: String)
  /// Containers were nested deeper than ``JSONCursor/maximumDepth``.
  case tooDeep(at: Int)

  /// The byte offset in the text that was read.
  package var offset: Int {
    switch self {
    case .unterminated(let at), .unexpected(let at, _), .tooDeep(let at): at
    }
  }

  /// What is wrong, for a person, without the position and without a byte of the text.
  package var reason: String {
    switch self {
    case .unterminated: "the text ends inside a value"
    case .unexpected(_, let expected): "expected \(expected)"
    case .tooDeep: "nested deeper than \(JSONCursor.maximumDepth) levels"
    }
  }
}
