/// What code sees of a payload: the members of an event, and not what is decoded out of their texts.
struct CodeView {
  /// The nodes that are objects or lists for code.
  private(set) var isBranch: [Bool]
  /// The nodes inside of a text of an event, which is one value for code.
  private(set) var isHidden: [Bool]

  init(_ payload: borrowing Payload, _ events: [Event], _ eventOfNode: [Int]) {
    isBranch = [Bool](repeating: false, count: payload.nodes.count)
    isHidden = isBranch
    for index in payload.nodes.indices {
      let node = payload.nodes[index]
      guard node.parent >= 0 else { continue }
      let event = events[eventOfNode[index]].node
      let isInside = event >= 0 && node.path != payload.nodes[event].path
      switch node.step {
      case .member, .element, .bracket:
        isBranch[node.parent] = true
        isHidden[index] = isHidden[node.parent]
      default:
        isHidden[index] = isHidden[node.parent] || isInside && Self.isStep(node.step)
      }
    }
  }

  /// Whether a step leads into a text.
  private static func isStep(_ step: Payload.Node.Step) -> Bool {
    switch step {
    case .json, .lines, .url, .form, .cookies, .multipart, .messagePack, .protobuf, .runs, .layer: true
    case .place, .member, .element, .bracket, .host, .path, .parameter, .fragment, .userinfo, .cookie, .header: false
    }
  }
}
