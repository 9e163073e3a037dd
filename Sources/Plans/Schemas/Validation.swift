package import PCRE

extension JSONSchema {
  /// Validates a value against the schema at `root`, which is the number of a node.
  package func verdict(on value: JSONValue, by root: Int? = nil, _ matcher: Matcher) -> Verdict {
    var validation = Validation(schema: self, matcher: matcher)
    var violations: [Violation]? = []
    var evaluated = Evaluated()
    validation.judge(value, by: root ?? roots[0], at: [], &violations, &evaluated)
    return Verdict(violations: violations ?? [], isGivenUp: validation.isGivenUp)
  }
}

/// The parts of a value that some schema has evaluated, for the `unevaluated` keywords.
struct Evaluated {
  var members: Set<ExactText> = []
  var hasAllMembers = false
  /// The first so many elements, and these.
  var firstElements = 0
  var elements: Set<Int> = []

  mutating func formUnion(_ other: Self) {
    members.formUnion(other.members)
    hasAllMembers = hasAllMembers || other.hasAllMembers
    firstElements = max(firstElements, other.firstElements)
    elements.formUnion(other.elements)
  }
}

/// The validation of one value.
struct Validation {
  /// An event of a thousand values takes fewer steps under a schema of a hundred nodes.
  static let maximumSteps = 200_000
  /// The maximum depth of references.
  private static let maximumDepth = 200

  let schema: JSONSchema
  let matcher: Matcher
  private var steps = 0
  private var depth = 0
  private(set) var isGivenUp = false
  /// The resources on the way here, for `$dynamicRef`.
  private var resources: [Int] = []

  init(schema: JSONSchema, matcher: Matcher) {
    self.schema = schema
    self.matcher = matcher
  }

  /// Validates a value with a node.
  ///
  /// If `violations` is nil, only the result matters, and the first violation decides.
  /// - Returns: Whether it is valid.
  @discardableResult
  mutating func judge(
    _ value: JSONValue, by number: Int, at path: [Violation.Step], _ violations: inout [Violation]?, _ evaluated: inout Evaluated
  ) -> Bool {
    steps += 1
    guard !isGivenUp, steps <= Self.maximumSteps, depth < Self.maximumDepth else {
      isGivenUp = true
      return true
    }
    depth += 1
    defer { depth -= 1 }
    let node = schema.nodes[number]
    let isNewResource = resources.last != node.resource
    if isNewResource { resources.append(node.resource) }
    defer { if isNewResource { resources.removeLast() } }
    if let verdict = node.verdict { return verdict || report(.forbidden, path, "not allowed by the plan", &violations) }
    var own = Evaluated()
    var isValid = judgeValue(value, node, path, &violations)
    if isValid || violations != nil { isValid = judgeInPlace(value, node, path, &violations, &own) && isValid }
    if isValid || violations != nil {
      switch value {
      case .object(let members): isValid = judge(members, value, node, path, &violations, &own) && isValid
      case .array(let elements): isValid = judge(elements, node, path, &violations, &own) && isValid
      default: break
      }
    }
    if isValid { evaluated.formUnion(own) }
    return isValid
  }

  /// Ends the validation without a result.
  mutating func giveUp() { isGivenUp = true }

  /// Whether a value is valid, without a list of violations.
  mutating func holds(_ value: JSONValue, _ node: Int, _ evaluated: inout Evaluated) -> Bool {
    var nobody: [Violation]?
    return judge(value, by: node, at: [], &nobody, &evaluated)
  }

  func report(_ kind: Violation.Kind, _ path: [Violation.Step], _ detail: @autoclosure () -> String, _ violations: inout [Violation]?)
    -> Bool
  {
    violations?.append(Violation(kind, at: path, detail()))
    return false
  }

  // MARK: Schemas of the same value

