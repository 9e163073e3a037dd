import Bytes

/// A payload as a tree of values without its packing: members of objects and parameters of forms are alike.
package struct PayloadTree {
  package let payload: Payload
  package let paths: PathTable
  private let children: [[Int]]
  /// The first field of each node, which is its text as written; -1 for none.
  private let fields: [Int]

  package init(_ payload: Payload, _ paths: PathTable) {
    self.payload = payload
    self.paths = paths
    var fields = [Int](repeating: -1, count: payload.nodes.count)
    for (number, field) in payload.fields.enumerated() where fields[field.node] < 0 { fields[field.node] = number }
    var children = [[Int]](repeating: [], count: payload.nodes.count)
    for (number, node) in payload.nodes.enumerated() where node.parent >= 0 { children[node.parent].append(number) }
    (self.fields, self.children) = (fields, children)
  }

  /// The children of a node.
  package func children(of node: Int) -> [Int] { children[node] }

  /// The field with a node's text as written; nil if the node only contains others.
  package func field(of node: Int) -> Payload.Field? { fields[node] < 0 ? nil : payload.fields[fields[node]] }

  /// The text of a node as written; nil if there is none.
  package func text(of node: Int, _ record: Span<UInt8>) -> String? {
    field(of: node).map { field in payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) } }
  }

  /// Whether an empty node is a list rather than an object; nil if it is not empty.
  package func isEmptyList(_ node: Int) -> Bool? { payload.empties.first { $0.node == node }?.isList }

  /// The content of a node: members of an object, elements of a list, or one step into the structure of its text.
  package func parts(of node: Int) -> (members: [Int], elements: [Int], inside: Int?) {
    var (members, elements, inside): ([Int], [Int], Int?) = ([], [], nil)
    for child in children[node] {
      switch payload.nodes[child].step {
      case .member, .parameter, .bracket, .cookie: members.append(child)
      case .element: elements.append(child)
      // The first line is read before it is known that others follow.
      case .lines:
        elements = (inside.map { [$0] } ?? []) + children[child].filter { payload.nodes[$0].step == .element }
      case .json, .form, .multipart, .cookies, .messagePack, .cbor, .protobuf: inside = inside ?? child
      // A URL and a token are shown as written.
      case .url, .layer(.jwt), .runs: break
      case .layer: inside = inside ?? child
      default: break
      }
    }
    return (members, elements, inside)
  }

  /// The key as written. If a sibling names the value, the value's path has that name below the key.
  package func key(of node: Int) -> String {
    var path = payload.nodes[node].path
    let above = payload.nodes[node].parent < 0 ? PathTable.root : payload.nodes[payload.nodes[node].parent].path
    while paths.entries[path].parent != above, paths.entries[path].parent > PathTable.root { path = paths.entries[path].parent }
    return paths.entries[path].key
  }

  /// Whether a text is a JSON number, a boolean or `null`: captures also contain invalid literals.
  package static func isLiteral(_ text: String) -> Bool {
    ["true", "false", "null"].contains(text) || text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
  }
}
