/// Unwraps a record into a ``Payload``: what it is decides how a text is read, never what it is declared to be.
package struct Unwrapper: ~Copyable {
  /// The payload of the record that was unwrapped last.
  package internal(set) var payload = Payload()
  package let paths: PathTable
  let limits: Limits
  /// Where the bodies are that the capture keeps in files of their own.
  package var attachments = Attachments.none("the body is in a file beside the capture")
  /// Bytes that decoding has produced for this record.
  var output = 0
  /// What the request says its body is compressed with, when that is nothing that is unwrapped.
  var foreignEncoding: String?
  /// The index of the record.
  var record = 0
  /// Whether a limit was met, so that the record is not examined completely.
  var overrun = false

  package init(paths: PathTable, limits: Limits = Limits()) {
    self.paths = paths
    self.limits = limits
  }

  /// Unwraps one record; `bytes` are the ones that its ranges speak of.
  package mutating func unwrap(_ record: borrowing Record, _ bytes: Span<UInt8>) {
    paths.trim()
    payload.removeAll()
    output = 0
    overrun = false
    foreignEncoding = nil
    self.record = record.index
    if case .exchange = record.content { payload.isExchange = true } else { payload.isExchange = false }
    switch record.content {
    case .event(let range): event(range, member: record.member, bytes)
    case .exchange(let exchange): self.exchange(exchange, bytes)
    }
    if overrun {
      payload.gaps.append(Gap(record: record.index, place: "record", reason: "more nested or larger than is unwrapped"))
    }
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
    if let member { node = self.node(.member, parent: node, path: path(of: member, bytes, below: payload.nodes[node].path)) }
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
    guard string.escaped else {
      return text(bytes, string.range, layer: layer, node: node, hint: hint, depth: depth)
    }
    let decoded = JSONEscapes.decoded(bytes.extracting(string.range))
    guard let inner = self.layer(.escapes, decoded, of: layer, at: string.range) else { return }
    text(decoded.span, 0..<decoded.count, layer: inner, node: node, hint: hint, depth: depth)
  }
}
