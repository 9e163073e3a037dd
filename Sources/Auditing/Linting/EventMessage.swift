import Detecting
import Knowledge
import Payloads
import Plans
import Vocabulary

/// An event in the format of the Segment spec, converted from any destination's dialect, to check it against a plan.
struct EventMessage {
  /// The event: `type`, `event`, `userId`, `properties`, `traits`, `context`.
  var value: JSONValue
  /// The path in the message of each node of the payload.
  var ways: [Int: [Violation.Step]] = [:]

  /// The path to the value that a node of the payload is, or is inside of; nil if it is outside the message.
  func way(to node: Int, in payload: Payload) -> [Violation.Step]? {
    var node = node
    while node >= 0 {
      if let way = ways[node] { return way }
      node = payload.nodes[node].parent
    }
    return nil
  }
}

/// Converts the events of one payload.
struct EventMessages {
  private let tree: PayloadTree
  private let found: Detections
  private let dialect: Dialect
  /// Whether the wire format is the spec's own, so that events need no conversion.
  private let usesSegmentSpec: Bool
  /// Texts from a form get the types of this plan.
  private let plan: Plan

  init(_ tree: PayloadTree, _ found: Detections, _ dialect: Dialect, usesSegmentSpec: Bool, _ plan: Plan) {
    self.tree = tree
    self.found = found
    self.dialect = dialect
    self.usesSegmentSpec = usesSegmentSpec
    self.plan = plan
  }

  /// The message of the event with this number, which has a type.
  func message(of number: Int, _ type: EventType, _ record: Span<UInt8>) -> EventMessage {
    var message = EventMessage(value: .object([]))
    let event = found.events[number]
    if usesSegmentSpec, event.node >= 0 {
      message.value = value(of: root(of: event.node), number, at: [], &message, record, depth: 0)
      if !message.value.isObject { message.value = .object([]) }
    } else {
      message.value.set("type", .string(type.rawValue))
      if let name = event.name { message.value.set(type == .track ? "event" : "name", .string(name)) }
      addFields(of: number, type, &message, record)
    }
    // Some libraries keep the traits of an identify call in its context.
    if type == .identify, message.value["traits"]?.members.isEmpty ?? true, let traits = message.value["context"]?["traits"],
      traits.isObject
    {
      message.value.set("traits", traits)
      for (node, way) in message.ways where way.starts(with: [.member("context"), .member("traits")]) {
        message.ways[node] = Array(way.dropFirst())
      }
    }
    return message
  }

  /// The node with the members of an event whose text was decoded.
  private func root(of node: Int) -> Int {
    var node = node
    for _ in 0..<16 {
      let parts = tree.parts(of: node)
      guard parts.members.isEmpty, let inside = parts.inside else { return node }
      node = inside
    }
    return node
  }

  // MARK: Unchanged

  /// The JSON value at a node as on the wire: a text stays a text, whatever it contains.
  private func value(
    of node: Int, _ event: Int, at way: [Violation.Step], _ message: inout EventMessage, _ record: Span<UInt8>, depth: Int
  ) -> JSONValue {
    message.ways[node] = way
    guard depth < JSONValue.maximumDepth else { return .null }
    let (members, elements, _) = tree.parts(of: node)
    if !members.isEmpty {
      var object: [JSONValue.Member] = []
      for member in members where found.eventOfNode[member] == event {
        let key = tree.key(of: member)
        object.append(.init(key, value(of: member, event, at: way + [.member(key)], &message, record, depth: depth + 1)))
      }
      return .object(object)
    }
    if !elements.isEmpty {
      var list: [JSONValue] = []
      for (at, element) in elements.enumerated() {
        list.append(value(of: element, event, at: way + [.element(at)], &message, record, depth: depth + 1))
      }
      return .array(list)
    }
    if let isList = tree.isEmptyList(node) { return isList ? .array([]) : .object([]) }
    return leaf(node, record)
  }

  private func leaf(_ node: Int, _ record: Span<UInt8>) -> JSONValue {
    guard let field = tree.field(of: node), let text = tree.text(of: node, record) else { return .null }
    return field.isString ? .string(text) : JSONValue(literal: text) ?? .string(text)
  }

  // MARK: By canonical fields

