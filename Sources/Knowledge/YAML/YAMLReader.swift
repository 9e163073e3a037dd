package import Vocabulary
internal import Yams

/// A YAML value that is read by what is expected of it; whatever else it is, is an error with its place.
package struct YAMLReader {
  let node: Node
  let file: String

  init(node: Node, file: String) {
    self.node = node
    self.file = file
  }

  /// The one document of `text`; nil where it is empty.
  package static func document(_ text: String, file: String) throws(ConfigurationError) -> YAMLReader? {
    do {
      // The basic resolver takes every scalar for a text: what a text must be is said where it is read, and guessing costs more
      // than reading.
      return try Yams.compose(yaml: text, .basic, .default, .utf8).map { YAMLReader(node: $0, file: file) }
    } catch let error as YamlError {
      throw ConfigurationError(error, file: file)
    } catch {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "\(error)")
    }
  }

  /// A text without its blocks `key:`, whose lines are left empty, so that all others keep their numbers.
  ///
  /// Examples are two thirds of our rules and vendors, and only proving them needs them.
  package static func text(_ text: String, without key: String) -> String {
    var kept = ""
    kept.reserveCapacity(text.utf8.count)
    var block: Int?
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
      let content = line.dropFirst(indent)
      if let depth = block, !content.isEmpty, indent <= depth { block = nil }
      if block == nil, content.elementsEqual("\(key):".utf8) { block = indent }
      if block == nil { kept += Substring(line) }
      kept += "\n"
    }
    return kept
  }

  var line: Int { node.mark?.line ?? 1 }

  package func error(_ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, column: node.mark?.column ?? 1, message: message)
  }

  /// The members of a mapping, whose keys must be among `known`.
  package func members(_ known: Set<String>) throws(ConfigurationError) -> [String: YAMLReader] {
    let members = try members()
    for (key, _) in node.mapping ?? [:] {
      guard let name = key.string, !known.contains(name) else { continue }
      throw YAMLReader(node: key, file: file).error("unknown key `\(name)`" + Self.guess(name, among: known.sorted()))
    }
    return members
  }

  /// What was probably meant by a word, as the end of a message.
  static func guess(_ word: String, among known: [String]) -> String {
    Suggestion.names(like: word, among: known, limit: 1).first.map { "; did you mean `\($0)`?" } ?? ""
  }

  /// The members of a mapping of any keys.
  package func members() throws(ConfigurationError) -> [String: YAMLReader] {
    guard let mapping = node.mapping else { throw error("expected a mapping") }
    var members: [String: YAMLReader] = [:]
    for (key, value) in mapping {
      guard let name = key.string else { throw YAMLReader(node: key, file: file).error("expected a key") }
      guard members[name] == nil else { throw YAMLReader(node: key, file: file).error("`\(name)` stands twice") }
      members[name] = YAMLReader(node: value, file: file)
    }
    return members
  }

  /// The members of a mapping in the order of the file.
  func orderedMembers() throws(ConfigurationError) -> [(key: String, value: YAMLReader)] {
    guard let mapping = node.mapping else { throw error("expected a mapping") }
    return mapping.compactMap { key, value in key.string.map { ($0, YAMLReader(node: value, file: file)) } }
  }

  package func elements() throws(ConfigurationError) -> [YAMLReader] {
    guard let sequence = node.sequence else { throw error("expected a list") }
    return sequence.map { YAMLReader(node: $0, file: file) }
  }

  package func string() throws(ConfigurationError) -> String {
    guard let string = node.scalar?.string else { throw error("expected a text") }
    return string
  }

  /// A list of texts, or one text for a list of one.
  package func strings() throws(ConfigurationError) -> [String] {
    if node.scalar != nil { return [try string()] }
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }

  package func boolean() throws(ConfigurationError) -> Bool {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw error("expected true or false")
    }
  }

  func severity() throws(ConfigurationError) -> Severity {
    guard let severity = Severity(name: try string()) else {
      throw error("expected one of \(Severity.allCases.reversed().map(\.name).joined(separator: ", "))")
    }
    return severity
  }

  /// The member that `what` cannot be without, among the members of this mapping.
  package func required(_ key: String, in members: [String: YAMLReader], of what: String) throws(ConfigurationError) -> YAMLReader {
    guard let member = members[key] else { throw error("\(what) needs `\(key)`") }
    return member
  }

  /// A text that must be one of the names of `Value`.
  package func choice<Value>(_ type: Value.Type) throws(ConfigurationError) -> Value
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    guard let value = Value(rawValue: try string()) else {
      throw error("expected one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }

  package var isMapping: Bool { node.mapping != nil }
  var isList: Bool { node.sequence != nil }
}

extension ConfigurationError {
  fileprivate init(_ error: YamlError, file: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      self.init(file: file, line: mark.line, column: mark.column, message: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let mark = context.mark
      self.init(file: file, line: mark.line, column: mark.column, message: "`\(duplicates.first ?? "a key")` stands twice")
    default:
      self.init(file: file, line: 1, column: 1, message: "\(error)")
    }
  }
}
