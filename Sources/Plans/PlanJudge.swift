package import PCRE
package import Vocabulary

/// An event that is checked against a plan.
package struct PlannedEvent {
  package var type: EventType
  package var name: String?
  /// The name with its identifiers replaced, which a plan may list.
  package var foldedName: String?
  /// The destination's id.
  package var destination: String
  /// The event as in the Segment spec: `event`, `userId`, `properties`, `traits`, `context`.
  package var message: JSONValue
  /// Whether the vendor's library adds a key of properties or traits by itself.
  package var isOwn: (String) -> Bool
  /// The event as an inventory lists it, with its name there; nil if the plan does not cover it.
  package var wire: (name: String?, value: JSONValue)?
  /// The self-describing data in it: the URI of its schema, the data, and its path in `message`.
  package var described: [(schema: String, data: JSONValue, path: [Violation.Step])]

  package init(
    type: EventType, name: String?, foldedName: String? = nil, destination: String, message: JSONValue, isOwn: @escaping (String) -> Bool,
    wire: (name: String?, value: JSONValue)?, described: [(schema: String, data: JSONValue, path: [Violation.Step])] = []
  ) {
    self.type = type
    self.name = name
    self.foldedName = foldedName
    self.destination = destination
    self.message = message
    self.isOwn = isOwn
    self.wire = wire
    self.described = described
  }
}

/// A deviation of an event from its plan.
package struct PlanFault: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case unknownEvent, naming, schema(Violation.Kind)
  }

  package var kind: Kind
  /// In the event of the Segment spec, or in its wire format.
  package var path: [Violation.Step]
  package var detail: String
  /// Whether the path is in the wire format.
  package var isWire = false
}

extension Plan {
  /// The deviations of an event, each once, and whether checking it took too many steps.
  package func faults(of event: PlannedEvent, _ matcher: Matcher) -> (faults: [PlanFault], isGivenUp: Bool) {
    var faults: [PlanFault] = []
    var isGivenUp = false
    func judge(_ entry: Entry, _ value: JSONValue, at path: [Violation.Step], from start: [String]?, isWire: Bool = false) {
      let verdict = entry.schema.verdict(on: value, by: entry.root, matcher)
      isGivenUp = isGivenUp || verdict.isGivenUp
      var found = verdict.violations
      if let start { found += entry.schema.unplanned(in: value, by: entry.root, below: start, besides: companions(of: entry)) }
      for violation in found where !isOwn(violation, event) && !(violation.kind == .unknown && value.isEmpty(at: violation.path)) {
        // A planned property with a wrong value is not unplanned as well: a failed branch covers none of its properties.
        if violation.kind == .unknown, found.contains(where: { $0.kind != .unknown && $0.path.starts(with: violation.path) }) { continue }
        let fault = PlanFault(kind: .schema(violation.kind), path: path + violation.path, detail: violation.detail, isWire: isWire)
        if !faults.contains(where: { $0.kind == fault.kind && $0.path == fault.path }) { faults.append(fault) }
      }
    }
    switch standing(of: event) {
    case .notCovered: break
    case .unplanned: if event.name.map({ !event.isOwn($0) }) ?? true { faults.append(PlanFault(kind: .unknownEvent, path: [], detail: "")) }
    case .planned(let numbers):
      for entry in numbers.map({ entries[$0] }) {
        switch entry.subject {
        case .message: judge(entry, event.message, at: [], from: [event.type.fieldsKey])
        case .fields: judge(entry, event.message[event.type.fieldsKey] ?? .object([]), at: [.member(event.type.fieldsKey)], from: [])
        case .wire, .data: break
        }
      }
    }
    for entry in common { judge(entry, event.message, at: [], from: nil) }
    if let (name, value) = event.wire {
      let numbers = wireEntries(of: event.destination, type: event.type, name)
      if numbers.isEmpty, event.type == .track { faults.append(PlanFault(kind: .unknownEvent, path: [], detail: "")) }
      for number in numbers { judge(entries[number], value, at: [], from: [], isWire: true) }
    }
    for (uri, data, path) in event.described {
      guard let name = SchemaName(uri), vendors.contains(name.vendor) else { continue }
      guard let number = entry(for: name) else {
        faults.append(
          PlanFault(kind: .unknownEvent, path: path, detail: "no schema \(name.vendor)/\(name.name) of model \(name.version[0])"))
        continue
      }
      judge(entries[number], data, at: path, from: [])
    }
    return (faults + namingFaults(of: event), isGivenUp)
  }

  private func standing(of event: PlannedEvent) -> Standing {
    let standing = standing(of: event.type, event.name)
    guard case .unplanned = standing, let folded = event.foldedName, folded != event.name else { return standing }
    return self.standing(of: event.type, folded)
  }

