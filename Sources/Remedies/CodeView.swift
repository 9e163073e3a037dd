import Auditing
import Detecting
import Payloads

/// A payload as code sees it: the members of an event, and not what is decoded from their texts.
struct CodeView {
  /// The nodes that are objects or lists for code.
  private(set) var isBranch: [Bool]
  /// For each node the path of the innermost text of an event that it was decoded from; nil if there is none.
  private(set) var text: [Int?]

  init(_ payload: borrowing Payload, _ events: [Event], _ eventOfNode: [Int]) {
    isBranch = [Bool](repeating: false, count: payload.nodes.count)
    text = [Int?](repeating: nil, count: payload.nodes.count)
    for index in payload.nodes.indices {
      let node = payload.nodes[index]
      guard node.parent >= 0 else { continue }
      text[index] = text[node.parent]
      switch node.step {
      case .member, .element, .bracket: isBranch[node.parent] = true
      case .json, .lines, .url, .form, .cookies, .multipart, .messagePack, .cbor, .protobuf, .runs, .layer:
        let event = events[eventOfNode[index]].node
        if event >= 0, node.path != payload.nodes[event].path { text[index] = node.path }
      case .place, .host, .path, .parameter, .fragment, .userinfo, .cookie, .header, .name: break
      }
    }
  }
}
