import Bytes
import Knowledge
import Vocabulary

/// A document of a plan's file, as a value with the lines of its parts.
struct PlanSource {
  let file: String
  let value: JSONValue
  private let yaml: YAMLReader?
  private let json: [UInt8]
  /// Lines by pointer, for a document that was made from a table.
  private let lines: [String: Int]

  /// A document from another reader, with the lines of some of its pointers.
  init(file: String, value: JSONValue, lines: [String: Int]) {
    self.init(file: file, value: value, yaml: nil, json: [], lines: lines)
  }

  private init(file: String, value: JSONValue, yaml: YAMLReader?, json: [UInt8], lines: [String: Int] = [:]) {
    (self.file, self.value, self.yaml, self.json, self.lines) = (file, value, yaml, json, lines)
  }

  /// The documents of a file: one of JSON, or several of YAML.
  static func documents(_ text: String, file: String) throws(ConfigurationError) -> [PlanSource] {
    let bytes = Array(text.utf8)
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    guard first == "{" || first == "[" else { return try yaml(text, file: file) }
    let json = Array(bytes.drop { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "[") })
    let all = [UInt8](repeating: UInt8(ascii: " "), count: bytes.count - json.count) + json
    do throws(JSONError) {
      return [PlanSource(file: file, value: try JSONValue(all.span), yaml: nil, json: all)]
    } catch {
      // YAML may begin with a bracket too.
      if !file.lowercased().hasSuffix(".json"), let documents = try? yaml(text, file: file) { return documents }
      let place = Position().advanced(by: min(error.offset, bytes.count), over: bytes.span)
      throw ConfigurationError(file: file, line: place.line, column: place.column, message: error.reason)
    }
  }

  private static func yaml(_ text: String, file: String) throws(ConfigurationError) -> [PlanSource] {
    var documents: [PlanSource] = []
    for reader in try YAMLReader.documents(text, file: file) {
      documents.append(PlanSource(file: file, value: try value(of: reader, depth: 0), yaml: reader, json: []))
    }
    return documents
  }

  private static func value(of reader: YAMLReader, depth: Int) throws(ConfigurationError) -> JSONValue {
    guard depth < JSONValue.maximumDepth else { throw reader.error("nested deeper than \(JSONValue.maximumDepth) levels") }
    if reader.isText {
      let text = try reader.string()
      guard reader.isPlain else { return .string(text) }
      // As YAML 1.2 reads an unquoted text.
      if text.isEmpty || text == "~" { return .null }
      return JSONValue(literal: text) ?? .string(text)
    }
    if reader.isList {
      var elements: [JSONValue] = []
      for element in try reader.elements() { elements.append(try value(of: element, depth: depth + 1)) }
      return .array(elements)
    }
    _ = try reader.members()
    var members: [JSONValue.Member] = []
    for (key, member) in try reader.orderedMembers() { members.append(JSONValue.Member(key, try value(of: member, depth: depth + 1))) }
    return .object(members)
  }

  // MARK: Places

  /// An error at a pointer in the document (RFC 6901), or at the nearest parent that exists.
  func error(_ message: String, at pointer: String = "") -> ConfigurationError {
    let keys = pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
      .map { String($0.replacing("~1", with: "/").replacing("~0", with: "~")) }
    if !lines.isEmpty {
      let known = lines.filter { pointer == $0.key || pointer.hasPrefix($0.key + "/") }.max { $0.key.utf8.count < $1.key.utf8.count }
      return ConfigurationError(file: file, line: known?.value ?? 1, column: 1, message: message)
    }
    guard var reader = yaml else {
      let place = Position().advanced(by: Self.offset(of: keys, in: json), over: json.span)
      return ConfigurationError(file: file, line: place.line, column: place.column, message: message)
    }
    for key in keys {
      let members = (try? reader.orderedMembers())?.first { $0.key == key }?.value
      let element = Int(key).flatMap { at in (try? reader.elements()).flatMap { $0.indices.contains(at) ? $0[at] : nil } }
      guard let next = members ?? element else { break }
      reader = next
    }
    return reader.error(message)
  }

  /// The offset of the value that some keys lead to, as far as they exist.
  private static func offset(of keys: [String], in bytes: [UInt8]) -> Int {
    var cursor = JSONCursor()
    let text = bytes.span
    var found = 0
    walk: for key in keys {
      guard let first = cursor.peek(text) else { break }
      found = cursor.offset
      var isFirst = true
      if first == UInt8(ascii: "{") {
        while let name = try? cursor.nextKey(text, isFirst: &isFirst) {
          if String(copying: text.extracting(name.range)) == key { continue walk }
          guard (try? cursor.skipValue(text)) != nil else { break walk }
        }
      } else if first == UInt8(ascii: "["), let number = Int(key) {
        var at = 0
        while (try? cursor.nextElement(text, isFirst: &isFirst)) ?? false {
          if at == number { continue walk }
          guard (try? cursor.skipValue(text)) != nil else { break walk }
          at += 1
        }
      }
      return found
    }
    return cursor.peek(text) == nil ? found : cursor.offset
  }
}
