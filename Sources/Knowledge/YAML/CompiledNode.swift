/// A node of a tree that `embed-files` wrote, whose `TreeWriter` says how. Nothing is read before it is asked for.
struct CompiledNode {
  enum Kind: UInt8 {
    case scalar = 0x73  // s
    case list = 0x6C  // l
    case mapping = 0x6D  // m
  }

  let kind: Kind
  let line: Int
  let column: Int
  /// The bytes of the tree, and where in them the content stands.
  private let bytes: [UInt8]
  private let content: Range<Int>

  /// The root of a tree; nil for that of an empty document.
  init?(tree: String) {
    self.init(Array(tree.utf8), at: 0)
  }

  /// The node that begins at `start`; nil at the end of the tree.
  private init?(_ bytes: [UInt8], at start: Int) {
    guard start < bytes.count, let kind = Kind(rawValue: bytes[start]) else { return nil }
    self.kind = kind
    self.bytes = bytes
    var at = start + 1
    line = Self.number(bytes, &at)
    column = Self.number(bytes, &at)
    let length = Self.number(bytes, &at)
    content = at..<at + length
  }

  /// Decimal digits and the space behind them.
  private static func number(_ bytes: [UInt8], _ at: inout Int) -> Int {
    var number = 0
    while bytes[at] != UInt8(ascii: " ") {
      number = number * 10 + Int(bytes[at] - UInt8(ascii: "0"))
      at += 1
    }
    at += 1
    return number
  }

  /// The text of a scalar; nil for anything else.
  var text: String? { kind == .scalar ? String(decoding: bytes[content], as: UTF8.self) : nil }

  /// The elements of a list, or keys and values of a mapping in turn.
  var children: [CompiledNode] {
    var children: [CompiledNode] = []
    var at = content.lowerBound
    while at < content.upperBound, let child = CompiledNode(bytes, at: at) {
      children.append(child)
      at = child.content.upperBound
    }
    return children
  }
}
