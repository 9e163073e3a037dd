/// Reading a value with checks, for values that are used in full.
extension JSONCursor {
  /// Skips any value like ``skipValue(_:)``, but only if it is valid JSON at every depth.
  ///
  /// Unquoted keys, missing commas and the like are errors here; `NaN` and the like are not. If a value is `lineBound`, a line feed
  /// inside a string is an error too: a log line that was cut off in a string would swallow the next otherwise.
  @discardableResult
  package mutating func checkValue(_ text: Span<UInt8>, lineBound: Bool = false) throws(JSONError) -> Range<Int> {
    guard peek(text) != nil else { throw .unterminated(at: offset) }
    let start = offset
    try check(text, lineBound: lineBound, depth: 0)
    return start..<offset
  }

  private mutating func check(_ text: Span<UInt8>, lineBound: Bool, depth: Int) throws(JSONError) {
    guard let first = peek(text) else { throw .unterminated(at: offset) }
    switch first {
    case UInt8(ascii: "\""): try checkString(text, lineBound: lineBound)
    case UInt8(ascii: "{"):
      if depth == Self.maximumDepth { throw .tooDeep(at: offset) }
      var isFirst = true
      while try nextCheckedKey(text, isFirst: &isFirst, lineBound: lineBound) {
        try check(text, lineBound: lineBound, depth: depth + 1)
      }
    case UInt8(ascii: "["):
      if depth == Self.maximumDepth { throw .tooDeep(at: offset) }
      var isFirst = true
      while try nextElement(text, isFirst: &isFirst) {
        try check(text, lineBound: lineBound, depth: depth + 1)
      }
    default: try skipValue(text)
    }
  }

  private mutating func nextCheckedKey(
    _ text: Span<UInt8>, isFirst: inout Bool, lineBound: Bool
  ) throws(JSONError) -> Bool {
    if isFirst { try expect(UInt8(ascii: "{"), text) }
    guard let next = peek(text) else { throw .unterminated(at: offset) }
    if next == UInt8(ascii: "}") {
      offset += 1
      return false
    }
    if !isFirst { try expect(UInt8(ascii: ","), text) }
    isFirst = false
    try checkString(text, lineBound: lineBound)
    try expect(UInt8(ascii: ":"), text)
    return true
  }

  private mutating func checkString(_ text: Span<UInt8>, lineBound: Bool) throws(JSONError) {
    guard peek(text) != nil else { throw .unterminated(at: offset) }
    let start = offset
    let end: Int
    do throws(JSONError) {
      end = try string(text).range.upperBound
    } catch {
      // If the string already has a line feed, reading on for its end is useless.
      guard case .unterminated = error, lineBound else { throw error }
      guard let feed = text.first(UInt8(ascii: "\n"), in: start..<text.count) else { throw error }
      throw .unexpected(at: feed, expected: "the end of a string")
    }
    if lineBound, let feed = text.first(UInt8(ascii: "\n"), in: start..<end) {
      throw .unexpected(at: feed, expected: "the end of a string")
    }
  }
}
