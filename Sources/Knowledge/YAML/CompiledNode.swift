/// A node of a tree that `embed-files` wrote (see its `TreeWriter`). Nothing is read before it is needed.
@safe struct CompiledNode: Sendable {
  enum Kind: UInt8 {
    case scalar = 0x73  // s
    case list = 0x6C  // l
    case mapping = 0x6D  // m
  }

  let kind: Kind
  let line: Int
  let column: Int
  // The bytes of a literal in the executable, which live as long as the process.
  private nonisolated(unsafe) let tree: UnsafeBufferPointer<UInt8>
  /// The range of the content in the tree.
  private let content: Range<Int>

  /// The root of a tree; nil for an empty document.
  init?(tree: StaticString) {
    // A literal with more than one letter has a pointer; no tree has only one letter.
    guard tree.hasPointerRepresentation else { return nil }
    unsafe self.init(UnsafeBufferPointer(start: tree.utf8Start, count: tree.utf8CodeUnitCount), at: 0)
  }

  /// The node that begins at `start`; nil at the end of the tree.
  private init?(_ tree: UnsafeBufferPointer<UInt8>, at start: Int) {
    // Within the tree, here and below: the build wrote it, and a test reads every tree.
    guard start < tree.count, let kind = unsafe Kind(rawValue: tree[start]) else { return nil }
    self.kind = kind
    unsafe self.tree = tree
    var at = start + 1
    line = unsafe Self.number(tree, &at)
    column = unsafe Self.number(tree, &at)
    let length = unsafe Self.number(tree, &at)
    content = at..<at + length
  }

  /// Decimal digits and the space after them.
  private static func number(_ tree: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int {
    var number = 0
    while unsafe tree[at] != UInt8(ascii: " ") {
      number = unsafe number * 10 + Int(tree[at] - UInt8(ascii: "0"))
      at += 1
    }
    at += 1
    return number
  }

  /// The text of a scalar; nil for anything else.
  var text: String? {
    guard kind == .scalar else { return nil }
    return unsafe String(decoding: UnsafeBufferPointer(rebasing: tree[content]), as: UTF8.self)
  }

  /// The elements of a list, or the alternating keys and values of a mapping.
  var children: [CompiledNode] {
    var children: [CompiledNode] = []
    var at = content.lowerBound
    while at < content.upperBound, let child = unsafe CompiledNode(tree, at: at) {
      children.append(child)
      at = child.content.upperBound
    }
    return children
  }
}
