import Payloads

extension Payload {
  /// The object member, list element or parameter that has this field as its value, in any number of layers; nil if there is none.
  func member(of field: Field) -> Node? {
    var node = nodes[field.node]
    while case .layer = node.step, node.parent >= 0 { node = nodes[node.parent] }
    switch node.step {
    case .member, .element, .parameter, .bracket: return node
    default: return nil
    }
  }
}
