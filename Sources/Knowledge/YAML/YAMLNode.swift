internal import Yams

/// A value of a YAML document: of one that was parsed, or of one that came into the binary without a need to be.
enum YAMLNode {
  case parsed(ParsedNode)
  case compiled(CompiledNode)

  /// The text of a scalar; nil for anything else.
  var text: String? {
    switch self {
    case .parsed(let node): node.node.scalar?.string
    case .compiled(let node): node.text
    }
  }

  /// The elements of a list; nil for anything else.
  var elements: [YAMLNode]? {
    switch self {
    case .parsed(let node): node.node.sequence?.map(Self.init)
    case .compiled(let node): node.kind == .list ? node.children.map(Self.compiled) : nil
    }
  }

  /// The members of a mapping in the order of the file; nil for anything else.
  var members: [(key: YAMLNode, value: YAMLNode)]? {
    switch self {
    case .parsed(let node): return node.node.mapping?.map { (Self($0.key), Self($0.value)) }
    case .compiled(let node):
      guard node.kind == .mapping else { return nil }
      let children = node.children
      return stride(from: 0, to: children.count - 1, by: 2).map { (.compiled(children[$0]), .compiled(children[$0 + 1])) }
    }
  }

  var isScalar: Bool {
    switch self {
    case .parsed(let node): node.node.scalar != nil
    case .compiled(let node): node.kind == .scalar
    }
  }

  /// Whether it is a scalar that was written without quotes; what came with the binary does not say.
  var isPlain: Bool {
    switch self {
    case .parsed(let node): node.node.scalar?.style == .plain
    case .compiled: false
    }
  }

  var isList: Bool {
    switch self {
    case .parsed(let node): node.node.sequence != nil
    case .compiled(let node): node.kind == .list
    }
  }

  var isMapping: Bool {
    switch self {
    case .parsed(let node): node.node.mapping != nil
    case .compiled(let node): node.kind == .mapping
    }
  }

  /// Where it stands in the file, counted from 1.
  var line: Int {
    switch self {
    case .parsed(let node): node.node.mark?.line ?? 1
    case .compiled(let node): node.line
    }
  }

  var column: Int {
    switch self {
    case .parsed(let node): node.node.mark?.column ?? 1
    case .compiled(let node): node.column
    }
  }
}

extension YAMLNode {
  init(_ node: Node) { self = .parsed(ParsedNode(node)) }
}

/// A node of Yams', which is many words long, behind a reference: nodes of the other kind are handed on far more often.
final class ParsedNode {
  fileprivate let node: Node

  fileprivate init(_ node: Node) {
    self.node = node
  }
}
