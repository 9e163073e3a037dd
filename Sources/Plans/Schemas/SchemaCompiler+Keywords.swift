internal import PCRE

/// The keywords of a schema, one by one.
extension SchemaCompiler {
  mutating func read(_ member: JSONValue.Member, into node: inout JSONSchema.Node) throws(SchemaError) {
    let (key, value) = (member.key, member.value)
    let pointer = node.pointer + JSONValue.step(key)
    switch key {
    case "type": node.types = try types(value, pointer)
    case "enum": node.enumeration = value.elements
    case "const": node.constant = value
    case "multipleOf": node.multipleOf = try number(value, pointer)
    case "minimum": node.bounds.minimum = try number(value, pointer)
    case "maximum": node.bounds.maximum = try number(value, pointer)
    case "exclusiveMinimum":
      // Draft 4 has a boolean next to `minimum`.
      if let excludes = value.boolean {
        node.bounds.isMinimumExcluded = excludes
      } else {
        node.bounds.exclusiveMinimum = try number(value, pointer)
      }
    case "exclusiveMaximum":
      if let excludes = value.boolean {
        node.bounds.isMaximumExcluded = excludes
      } else {
        node.bounds.exclusiveMaximum = try number(value, pointer)
      }
    case "minLength": node.bounds.leastLength = try count(value, pointer)
    case "maxLength": node.bounds.mostLength = try count(value, pointer)
    case "minItems": node.bounds.leastItems = try count(value, pointer)
    case "maxItems": node.bounds.mostItems = try count(value, pointer)
    case "minProperties": node.bounds.leastProperties = try count(value, pointer)
    case "maxProperties": node.bounds.mostProperties = try count(value, pointer)
    case "uniqueItems": node.isUnique = value.boolean ?? false
    case "pattern": node.pattern = try pattern(value, pointer)
    case "format":
      node.formatName = value.text ?? ""
      node.format = value.text.flatMap { Format($0) }
    case "required": node.required = try texts(value, pointer)
    default: try readApplicator(key, value, pointer, into: &node)
    }
  }

  private mutating func readApplicator(_ key: String, _ value: JSONValue, _ pointer: String, into node: inout JSONSchema.Node)
    throws(SchemaError)
  {
    switch key {
    case "properties":
      for (key, number) in try nodes(of: value, pointer) { node.properties[ExactText(key)] = number }
    case "patternProperties":
      for (key, number) in try nodes(of: value, pointer) {
        node.patternProperties.append((try pattern(.string(key), pointer + JSONValue.step(key)), number))
      }
    case "additionalProperties": node.additionalProperties = try self.node(at: pointer)
    case "propertyNames": node.propertyNames = try self.node(at: pointer)
    case "dependentRequired" where draft == .current:
      for member in value.members {
        node.dependentRequired.append((member.key, try texts(member.value, pointer + JSONValue.step(member.key))))
      }
    case "dependentSchemas" where draft == .current: node.dependentSchemas += try nodes(of: value, pointer)
    case "dependencies" where draft == .seven:
      for member in value.members {
        let place = pointer + JSONValue.step(member.key)
        if case .array = member.value {
          node.dependentRequired.append((member.key, try texts(member.value, place)))
        } else {
          node.dependentSchemas.append((member.key, try self.node(at: place)))
        }
      }
    case "items":
      if case .array = value { node.prefixItems = try list(value, pointer) } else { node.items = try self.node(at: pointer) }
    case "prefixItems" where draft == .current: node.prefixItems = try list(value, pointer)
    default: try readCombination(key, value, pointer, into: &node)
    }
  }

  private mutating func readCombination(_ key: String, _ value: JSONValue, _ pointer: String, into node: inout JSONSchema.Node)
    throws(SchemaError)
  {
    switch key {
    // It applies to the elements after a list of `items`, and to nothing without one.
    case "additionalItems": additionalItems[node.pointer] = try self.node(at: pointer)
    case "contains": node.contains = try self.node(at: pointer)
    case "minContains" where draft == .current: node.leastContains = try count(value, pointer)
    case "maxContains" where draft == .current: node.mostContains = try count(value, pointer)
    case "allOf": node.allOf = try list(value, pointer)
    case "anyOf": node.anyOf = try list(value, pointer)
    case "oneOf": node.oneOf = try list(value, pointer)
    case "not": node.not = try self.node(at: pointer)
    case "if": node.condition = try self.node(at: pointer)
    case "then": node.consequence = try self.node(at: pointer)
    case "else": node.alternative = try self.node(at: pointer)
    case "unevaluatedProperties" where draft == .current: node.unevaluatedProperties = try self.node(at: pointer)
    case "unevaluatedItems" where draft == .current: node.unevaluatedItems = try self.node(at: pointer)
    // Annotations and unknown keywords require nothing.
    default: break
    }
  }

  // MARK: Arguments

  private func types(_ value: JSONValue, _ pointer: String) throws(SchemaError) -> JSONSchema.Types {
    var types: JSONSchema.Types = []
    for name in value.text.map({ [$0] }) ?? value.elements.compactMap(\.text) {
      // Draft 4's `any` restricts nothing.
      guard let type = JSONSchema.Types(name) else {
        throw SchemaError(
          pointer: pointer, message: "no type `\(name)`; there are \(JSONSchema.Types.names.map(\.name).joined(separator: ", "))")
      }
      types.insert(type)
    }
    return types
  }

  private func number(_ value: JSONValue, _ pointer: String) throws(SchemaError) -> JSONNumber {
    guard case .number(let number) = value else { throw SchemaError(pointer: pointer, message: "expected a number") }
    return number
  }

  private func count(_ value: JSONValue, _ pointer: String) throws(SchemaError) -> Int {
    guard case .number(let number) = value, number.isInteger, number >= JSONNumber(0) else {
      throw SchemaError(pointer: pointer, message: "expected a number of things")
    }
    return number.integer ?? .max
  }

  private func texts(_ value: JSONValue, _ pointer: String) throws(SchemaError) -> [String] {
    // Draft 3 and some exports have `required: true` on the property itself, which requires nothing here.
    guard case .array(let elements) = value else {
      if value.boolean != nil { return [] }
      throw SchemaError(pointer: pointer, message: "expected a list of names")
    }
    return elements.compactMap(\.text)
  }

  private func pattern(_ value: JSONValue, _ pointer: String) throws(SchemaError) -> Pattern {
    guard let source = value.text else { throw SchemaError(pointer: pointer, message: "a pattern is a text") }
    do throws(PatternError) {
      return try Pattern(ecmaScript: source)
    } catch {
      throw SchemaError(pointer: pointer, message: "the pattern does not compile: \(error)")
    }
  }

  private mutating func nodes(of value: JSONValue, _ pointer: String) throws(SchemaError) -> [(key: String, node: Int)] {
    guard value.isObject else { throw SchemaError(pointer: pointer, message: "expected an object of schemas") }
    var nodes: [(key: String, node: Int)] = []
    for member in value.members { nodes.append((member.key, try node(at: pointer + JSONValue.step(member.key)))) }
    return nodes
  }

  private mutating func list(_ value: JSONValue, _ pointer: String) throws(SchemaError) -> [Int] {
    guard case .array(let elements) = value else { throw SchemaError(pointer: pointer, message: "expected a list of schemas") }
    var nodes: [Int] = []
    for at in elements.indices { nodes.append(try node(at: "\(pointer)/\(at)")) }
    return nodes
  }
}