  /// The canonical fields with a fixed path in a message.
  private static let places: [String: [String]] = [
    "event.id": ["messageId"], "event.time": ["timestamp"], "user.id": ["userId"], "user.anonymousId": ["anonymousId"],
    "group.id": ["groupId"],
    "page.url": ["context", "page", "url"], "page.path": ["context", "page", "path"], "page.referrer": ["context", "page", "referrer"],
    "page.title": ["context", "page", "title"], "page.search": ["context", "page", "search"], "client.ip": ["context", "ip"],
    "client.userAgent": ["context", "userAgent"], "client.locale": ["context", "locale"],
  ]

  private func addFields(of number: Int, _ type: EventType, _ message: inout EventMessage, _ record: Span<UInt8>) {
    let paths = tree.paths
    for (node, step) in tree.payload.nodes.enumerated() where found.eventOfNode[node] == number && step.step.layerName == nil {
      let meaning = dialect.meaning(of: step.path)
      guard meaning.isOwn, let canonical = meaning.canonical(in: type) else { continue }
      if let place = Self.places[canonical] {
        if tree.field(of: node) != nil { message.value.put(leaf(node, record), at: place[...]) }
        continue
      }
      guard let (base, tail) = Self.base(of: canonical, type), !isInside(node, base) else { continue }
      let key = paths.entries[step.path].key
      let name = PathTable.label(of: key) == tail ? key : tail
      let way = base.map(Violation.Step.member) + [.member(name)]
      var value = value(of: node, number, at: way, &message, record, depth: 0)
      if step.step == .parameter || step.step == .bracket, let text = value.text {
        value = plan.reads(text, ofField: name, of: type, found.events[number].name) ?? value
      }
      message.value.put(value, at: (base + [name])[...])
    }
  }

  /// The path in a message for a group of canonical fields, and the rest of the name.
  private static func base(of canonical: String, _ type: EventType) -> (base: [String], tail: String)? {
    for (prefix, base) in [
      ("properties.", ["properties"]), ("user.traits.", type == .identify ? ["traits"] : ["context", "traits"]),
      ("group.traits.", type == .group ? ["traits"] : ["context", "groupTraits"]),
    ] where canonical.hasPrefix(prefix) {
      return (base, String(canonical.dropFirst(prefix.count)))
    }
    return nil
  }

  /// Whether a parent node is already of the same group.
  private func isInside(_ node: Int, _ base: [String]) -> Bool {
    let parent = tree.payload.nodes[node].parent
    guard parent >= 0, tree.payload.nodes[parent].path != tree.payload.nodes[node].path else { return parent >= 0 }
    let meaning = dialect.meaning(of: tree.payload.nodes[parent].path)
    guard meaning.isOwn, let canonical = meaning.candidates.first?.canonical else { return false }
    return ["properties.", "user.traits.", "group.traits."].contains { canonical.hasPrefix($0) }
  }

  // MARK: Self-describing data

  /// The self-describing data in an event, as Snowplow's trackers send it, fully decoded.
  func described(in number: Int, _ record: Span<UInt8>) -> [(schema: String, data: JSONValue, path: [Violation.Step])] {
    var all: [(schema: String, data: JSONValue, path: [Violation.Step])] = []
    for node in tree.payload.nodes.indices where found.eventOfNode[node] == number {
      let members = tree.parts(of: node).members
      guard members.count >= 2, let schema = members.first(where: { tree.key(of: $0) == "schema" }),
        let data = members.first(where: { tree.key(of: $0) == "data" }), let uri = tree.text(of: schema, record), uri.hasPrefix("iglu:"),
        tree.parts(of: data).elements.isEmpty
      else { continue }
      var ignored = EventMessage(value: .null)
      all.append((uri, value(of: root(of: data), number, at: [], &ignored, record, depth: 0), [.member("properties")]))
    }
    return all
  }
}

extension JSONValue {
  /// Puts a value at the end of some keys, unless there is one.
  fileprivate mutating func put(_ value: JSONValue, at keys: ArraySlice<String>) {
    guard let key = keys.first else { return }
    var next = self[key] ?? (keys.count == 1 ? value : .object([]))
    if keys.count > 1 { next.put(value, at: keys.dropFirst()) }
    if self[key] == nil || keys.count > 1 { set(key, next) }
  }
}
