import Bytes

/// A payload as values inside of each other, whatever it was packed in: members of objects and of forms alike.
package struct PayloadTree {
  package let payload: Payload
  package let paths: PathTable
  private let children: [[Int]]
  /// The first field of each node, which is the text as it was written there; -1 for none.
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

  /// The nodes right below one.
  package func children(of node: Int) -> [Int] { children[node] }

  /// The field that a node is as it was written; nil for one that only holds others.
  package func field(of node: Int) -> Payload.Field? { fields[node] < 0 ? nil : payload.fields[fields[node]] }

  /// The text as it was written at a node; nil where there is none.
  package func text(of node: Int, _ record: Span<UInt8>) -> String? {
    field(of: node).map { field in payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) } }
  }

  /// Whether a node is an empty object or an empty list, and which of the two; nil for anything else.
  package func isEmptyList(_ node: Int) -> Bool? { payload.empties.first { $0.node == node }?.isList }

  /// What a node holds: members of an object, elements of a list, or one step into what its text is.
  package func parts(of node: Int) -> (members: [Int], elements: [Int], inside: Int?) {
    var (members, elements, inside): ([Int], [Int], Int?) = ([], [], nil)
    for child in children[node] {
      switch payload.nodes[child].step {
      case .member, .parameter, .bracket, .cookie: members.append(child)
      case .element: elements.append(child)
      // Lines: the first is read before it is known that others follow.
      case .lines:
        elements = (inside.map { [$0] } ?? []) + children[child].filter { payload.nodes[$0].step == .element }
      case .json, .form, .multipart, .cookies, .messagePack, .protobuf: inside = inside ?? child
      // A URL and a token are told as they stand.
      case .url, .layer(.jwt), .runs: break
      case .layer: inside = inside ?? child
      default: break
      }
    }
    return (members, elements, inside)
  }

  /// The key as it was written: a value that its sibling says the name of has the path of that name.
  package func key(of node: Int) -> String {
    var path = payload.nodes[node].path
    let above = payload.nodes[node].parent < 0 ? PathTable.root : payload.nodes[payload.nodes[node].parent].path
    while paths.entries[path].parent != above, paths.entries[path].parent > PathTable.root { path = paths.entries[path].parent }
    return paths.entries[path].key
  }

  /// Whether a text is a JSON number, a boolean or `null`: captures also hold what is none.
  package static func isLiteral(_ text: String) -> Bool {
    ["true", "false", "null"].contains(text) || text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
  }
}
