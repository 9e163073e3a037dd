import YAML

/// Writes the content of a YAML file as a sequence of nodes, each with its length, so that a reader needs no parsing.
///
/// `CompiledNode` in Knowledge reads it: a letter for the kind, the line, the column and the length of the content in bytes, each
/// followed by a space, and then the content. That is the text of a scalar (`s`), the elements of a list (`l`), or alternating keys
/// and values (`m`).
enum TreeWriter {
  /// The tree of a text with one document; empty if it has none.
  static func tree(ofYAML text: String) throws -> String {
    try YAMLDocument.single(text).map(tree) ?? ""
  }

  private static func tree(_ node: YAMLTree) -> String {
    switch node.content {
    case .scalar(let text, _): return tree("s", node, text)
    case .sequence(let elements): return tree("l", node, elements.map(tree).joined())
    case .mapping(let members):
      // Examples are two thirds of the rules and vendors, and only their tests need them.
      return tree("m", node, members.filter { $0.key.text != "examples" }.map { tree($0.key) + tree($0.value) }.joined())
    }
  }

  private static func tree(_ kind: String, _ node: YAMLTree, _ content: String) -> String {
    "\(kind)\(node.line) \(node.column) \(content.utf8.count) \(content)"
  }
}
