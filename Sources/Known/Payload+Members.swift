import Payloads

extension Payload {
  /// The member of an object, the element of a list or the parameter that a field is the value of, in however many layers; nil for what is
  /// none of them.
  func member(of field: Field) -> Node? {
    var node = nodes[field.node]
    while case .layer = node.step, node.parent >= 0 { node = nodes[node.parent] }
    switch node.step {
    case .member, .element, .parameter, .bracket: return node
    default: return nil
    }
  }
}
