internal import YAML

/// A value of a YAML document: of one that was parsed, or of one in the binary that needs no parsing.
enum YAMLNode {
  case parsed(YAMLTree)
  case compiled(CompiledNode)

  /// The text of a scalar; nil for anything else.
  var text: String? {
    switch self {
    case .parsed(let node): node.text
    case .compiled(let node): node.text
    }
  }

  /// The elements of a list; nil for anything else.
  var elements: [YAMLNode]? {
    switch self {
    case .parsed(let node): node.elements?.map(Self.parsed)
    case .compiled(let node): node.kind == .list ? node.children.map(Self.compiled) : nil
    }
  }

  /// The members of a mapping in the order of the file; nil for anything else.
  var members: [(key: YAMLNode, value: YAMLNode)]? {
    switch self {
    case .parsed(let node): return node.members?.map { (.parsed($0.key), .parsed($0.value)) }
    case .compiled(let node):
      guard node.kind == .mapping else { return nil }
      let children = node.children
      return stride(from: 0, to: children.count - 1, by: 2).map { (.compiled(children[$0]), .compiled(children[$0 + 1])) }
    }
  }

  var isScalar: Bool {
    switch self {
    case .parsed(let node): node.text != nil
    case .compiled(let node): node.kind == .scalar
    }
  }

  /// Whether it is a scalar without quotes; unknown for documents in the binary.
  var isPlain: Bool {
    switch self {
    case .parsed(let node): if case .scalar(_, isPlain: true) = node.content { true } else { false }
    case .compiled: false
    }
  }

  var isList: Bool {
    switch self {
    case .parsed(let node): node.elements != nil
    case .compiled(let node): node.kind == .list
    }
  }

  var isMapping: Bool {
    switch self {
    case .parsed(let node): node.members != nil
    case .compiled(let node): node.kind == .mapping
    }
  }

  /// Its line in the file, counted from 1.
  var line: Int {
    switch self {
    case .parsed(let node): node.line
    case .compiled(let node): node.line
    }
  }

  var column: Int {
    switch self {
    case .parsed(let node): node.column
    case .compiled(let node): node.column
    }
  }
}