  /// The schemas of every event, which plan properties too; for an entry whose schema is of the whole message.
  private func companions(of entry: Entry) -> [(schema: JSONSchema, root: Int)] {
    if case .message = entry.subject { common.map { ($0.schema, $0.root) } } else { [] }
  }

  /// Whether a property is the vendor's own or the spec's, which no plan lists.
  private func isOwn(_ violation: Violation, _ event: PlannedEvent) -> Bool {
    guard violation.kind == .unknown, case .member(let key) = violation.path.last else { return false }
    return event.isOwn(key) || Self.isReserved(key, in: event.type)
  }

  /// Whether libraries add a property of this name to every call of a type.
  package static func isReserved(_ key: String, in type: EventType) -> Bool {
    (type == .page || type == .screen) && pageProperties.contains(key)
  }

  /// What libraries add to the properties of every page call (Segment spec, page; RudderStack's and Jitsu's SDKs).
  private static let pageProperties: Set<String> = [
    "path", "referrer", "search", "title", "url", "name", "category", "keywords", "initial_referrer", "initial_referring_domain",
    "referring_domain", "tab_url", "host", "hash",
  ]

  /// Whether the plan marks a path of an event, or a parent of it, as personal; nil if it does not plan the event.
  package func callsPersonal(_ path: [Violation.Step], of event: PlannedEvent) -> Bool? {
    guard case .planned(let numbers) = standing(of: event) else { return nil }
    return numbers.map { entries[$0] }.contains { entry in
      switch entry.subject {
      case .message: entry.schema.isPersonal(path, from: entry.root)
      case .fields:
        path.first == .member(event.type.fieldsKey) && entry.schema.isPersonal(Array(path.dropFirst()), from: entry.root)
      case .wire, .data: false
      }
    } || common.contains { $0.schema.isPersonal(path, from: $0.root) }
  }

  /// The number or boolean in a text, if the plan says that a field, which a form sent as text, is one.
  package func reads(_ text: String, ofField key: String, of type: EventType, _ name: String?) -> JSONValue? {
    guard case .planned(let numbers) = standing(of: type, name), let value = JSONValue(literal: text) else { return nil }
    var types: JSONSchema.Types = []
    for entry in numbers.map({ entries[$0] }) {
      if case .fields = entry.subject { types.formUnion(entry.schema.types(ofMember: key, from: entry.root)) }
      if case .message = entry.subject {
        types.formUnion(entry.schema.types(ofMember: key, below: type.fieldsKey, from: entry.root))
      }
    }
    return !types.contains(.string) && types.hold(value) ? value : nil
  }

  // MARK: Names

  private func namingFaults(of event: PlannedEvent) -> [PlanFault] {
    var faults: [PlanFault] = []
    if let convention = naming.events, event.type == .track, let name = event.name, !event.isOwn(name), !convention.holds(name) {
      faults.append(PlanFault(kind: .naming, path: [], detail: "expected \(convention.rawValue)"))
    }
    if let convention = naming.properties, let fields = event.message[event.type.fieldsKey] {
      checkNames(fields, [.member(event.type.fieldsKey)], convention, event, &faults)
    }
    return faults
  }

  private func checkNames(
    _ value: JSONValue, _ path: [Violation.Step], _ convention: NamingConvention, _ event: PlannedEvent, _ faults: inout [PlanFault]
  ) {
    for member in value.members where !event.isOwn(member.key) {
      let place = path + [.member(member.key)]
      if !convention.holds(member.key), !(path.count == 1 && Self.isReserved(member.key, in: event.type)) {
        let fault = PlanFault(kind: .naming, path: place, detail: "expected \(convention.rawValue)")
        if !faults.contains(fault) { faults.append(fault) }
      }
      checkNames(member.value, place, convention, event, &faults)
    }
    // Elements of a list are alike.
    for element in value.elements.prefix(100) { checkNames(element, path + [.element(0)], convention, event, &faults) }
  }
}

extension EventType {
  /// The key of the call's fields: its traits, or its properties.
  package var fieldsKey: String { self == .identify || self == .group ? "traits" : "properties" }
}

extension JSONValue {
  /// Whether a path leads to an empty object or list.
  fileprivate func isEmpty(at path: [Violation.Step]) -> Bool {
    var value = self
    for step in path {
      switch step {
      case .member(let key): value = value[key] ?? .null
      case .element(let at): value = value.elements.indices.contains(at) ? value.elements[at] : .null
      }
    }
    switch value {
    case .array(let elements): return elements.isEmpty
    case .object(let members): return members.isEmpty
    default: return false
    }
  }
}