  private mutating func judgeInPlace(
    _ value: JSONValue, _ node: JSONSchema.Node, _ path: [Violation.Step], _ violations: inout [Violation]?, _ own: inout Evaluated
  ) -> Bool {
    var isValid = true
    if let reference = node.reference {
      isValid = judge(value, by: target(of: node, reference), at: path, &violations, &own) && isValid
    }
    for part in node.allOf where isValid || violations != nil { isValid = judge(value, by: part, at: path, &violations, &own) && isValid }
    if !node.anyOf.isEmpty, isValid || violations != nil {
      isValid = judgeAlternatives(value, node.anyOf, isExclusive: false, path, &violations, &own) && isValid
    }
    if !node.oneOf.isEmpty, isValid || violations != nil {
      isValid = judgeAlternatives(value, node.oneOf, isExclusive: true, path, &violations, &own) && isValid
    }
    if let not = node.not, isValid || violations != nil {
      var ignored = Evaluated()
      if holds(value, not, &ignored) { isValid = reportNot(value, not, path, &violations) }
    }
    if let condition = node.condition, isValid || violations != nil {
      let next = holds(value, condition, &own) ? node.consequence : node.alternative
      if let next { isValid = judge(value, by: next, at: path, &violations, &own) && isValid }
    }
    if case .object = value, isValid || violations != nil {
      for (key, part) in node.dependentSchemas where value[key] != nil {
        isValid = judge(value, by: part, at: path, &violations, &own) && isValid
      }
    }
    return isValid
  }

  /// The node that a reference leads to; a dynamic reference leads to the outermost resource that has the name.
  private func target(of node: JSONSchema.Node, _ reference: Int) -> Int {
    guard let name = node.dynamicName else { return reference }
    for resource in resources {
      if let target = schema.dynamicAnchors[JSONSchema.DynamicAnchor(resource: resource, name: name)] { return target }
    }
    return reference
  }

  private mutating func judgeAlternatives(
    _ value: JSONValue, _ nodes: [Int], isExclusive: Bool, _ path: [Violation.Step], _ violations: inout [Violation]?,
    _ own: inout Evaluated
  ) -> Bool {
    var matches = 0
    for node in nodes {
      var evaluated = Evaluated()
      guard holds(value, node, &evaluated) else { continue }
      matches += 1
      own.formUnion(evaluated)
      if !isExclusive, !schema.tracksEvaluated { break }
    }
    if matches == 1 || matches > 1 && !isExclusive { return true }
    if matches > 1 { return report(.other, path, "more than one of the alternatives holds", &violations) }
    guard violations != nil else { return false }
    return reportAlternatives(value, nodes, path, &violations)
  }

  /// Reports what is wrong with the most likely alternative: one whose type matches.
  private mutating func reportAlternatives(
    _ value: JSONValue, _ nodes: [Int], _ path: [Violation.Step], _ violations: inout [Violation]?
  ) -> Bool {
    var best: [Violation]?
    var types: JSONSchema.Types = []
    for node in nodes {
      var (violations, ignored): ([Violation]?, Evaluated) = ([], Evaluated())
      judge(value, by: node, at: path, &violations, &ignored)
      let found = violations ?? []
      if found.contains(where: { $0.kind == .type && $0.path == path }) {
        types.formUnion(self.types(of: node))
      } else if best.map({ found.count < $0.count }) ?? true {
        best = found
      }
    }
    if let best {
      violations?.append(contentsOf: best)
      return false
    }
    return report(.type, path, "expected \(types.description), found \(value.type)", &violations)
  }

  /// The types that a schema requires, itself or by reference.
  private func types(of number: Int) -> JSONSchema.Types {
    var at = number
    for _ in 0..<16 {
      if let types = schema.nodes[at].types { return types }
      guard let next = schema.nodes[at].reference else { return [] }
      at = next
    }
    return []
  }

  /// `not: {required: [x]}` forbids members; each is reported by its name.
  private func reportNot(_ value: JSONValue, _ not: Int, _ path: [Violation.Step], _ violations: inout [Violation]?) -> Bool {
    let node = schema.nodes[not]
    let forbidden = ([node] + node.anyOf.map { schema.nodes[$0] }).flatMap(\.required).filter { value[$0] != nil }
    if forbidden.isEmpty { return report(.other, path, "the plan excludes such a value", &violations) }
    for key in forbidden { _ = report(.forbidden, path + [.member(key)], "not allowed by the plan", &violations) }
    return false
  }
}
