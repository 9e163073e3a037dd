import Payloads

extension Payload {
  /// The object member, list element or parameter that has this field as its value, in any number of layers; nil if there is none.
  func member(of field: Field) -> Node? {
    let node = outside(field.node)
    return node.flatMap { nodes[$0].isMember ? nodes[$0] : nil }
  }

  /// The object of a member, or of the member this number of levels above it.
  func object(of member: Node, above depth: Int) -> Int {
    var object = member.parent
    for _ in 0..<depth {
      guard let above = outside(object), nodes[above].isMember else { return object }
      object = nodes[above].parent
    }
    return object
  }

  /// The node itself, or the one from which it was decoded or parsed.
  private func outside(_ node: Int) -> Int? {
    var at = node
    while at >= 0 {
      switch nodes[at].step {
      case .layer, .json, .lines, .form, .url, .multipart, .messagePack, .cbor, .protobuf, .runs: at = nodes[at].parent
      default: return at
      }
    }
    return nil
  }
}

extension Payload.Node {
  fileprivate var isMember: Bool {
    switch step {
    case .member, .element, .parameter, .bracket: true
    default: false
    }
  }
}
