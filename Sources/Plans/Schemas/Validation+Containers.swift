internal import Vocabulary

/// The keywords for members of objects and elements of lists.
extension Validation {
  mutating func judge(
    _ members: [JSONValue.Member], _ value: JSONValue, _ node: JSONSchema.Node, _ path: [Violation.Step],
    _ violations: inout [Violation]?, _ own: inout Evaluated
  ) -> Bool {
    var isValid = judgeNames(members, value, node, path, &violations)
    for member in members where isValid || violations != nil {
      isValid = judge(member, node, path + [.member(member.key)], &violations, &own) && isValid
    }
    guard let rest = node.unevaluatedProperties, isValid || violations != nil else { return isValid }
    for member in members where !own.hasAllMembers && !own.members.contains(ExactText(member.key)) {
      isValid = judgeUnknown(member.value, rest, path + [.member(member.key)], &violations) && isValid
    }
    own.hasAllMembers = true
    return isValid
  }

  private mutating func judge(
    _ member: JSONValue.Member, _ node: JSONSchema.Node, _ path: [Violation.Step], _ violations: inout [Violation]?, _ own: inout Evaluated
  ) -> Bool {
    var isValid = true
    var isKnown = false
    var inside = Evaluated()
    if let schema = node.properties[ExactText(member.key)] {
      isKnown = true
      isValid = judge(member.value, by: schema, at: path, &violations, &inside) && isValid
    }
    for (pattern, schema) in node.patternProperties where matches(member.key, pattern) {
      isKnown = true
      isValid = judge(member.value, by: schema, at: path, &violations, &inside) && isValid
    }
    if !isKnown, let others = node.additionalProperties {
      isKnown = true
      isValid = judgeUnknown(member.value, others, path, &violations) && isValid
    }
    if let names = node.propertyNames, isValid || violations != nil {
      var ignored = Evaluated()
      if !holds(.string(member.key), names, &ignored) {
        isValid = report(.unknown, path, "the name is not one of those planned", &violations)
      }
    }
    if isKnown { own.members.insert(ExactText(member.key)) }
    return isValid
  }

  /// Checks a value that no other schema covers. If nothing is allowed there, the violation is called unknown, not forbidden.
  private mutating func judgeUnknown(_ value: JSONValue, _ schema: Int, _ path: [Violation.Step], _ violations: inout [Violation]?) -> Bool
  {
    if self.schema.nodes[schema].verdict == false { return report(.unknown, path, "not in the plan", &violations) }
    var inside = Evaluated()
    return judge(value, by: schema, at: path, &violations, &inside)
  }

  /// The keywords for the names and the number of members.
  private func judgeNames(
    _ members: [JSONValue.Member], _ value: JSONValue, _ node: JSONSchema.Node, _ path: [Violation.Step], _ violations: inout [Violation]?
  ) -> Bool {
    var isValid = true
    for key in node.required where value[key] == nil {
      isValid = report(.required, path + [.member(key)], "required, and missing", &violations)
    }
    for (key, needs) in node.dependentRequired where value[key] != nil {
      for need in needs where value[need] == nil {
        isValid = report(.required, path + [.member(need)], "required with \(key), but missing", &violations)
      }
    }
    if let least = node.bounds.leastProperties, members.count < least {
      isValid = report(.other, path, "expected at least \(counted(least, "member"))", &violations)
    }
    if let most = node.bounds.mostProperties, members.count > most {
      isValid = report(.other, path, "expected at most \(counted(most, "member"))", &violations)
    }
    return isValid
  }

  mutating func judge(
    _ elements: [JSONValue], _ node: JSONSchema.Node, _ path: [Violation.Step], _ violations: inout [Violation]?, _ own: inout Evaluated
  ) -> Bool {
    var isValid = judgeNumber(of: elements, node, path, &violations)
    for (at, element) in elements.enumerated() where isValid || violations != nil {
      guard let schema = at < node.prefixItems.count ? node.prefixItems[at] : node.items else { continue }
      var inside = Evaluated()
      isValid = judge(element, by: schema, at: path + [.element(at)], &violations, &inside) && isValid
    }
    own.firstElements = max(own.firstElements, node.items != nil ? elements.count : min(node.prefixItems.count, elements.count))
    if let contains = node.contains, isValid || violations != nil {
      var matches = 0
      for (at, element) in elements.enumerated() {
        var inside = Evaluated()
        guard holds(element, contains, &inside) else { continue }
        matches += 1
        own.elements.insert(at)
      }
      if matches < node.leastContains || matches > node.mostContains ?? .max {
        isValid = report(.other, path, "other elements than the plan asks for", &violations)
      }
    }
    guard let rest = node.unevaluatedItems, isValid || violations != nil else { return isValid }
    for (at, element) in elements.enumerated() where at >= own.firstElements && !own.elements.contains(at) {
      isValid = judgeUnknown(element, rest, path + [.element(at)], &violations) && isValid
    }
    own.firstElements = elements.count
    return isValid
  }

  private func judgeNumber(
    of elements: [JSONValue], _ node: JSONSchema.Node, _ path: [Violation.Step], _ violations: inout [Violation]?
  ) -> Bool {
    var isValid = true
    if let least = node.bounds.leastItems, elements.count < least {
      isValid = report(.other, path, "expected at least \(counted(least, "element"))", &violations)
    }
    if let most = node.bounds.mostItems, elements.count > most {
      isValid = report(.other, path, "expected at most \(counted(most, "element"))", &violations)
    }
    if node.isUnique, Set(elements).count < elements.count {
      isValid = report(.other, path, "an element appears twice", &violations)
    }
    return isValid
  }
}
