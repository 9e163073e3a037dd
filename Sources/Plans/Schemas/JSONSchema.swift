import PCRE

/// A compiled JSON Schema of draft 7 or 2020-12: each subschema is a node, and references are numbers of nodes.
///
/// Draft 4's `id` and boolean `exclusiveMinimum`, which older tracking plans contain, and the keywords of 2019-09 are supported
/// too. Nothing is ever downloaded: a reference leads into the document or is an error.
package final class JSONSchema: Sendable {
  package enum Draft: Sendable {
    case seven, current

    /// The draft of a `$schema`; nil if it is unknown.
    package init?(_ schema: String) {
      if schema.contains("draft/20") { self = .current } else if schema.contains("draft-0") { self = .seven } else { return nil }
    }
  }

  /// The keywords of one subschema.
  struct Node: Sendable {
    /// Its position in the document (RFC 6901).
    var pointer: String
    /// The number of the schema resource that it belongs to.
    var resource = 0
    /// The result of the schemas `true` and `false`; nil for an object.
    var verdict: Bool?
    var types: Types?
    var enumeration: [JSONValue]?
    var constant: JSONValue?
    var bounds = Bounds()
    var multipleOf: JSONNumber?
    var pattern: Pattern?
    var format: Format?
    var formatName = ""
    var properties: [ExactText: Int] = [:]
    var patternProperties: [(pattern: Pattern, node: Int)] = []
    var additionalProperties: Int?
    var propertyNames: Int?
    var required: [String] = []
    var dependentRequired: [(key: String, needs: [String])] = []
    var dependentSchemas: [(key: String, node: Int)] = []
    var prefixItems: [Int] = []
    var items: Int?
    var contains: Int?
    var leastContains = 1
    var mostContains: Int?
    var isUnique = false
    var allOf: [Int] = []
    var anyOf: [Int] = []
    var oneOf: [Int] = []
    var not: Int?
    var condition: Int?
    var consequence: Int?
    var alternative: Int?
    var reference: Int?
    /// The name of a `$dynamicRef` whose target is a `$dynamicAnchor`.
    var dynamicName: String?
    var unevaluatedProperties: Int?
    var unevaluatedItems: Int?
    /// Whether an annotation marks the value as personal data.
    var isPersonal = false

    /// The schemas that apply to the same value.
    var inPlace: [Int] {
      allOf + anyOf + oneOf + [condition, consequence, alternative, reference].compactMap(\.self) + dependentSchemas.map(\.node)
    }
  }

  /// Minimum and maximum counts.
  struct Bounds: Sendable {
    var minimum: JSONNumber?
    var maximum: JSONNumber?
    var isMinimumExcluded = false
    var isMaximumExcluded = false
    var exclusiveMinimum: JSONNumber?
    var exclusiveMaximum: JSONNumber?
    var leastLength: Int?
    var mostLength: Int?
    var leastItems: Int?
    var mostItems: Int?
    var leastProperties: Int?
    var mostProperties: Int?
  }

  /// Types by their names in JSON Schema.
  struct Types: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = Types(rawValue: 1)
    static let boolean = Types(rawValue: 2)
    static let integer = Types(rawValue: 4)
    static let number = Types(rawValue: 8)
    static let string = Types(rawValue: 16)
    static let array = Types(rawValue: 32)
    static let object = Types(rawValue: 64)

    static let names: [(name: String, type: Types)] = [
      ("null", .null), ("boolean", .boolean), ("integer", .integer), ("number", .number), ("string", .string), ("array", .array),
      ("object", .object),
    ]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init?(_ name: String) {
      guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
      self = known.type
    }

    /// Whether a value has one of the types.
    func hold(_ value: JSONValue) -> Bool {
      switch value {
      case .null: contains(.null)
      case .boolean: contains(.boolean)
      case .number(let number): contains(.number) || contains(.integer) && number.isInteger
      case .string: contains(.string)
      case .array: contains(.array)
      case .object: contains(.object)
      }
    }

    /// `integer`, `string or null`.
    var description: String {
      let names = Self.names.filter { contains($0.type) }.map(\.name).sorted { ($0 == "null" ? 1 : 0, $0) < ($1 == "null" ? 1 : 0, $1) }
      return names.count < 2 ? names.first ?? "nothing" : names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
    }
  }

  let nodes: [Node]
  /// The nodes of `$dynamicAnchor`s, by resource and name.
  let dynamicAnchors: [DynamicAnchor: Int]
  /// Whether any node has an `unevaluated` keyword.
  let tracksEvaluated: Bool
  let checksFormats: Bool

  struct DynamicAnchor: Hashable, Sendable {
    var resource: Int
    var name: String
  }

  /// Compiles the schema of a document.
  ///
  /// `draft` applies if the document names none; `roots` are pointers to further schemas in it, whose numbers are in ``roots``.
  /// - Throws: ``SchemaError`` for an invalid schema, and for a reference that leads out of the document.
  package init(_ document: JSONValue, draft: Draft, roots: [String] = [""], checksFormats: Bool = true) throws(SchemaError) {
    var compiler = try SchemaCompiler(document, draft)
    var numbers: [Int] = []
    for root in roots { numbers.append(try compiler.node(at: root)) }
    try compiler.finish()
    self.roots = numbers
    nodes = compiler.nodes
    dynamicAnchors = compiler.dynamicAnchors
    tracksEvaluated = nodes.contains { $0.unevaluatedProperties != nil || $0.unevaluatedItems != nil }
    self.checksFormats = checksFormats
  }

  /// The numbers of the requested nodes.
  package let roots: [Int]
}

/// Why a document is not a usable JSON Schema, and where.
package struct SchemaError: Error, Equatable, Sendable {
  /// The position in the document (RFC 6901).
  package let pointer: String
  package let message: String
}
