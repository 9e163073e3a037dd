package import Vocabulary
internal import YAML

/// Reads a YAML value of a known structure. Anything unexpected is an error with its position.
package struct YAMLReader {
  let node: YAMLNode
  package let file: String

  init(node: YAMLNode, file: String) {
    self.node = node
    self.file = file
  }

  /// The only document of `text`; nil if it is empty.
  package static func document(_ text: String, file: String) throws(ConfigurationError) -> YAMLReader? {
    do {
      return try YAMLDocument.single(text).map { YAMLReader(node: .parsed($0), file: file) }
    } catch {
      throw ConfigurationError(error, file: file)
    }
  }

  /// All documents of `text`, separated by `---`.
  package static func documents(_ text: String, file: String) throws(ConfigurationError) -> [YAMLReader] {
    do {
      return try YAMLDocument.all(text).map { YAMLReader(node: .parsed($0), file: file) }
    } catch {
      throw ConfigurationError(error, file: file)
    }
  }

  /// A file in the binary, by its path below `rules/`, without its examples; nil if it is empty or does not exist.
  package static func embedded(_ path: String) -> YAMLReader? {
    embeddedTrees.first { $0.path == path }.flatMap { embedded($0.path, $0.tree) }
  }

  /// The files in the binary whose paths are `wanted`, sorted by path.
  package static func embedded(where wanted: (String) -> Bool) -> [YAMLReader] {
    embeddedTrees.compactMap { wanted($0.path) ? embedded($0.path, $0.tree) : nil }
  }

  private static func embedded(_ path: String, _ tree: StaticString) -> YAMLReader? {
    CompiledNode(tree: tree).map { YAMLReader(node: .compiled($0), file: "rules/\(path)") }
  }

  /// The result of `read`: for a file in the binary, which is known to be valid, when it is needed; for others now.
  func reading<Value: Sendable>(
    _ read: @escaping @Sendable (YAMLReader) throws(ConfigurationError) -> Value
  ) throws(ConfigurationError) -> @Sendable () -> Value {
    guard case .compiled(let node) = node else {
      let value = try read(self)
      return { value }
    }
    return { [file] in
      do throws(ConfigurationError) {
        return try read(YAMLReader(node: .compiled(node), file: file))
      } catch {
        fatalError("\(error)")
      }
    }
  }

  /// Whether it is in the binary, and so was validated by the build.
  var isEmbedded: Bool { if case .compiled = node { true } else { false } }

  var line: Int { node.line }

  package func error(_ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, column: node.column, message: message)
  }

  /// The members of a mapping, whose keys must be among `known`.
  package func members(_ known: Set<String>) throws(ConfigurationError) -> [String: YAMLReader] {
    let members = try members()
    guard !members.keys.allSatisfy(known.contains) else { return members }
    for (key, _) in node.members ?? [] {
      guard let name = key.text, !known.contains(name) else { continue }
      throw YAMLReader(node: key, file: file).error("unknown key `\(name)`" + Self.guess(name, among: known.sorted()))
    }
    return members
  }

  /// A suggestion for an unknown word, for the end of a message.
  static func guess(_ word: String, among known: [String]) -> String {
    Suggestion.names(like: word, among: known, limit: 1).first.map { "; did you mean `\($0)`?" } ?? ""
  }

  /// The members of a mapping with any keys.
  package func members() throws(ConfigurationError) -> [String: YAMLReader] {
    guard let listed = node.members else { throw error("expected a mapping") }
    var members: [String: YAMLReader] = [:]
    members.reserveCapacity(listed.count)
    for (key, value) in listed {
      guard let name = key.text else { throw YAMLReader(node: key, file: file).error("expected a key") }
      guard members[name] == nil else { throw YAMLReader(node: key, file: file).error("`\(name)` appears twice") }
      members[name] = YAMLReader(node: value, file: file)
    }
    return members
  }

  /// The members of a mapping in the order of the file.
  package func orderedMembers() throws(ConfigurationError) -> [(key: String, value: YAMLReader)] {
    guard let listed = node.members else { throw error("expected a mapping") }
    return listed.compactMap { key, value in key.text.map { ($0, YAMLReader(node: value, file: file)) } }
  }

  package func elements() throws(ConfigurationError) -> [YAMLReader] {
    guard let elements = node.elements else { throw error("expected a list") }
    return elements.map { YAMLReader(node: $0, file: file) }
  }

  package func string() throws(ConfigurationError) -> String {
    guard let string = node.text else { throw error("expected a text") }
    return string
  }

  /// A list of texts, or a single text as a list of one.
  package func strings() throws(ConfigurationError) -> [String] {
    if isText { return [try string()] }
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }

  package func boolean() throws(ConfigurationError) -> Bool {
    switch node.text {
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

  /// A required member of `what`, among the members of this mapping.
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

  package var isMapping: Bool { node.isMapping }
  package var isList: Bool { node.isList }
  package var isText: Bool { node.isScalar }
  /// Whether it is a text without quotes, which may stand for a number, a boolean or null.
  package var isPlain: Bool { node.isPlain }
}

extension ConfigurationError {
  fileprivate init(_ error: YAMLError, file: String) {
    self.init(file: file, line: error.line, column: error.column, message: error.problem)
  }
}
