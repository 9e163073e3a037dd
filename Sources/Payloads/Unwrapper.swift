import Bytes
package import Captures

/// Unwraps a record into a ``Payload``. How a text is read depends on what it is, not on its declared type.
package struct Unwrapper: ~Copyable {
  /// How much of a record is unwrapped.
  package enum Coverage: Sendable {
    /// What was sent, with each value once.
    case sent
    /// Every text of the record: also copies, responses, keys, and the capture's own texts.
    case everything
  }

  /// The payload of the last record.
  package internal(set) var payload = Payload()
  package let paths: PathTable
  let limits: UnwrappingLimits
  let coverage: Coverage
  /// The files that contain bodies of the record, if the capture keeps them separately.
  var attachments = Attachments.unknown
  /// The number of bytes that decoding has produced for this record.
  var output = 0
  /// The declared compression of the request's body, if it is one that is not supported.
  var foreignEncoding: String?
  /// The index of the record.
  var record = 0
  /// Whether a limit was reached, so that the record was not examined completely.
  package var overrun = false
  /// The offsets of the record's strings that were unwrapped, if everything is unwrapped.
  var covered: Set<Int> = []
  /// Texts that are known to be leaves and nothing else.
  var leaves = SeenTexts()
  /// The role in the capture's format of each path that was not sent.
  var structures: [Structure] = []
  var structureNumbers = PathNumbers()
  private var shapes = ShapeTable()

  package init(paths: PathTable, limits: UnwrappingLimits = UnwrappingLimits(), coverage: Coverage = .sent) {
    self.paths = paths
    self.limits = limits
    self.coverage = coverage
  }

  /// Unwraps a record. Its ranges refer to `bytes`, and `attachments` are the files that it may refer to.
  package mutating func unwrap(_ record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments = .unknown) {
    paths.trim()
    self.attachments = attachments
    payload.removeAll()
    output = 0
    overrun = false
    foreignEncoding = nil
    self.record = record.index
    covered.removeAll(keepingCapacity: true)
    if case .exchange = record.content { payload.isExchange = true } else { payload.isExchange = false }
    switch record.content {
    case .event(let range):
      event(range, member: record.member, bytes)
      if coverage == .everything { surroundings(of: record, bytes) }
    case .exchange(let exchange):
      self.exchange(exchange, bytes)
      if coverage == .everything { remainder(of: exchange, record.range, bytes) }
    case .remark(let key, let range): remark(key, range, bytes)
    case .text(let range):
      text(bytes, range, layer: 0, node: place(coverage == .everything ? Self.capturePlace : "line", PathTable.root), depth: 0)
    }
    if overrun { note(Gap(record: record.index, place: "record", reason: "more nested or larger than is unwrapped"), at: -1) }
    payload.shape = shapes.number(of: payload, in: paths)
  }

  /// Unwraps the response body of an exchange, which no one sent. Responses of the app's own server show what customers' content is.
  package mutating func unwrapResponse(_ exchange: borrowing Exchange, _ bytes: Span<UInt8>) {
    payload.removeAll()
    payload.isExchange = true
    output = 0
    guard let body = exchange.responseBody else { return }
    let node = place("body", paths.path("response", below: PathTable.root))
    text(of: body, node: node, bytes)
  }

  /// Unwraps a value of a log. A value next to a list of events is a member of the body around them.
  private mutating func event(_ range: Range<Int>, member: JSONString?, _ bytes: Span<UInt8>) {
    var node = place("body", PathTable.root)
    if let member {
      let body = node
      node = self.node(.member, parent: body, path: path(of: member, bytes, below: payload.nodes[body].path))
      name(of: member, bytes, layer: 0, member: node, of: body)
    }
    json(bytes, range, layer: 0, node: node, depth: 0)
  }

  // MARK: Nodes, fields and layers

  /// Adds a place of the record, with the path `name` below `parent`.
  mutating func place(_ name: String, _ parent: Int, step: Payload.Node.Step = .place) -> Int {
    node(step, parent: -1, path: paths.path(name, below: parent))
  }

  mutating func node(_ step: Payload.Node.Step, parent: Int, path: Int, index: Int = 0) -> Int {
    payload.nodes.append(Payload.Node(step: step, parent: parent, path: path, index: index))
    return payload.nodes.count - 1
  }

  /// Adds a step into a layer, with its parent's path.
  mutating func enter(_ step: Payload.Node.Step, _ parent: Int) -> Int {
    node(step, parent: parent, path: payload.nodes[parent].path)
  }

  /// Adds a text that is not a value, if everything is unwrapped.
  mutating func unread(_ range: Range<Int>, layer: Int, node: Int) {
    if coverage == .everything, !range.isEmpty { field(range, layer: layer, node: node, role: .unread) }
  }

  /// Notes a text that was not examined; `node` is the text that contains it, -1 for none.
  mutating func note(_ gap: Gap, at node: Int) {
    payload.gaps.append(gap)
    payload.gapNodes.append(node)
  }

  @discardableResult
  mutating func field(
    _ range: Range<Int>, layer: Int, node: Int, kind: Payload.Field.Kind = .string, role: Payload.Field.Role = .leaf
  ) -> Int {
    guard payload.fields.count < limits.fields else {
      overrun = true
      return payload.fields.count - 1
    }
    payload.fields.append(Payload.Field(node: node, layer: layer, range: range, kind: kind, role: role))
    return payload.fields.count - 1
  }

  /// Adds a decoded layer; nil if that would exceed the record's limit on output.
  mutating func layer(_ kind: Layer.Kind, _ bytes: [UInt8], of parent: Int, at place: Range<Int>) -> Int? {
    output += bytes.count
    guard output <= limits.output else {
      overrun = true
      return nil
    }
    payload.layers.append(Layer(kind: kind, parent: parent, place: place, bytes: bytes))
    return payload.layers.count - 1
  }

  // MARK: Strings

  /// Reads a JSON string. Its escapes, if it has any, are a layer.
  mutating func string(_ string: JSONString, _ bytes: Span<UInt8>, layer: Int, node: Int, hint: Hint = .none, depth: Int) {
    if layer == 0, coverage == .everything { covered.insert(string.range.lowerBound) }
    guard string.escaped else {
      return text(bytes, string.range, layer: layer, node: node, hint: hint, depth: depth)
    }
    let decoded = JSONEscapes.decoded(bytes.extracting(string.range))
    guard let inner = self.layer(.escapes, decoded, of: layer, at: string.range) else { return }
    text(decoded.span, 0..<decoded.count, layer: inner, node: node, hint: hint, depth: depth)
  }
}
