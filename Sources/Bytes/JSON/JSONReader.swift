package import Vocabulary

/// Reads a JSON document of a known structure. Anything unexpected is an error with its position and without a byte of the text.
package struct JSONReader {
  private let bytes: [UInt8]
  private let file: String
  private var cursor = JSONCursor()

  package init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// An error at the last value that was read, or at `offset`.
  package func error(_ message: String, at offset: Int? = nil) -> ConfigurationError {
    let place = Position().advanced(by: min(offset ?? cursor.offset, bytes.count), over: bytes.span)
    return ConfigurationError(file: file, line: place.line, column: place.column, message: message)
  }

  /// Reads the members of an object, each by its key, and checks that the ones in `needs` are present.
  package mutating func object(needs: [String] = [], _ member: (inout JSONReader, String) throws(ConfigurationError) -> Void)
    throws(ConfigurationError)
  {
    _ = try read { (cursor, text) throws(JSONError) in cursor.peek(text) }
    let start = cursor.offset
    var missing = Set(needs)
    var isFirst = true
    while let key = try read({ (cursor, text) throws(JSONError) in try cursor.nextKey(text, isFirst: &isFirst) }) {
      let name = string(key)
      missing.remove(name)
      try member(&self, name)
    }
    if let lacking = needs.first(where: missing.contains) { throw error("`\(lacking)` is missing here", at: start) }
  }

  package mutating func array(_ element: (inout JSONReader) throws(ConfigurationError) -> Void) throws(ConfigurationError) {
    var isFirst = true
    while try read({ (cursor, text) throws(JSONError) in try cursor.nextElement(text, isFirst: &isFirst) }) { try element(&self) }
  }

  package mutating func string() throws(ConfigurationError) -> String {
    string(try read { (cursor, text) throws(JSONError) in try cursor.string(text) })
  }

  package mutating func strings() throws(ConfigurationError) -> [String] {
    var strings: [String] = []
    try array { (reader) throws(ConfigurationError) in strings.append(try reader.string()) }
    return strings
  }

  /// A count: an integer that is not negative.
  package mutating func count() throws(ConfigurationError) -> Int {
    let range = try read { (cursor, text) throws(JSONError) in try cursor.skipValue(text) }
    guard let count = Int(String(decoding: bytes[range], as: UTF8.self)), count >= 0 else {
      throw error("expected a number of things", at: range.lowerBound)
    }
    return count
  }

  /// A string that must be one of the names of `Value`.
  package mutating func choice<Value>(_ type: Value.Type) throws(ConfigurationError) -> Value
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    let text = try read { (cursor, text) throws(JSONError) in try cursor.string(text) }
    guard let value = Value(rawValue: string(text)) else {
      throw error("expected one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))", at: text.range.lowerBound - 1)
    }
    return value
  }

  package mutating func skip() throws(ConfigurationError) {
    _ = try read { (cursor, text) throws(JSONError) in try cursor.skipValue(text) }
  }

  /// Checks that nothing follows.
  package mutating func end() throws(ConfigurationError) {
    guard try read({ (cursor, text) throws(JSONError) in cursor.peek(text) }) == nil else { throw error("expected the end of the file") }
  }

  private mutating func read<Result>(_ body: (inout JSONCursor, Span<UInt8>) throws(JSONError) -> Result) throws(ConfigurationError)
    -> Result
  {
    var at = cursor
    defer { cursor = at }
    do throws(JSONError) {
      return try body(&at, bytes.span)
    } catch {
      throw self.error(error.reason, at: error.offset)
    }
  }

  private func string(_ string: JSONString) -> String {
    let raw = bytes[string.range]
    return String(decoding: string.escaped ? JSONEscapes.decoded(bytes.span.extracting(string.range)) : Array(raw), as: UTF8.self)
  }
}
