import Yams

/// Writes what is in a YAML file as nodes one after the other, each with its length, so that a reader finds its way without parsing.
///
/// `CompiledNode` in Knowledge reads it: a letter for the kind, the line, the column, the length of the content in bytes, each of the numbers with
/// a space behind it, and the content. That is the text of a scalar (`s`), the elements of a list (`l`), or keys and values in turn (`m`).
enum TreeWriter {
  /// The tree of the one document of a text; empty where there is none.
  static func tree(ofYAML text: String) throws -> String {
    // As `YAMLReader` does: every scalar is a text.
    try Yams.compose(yaml: text, .basic, .default, .utf8).map(tree) ?? ""
  }

  private static func tree(_ node: Node) throws -> String {
    switch node {
    case .scalar(let scalar): return tree("s", node, scalar.string)
    case .sequence(let elements): return tree("l", node, try elements.map(tree).joined())
    case .mapping(let members):
      // Examples are two thirds of our rules and vendors, and only proving them needs them.
      return tree("m", node, try members.filter { $0.key.string != "examples" }.map { try tree($0.key) + tree($0.value) }.joined())
    case .alias: preconditionFailure("composing follows every alias")
    }
  }

  private static func tree(_ kind: String, _ node: Node, _ content: String) -> String {
    "\(kind)\(node.mark?.line ?? 1) \(node.mark?.column ?? 1) \(content.utf8.count) \(content)"
  }
}
