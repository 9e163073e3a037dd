internal import PCRE

/// What a schema plans, independent of a value: its members, and whether they are about people.
extension JSONSchema {
  /// The members of objects in a value that no applicable schema mentions.
  ///
  /// JSON Schema allows what it does not mention; a plan does not. If a schema plans no member at all, or describes the others,
  /// they are allowed here too. Starts at the member that `start` leads to; paths are from the value's root.
  func unplanned(in value: JSONValue, by root: Int, below start: [String], besides others: [(schema: JSONSchema, root: Int)])
    -> [Violation]
  {
    var (value, path) = (value, [Violation.Step]())
    var scopes =
      [Scope(schema: self, nodes: inPlace([root]))] + others.map { Scope(schema: $0.schema, nodes: $0.schema.inPlace([$0.root])) }
    for key in start {
      guard let next = value[key] else { return [] }
      for at in scopes.indices { scopes[at].nodes = scopes[at].schema.members(key, of: scopes[at].nodes) ?? [] }
      (value, path) = (next, path + [.member(key)])
    }
    var found: [Violation] = []
    collect(value, scopes, path, &found, depth: 0)
    return found
  }

  /// The nodes of a schema that apply to a value.
  struct Scope {
    var schema: JSONSchema
    var nodes: [Int]
  }

  private func collect(_ value: JSONValue, _ scopes: [Scope], _ path: [Violation.Step], _ found: inout [Violation], depth: Int) {
    guard depth < JSONValue.maximumDepth else { return }
    switch value {
    case .object(let members):
      let plans = scopes.contains { scope in scope.nodes.contains { !scope.schema.nodes[$0].properties.isEmpty } }
      let isOpen = !plans || scopes.contains { scope in scope.nodes.contains { scope.schema.isOpen($0) } }
      for member in members {
        let place = path + [.member(member.key)]
        let inside = scopes.compactMap { scope in
          scope.schema.members(member.key, of: scope.nodes).map { Scope(schema: scope.schema, nodes: $0) }
        }
        if !inside.isEmpty {
          collect(member.value, inside, place, &found, depth: depth + 1)
        } else if !isOpen {
          found.append(Violation(.unknown, at: place, "not in the plan"))
        }
      }
    case .array(let elements):
      for (at, element) in elements.enumerated() {
        let inside = scopes.map { Scope(schema: $0.schema, nodes: $0.schema.elements(at, of: $0.nodes)) }
        if inside.contains(where: { !$0.nodes.isEmpty }) { collect(element, inside, path + [.element(at)], &found, depth: depth + 1) }
      }
    default: break
    }
  }

  /// Whether a node explicitly allows other members.
  private func isOpen(_ number: Int) -> Bool {
    let node = nodes[number]
    if let others = node.additionalProperties ?? node.unevaluatedProperties { return nodes[others].verdict != false }
    return node.propertyNames != nil
  }

  /// These nodes and all that apply to the same value.
  func inPlace(_ numbers: [Int]) -> [Int] {
    var all: [Int] = []
    var (open, seen) = (numbers, Set<Int>())
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      all.append(next)
      open += nodes[next].inPlace
    }
    return all.sorted()
  }

  /// The nodes for a member, if an applicable node plans it; otherwise nil.
  private func members(_ key: String, of numbers: [Int]) -> [Int]? {
    let matcher = Matcher()
    var next: [Int] = []
    for node in numbers.map({ nodes[$0] }) {
      if let planned = node.properties[ExactText(key)] { next.append(planned) }
      for (pattern, planned) in node.patternProperties {
        if ((try? matcher.firstMatch(of: pattern, in: Array(key.utf8).span)) ?? nil) != nil { next.append(planned) }
      }
    }
    return next.isEmpty ? nil : inPlace(next)
  }

  /// The nodes for an element of a list.
  private func elements(_ at: Int, of numbers: [Int]) -> [Int] {
    inPlace(numbers.map { nodes[$0] }.compactMap { at < $0.prefixItems.count ? $0.prefixItems[at] : $0.items })
  }

  /// Whether a path, or a parent of it, is planned as personal data.
  func isPersonal(_ path: [Violation.Step], from root: Int) -> Bool {
    var scope = inPlace([root])
    if scope.contains(where: { nodes[$0].isPersonal }) { return true }
    for step in path {
      switch step {
      case .member(let key): scope = members(key, of: scope) ?? inPlace(scope.compactMap { nodes[$0].additionalProperties })
      case .element(let at): scope = elements(at, of: scope)
      }
      if scope.contains(where: { nodes[$0].isPersonal }) { return true }
    }
    return false
  }

  /// The types that a member may have, as far as schemas say so; empty for any. The member is one of the value itself, or of its
  /// member `parent`.
  func types(ofMember key: String, below parent: String? = nil, from root: Int) -> Types {
    var scope = inPlace([root])
    if let parent { scope = members(parent, of: scope) ?? [] }
    var types: Types = []
    for number in members(key, of: scope) ?? [] { types.formUnion(nodes[number].types ?? []) }
    return types
  }
}
