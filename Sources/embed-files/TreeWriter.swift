import YAML

/// Writes what is in a YAML file as nodes one after the other, each with its length, so that a reader finds its way without parsing.
///
/// `CompiledNode` in Knowledge reads it: a letter for the kind, the line, the column, the length of the content in bytes, each of the numbers with
/// a space behind it, and the content. That is the text of a scalar (`s`), the elements of a list (`l`), or keys and values in turn (`m`).
enum TreeWriter {
  /// The tree of the one document of a text; empty where there is none.
  static func tree(ofYAML text: String) throws -> String {
    try YAMLDocument.single(text).map(tree) ?? ""
  }

  private static func tree(_ node: YAMLTree) -> String {
    switch node.content {
    case .scalar(let text, _): return tree("s", node, text)
    case .sequence(let elements): return tree("l", node, elements.map(tree).joined())
    case .mapping(let members):
      // Examples are two thirds of our rules and vendors, and only proving them needs them.
      return tree("m", node, members.filter { $0.key.text != "examples" }.map { tree($0.key) + tree($0.value) }.joined())
    }
  }

  private static func tree(_ kind: String, _ node: YAMLTree, _ content: String) -> String {
    "\(kind)\(node.line) \(node.column) \(content.utf8.count) \(content)"
  }
}
