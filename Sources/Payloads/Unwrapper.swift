import Bytes
package import Captures

/// Unwraps a record into a ``Payload``: what it is decides how a text is read, never what it is declared to be.
package struct Unwrapper: ~Copyable {
  /// How much of a record is unwrapped.
  package enum Coverage: Sendable {
    /// What was sent, and each value once.
    case sent
    /// Every text of the record: copies, responses, keys, and what the capture says by itself.
    case everything
  }

  /// The payload of the record that was unwrapped last.
  package internal(set) var payload = Payload()
  package let paths: PathTable
  let limits: UnwrappingLimits
  let coverage: Coverage
  /// Where the bodies of the record are that the capture keeps in files of their own.
  var attachments = Attachments.unknown
  /// Bytes that decoding has produced for this record.
  var output = 0
  /// What the request says its body is compressed with, when that is nothing that is unwrapped.
  var foreignEncoding: String?
  /// The index of the record.
  var record = 0
  /// Whether a limit was met, so that the record is not examined completely.
  package var overrun = false
  /// Where the strings of the record begin that have been unwrapped, where everything is.
  var covered: Set<Int> = []
  /// Texts that turned out to be leaves and nothing else.
  var leaves = SeenTexts()
  /// What the format says of paths that nobody sent.
  var structures: [Structure] = []
  var structureNumbers = PathNumbers()

  package init(paths: PathTable, limits: UnwrappingLimits = UnwrappingLimits(), coverage: Coverage = .sent) {
    self.paths = paths
    self.limits = limits
    self.coverage = coverage
  }

  /// Unwraps one record; `bytes` are the ones that its ranges speak of, and `attachments` the files that it may refer to.
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
  }

  /// Unwraps the body that an exchange was answered with, which nobody sent: what an app's own server said is what customers' content is
  /// known by.
  package mutating func unwrapResponse(_ exchange: borrowing Exchange, _ bytes: Span<UInt8>) {
    payload.removeAll()
    payload.isExchange = true
    output = 0
    guard let body = exchange.responseBody else { return }
    let node = place("body", paths.path("response", below: PathTable.root))
    text(of: body, node: node, bytes)
  }

  /// A value of a log; one that stands beside a list of events is a member of the body around them.
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

  /// Adds a place of the record, `name` below the path `parent`.
  mutating func place(_ name: String, _ parent: Int, step: Payload.Node.Step = .place) -> Int {
    node(step, parent: -1, path: paths.path(name, below: parent))
  }

  mutating func node(_ step: Payload.Node.Step, parent: Int, path: Int, index: Int = 0) -> Int {
    payload.nodes.append(Payload.Node(step: step, parent: parent, path: path, index: index))
    return payload.nodes.count - 1
  }

  /// Adds the step into a layer, whose path is its parent's.
  mutating func enter(_ step: Payload.Node.Step, _ parent: Int) -> Int {
    node(step, parent: parent, path: payload.nodes[parent].path)
  }

  /// Adds a text that is no value, where everything is unwrapped.
  mutating func unread(_ range: Range<Int>, layer: Int, node: Int) {
    if coverage == .everything, !range.isEmpty { field(range, layer: layer, node: node, role: .unread) }
  }

  /// Notes what was not examined; `node` is the text behind which it stands, -1 for none.
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

  /// Adds a decoded layer, unless that would be more than the record may unfold to.
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

  /// Reads a JSON string: its escapes are a layer where it has any.
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
