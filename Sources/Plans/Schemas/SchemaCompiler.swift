internal import PCRE

/// Compiles a schema document into nodes: each subschema once, however many references lead to it.
struct SchemaCompiler {
  /// A document with more nodes is not a plan.
  private static let maximumNodes = 100_000

  private let document: JSONValue
  let draft: JSONSchema.Draft
  private let index: ResourceIndex
  private(set) var nodes: [JSONSchema.Node] = []
  private var numbers: [String: Int] = [:]
  /// The subschemas that still need compiling.
  private var waiting: [(number: Int, value: JSONValue)] = []
  private(set) var dynamicAnchors: [JSONSchema.DynamicAnchor: Int] = [:]
  /// The nodes of `additionalItems`, by the pointer of their schema.
  var additionalItems: [String: Int] = [:]

  init(_ document: JSONValue, _ draft: JSONSchema.Draft) throws(SchemaError) {
    self.document = document
    self.draft = document["$schema"]?.text.flatMap(JSONSchema.Draft.init) ?? draft
    index = ResourceIndex(document, self.draft)
  }

  /// The number of the node for the schema at a pointer.
  mutating func node(at pointer: String) throws(SchemaError) -> Int {
    if let known = numbers[pointer] { return known }
    guard let value = document.value(at: pointer) else {
      throw SchemaError(pointer: pointer, message: "there is nothing at `#\(pointer)`")
    }
    guard nodes.count < Self.maximumNodes else { throw SchemaError(pointer: pointer, message: "the schema is too large") }
    let number = nodes.count
    nodes.append(JSONSchema.Node(pointer: pointer))
    numbers[pointer] = number
    waiting.append((number, value))
    return number
  }

  /// Compiles everything that was requested, and what it refers to.
  mutating func finish() throws(SchemaError) {
    for (name, pointer, resource) in index.dynamicAnchors {
      dynamicAnchors[JSONSchema.DynamicAnchor(resource: resource, name: name)] = try node(at: pointer)
    }
    while let (number, value) = waiting.popLast() { try compile(number, value) }
    for number in nodes.indices where circles(number) {
      throw SchemaError(pointer: nodes[number].pointer, message: "the reference leads back to itself")
    }
  }

  /// Whether a node refers to itself for the same value.
  private func circles(_ number: Int) -> Bool {
    guard nodes[number].reference != nil else { return false }
    var seen: Set<Int> = []
    var open = nodes[number].inPlace + (nodes[number].not.map { [$0] } ?? [])
    while let next = open.popLast() {
      if next == number { return true }
      if seen.insert(next).inserted { open += nodes[next].inPlace + (nodes[next].not.map { [$0] } ?? []) }
    }
    return false
  }

  private mutating func compile(_ number: Int, _ value: JSONValue) throws(SchemaError) {
    let pointer = nodes[number].pointer
    nodes[number].resource = index.resource(at: pointer)
    if let verdict = value.boolean { return nodes[number].verdict = verdict }
    guard value.isObject else { throw SchemaError(pointer: pointer, message: "a schema is an object, true or false") }
    var node = nodes[number]
    node.isPersonal = PersonalMark.isSet(in: value)
    if let reference = value["$ref"] {
      node.reference = try self.node(at: target(of: reference, pointer, "$ref"))
      // Up to draft 7, keywords next to `$ref` are ignored.
      if draft == .seven { return nodes[number] = node }
    }
    if let reference = value["$dynamicRef"] ?? value["$recursiveRef"] {
      let target = try target(of: reference, pointer, "$dynamicRef")
      node.reference = try self.node(at: target)
      node.dynamicName = index.dynamicAnchors.first { $0.pointer == target && reference.text?.hasSuffix("#\($0.name)") ?? false }?.name
    }
    for member in value.members { try read(member, into: &node) }
    // After a list of `items`, `additionalItems` describes the others.
    if case .array = value["items"] { node.items = additionalItems[pointer] }
    nodes[number] = node
  }

  private func target(of reference: JSONValue, _ pointer: String, _ keyword: String) throws(SchemaError) -> String {
    guard let text = reference.text else { throw SchemaError(pointer: "\(pointer)/\(keyword)", message: "a reference is a text") }
    guard let target = index.target(of: text, from: pointer), document.value(at: target) != nil else {
      let isLocal = text.hasPrefix("#")
      throw SchemaError(
        pointer: "\(pointer)/\(keyword)",
        message: isLocal
          ? "`\(text)` leads nowhere in this document"
          : "`\(text)` is outside of this document, and nothing is fetched: put what it leads to into the document, below `$defs`")
    }
    return target
  }
}

extension JSONValue {
  /// The value at a pointer relative to this one (RFC 6901); nil if there is none.
  package func value(at pointer: String) -> JSONValue? {
    var value = self
    for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = String(part.replacing("~1", with: "/").replacing("~0", with: "~"))
      switch value {
      case .object:
        guard let member = value[key] else { return nil }
        value = member
      case .array(let elements):
        guard let at = Int(key), elements.indices.contains(at), key == String(at) else { return nil }
        value = elements[at]
      default: return nil
      }
    }
    return pointer.isEmpty || pointer.hasPrefix("/") ? value : nil
  }

  /// A key as a step of a pointer.
  package static func step(_ key: String) -> String { "/" + key.replacing("~", with: "~0").replacing("/", with: "~1") }
}
