import Bytes
import Payloads

/// A payload as one JSON value, whatever its encoding: members of objects and of forms alike, texts fully decoded.
struct SampleTree {
  /// Longer lists are cut with a note: the recording of a session is not a sample.
  private static let maximumElements = 25
  private static let maximumText = 2_000
  private static let maximumDepth = 60

  private let tree: PayloadTree
  private let texts: [Int: String]
  /// The texts that are replaced, by node.
  private let placeholders: [Int: String]

  init(_ payload: Payload, _ paths: PathTable, _ record: Span<UInt8>, placeholders: [Int: String] = [:]) {
    self.placeholders = placeholders
    tree = PayloadTree(payload, paths)
    var texts: [Int: String] = [:]
    for node in payload.nodes.indices { texts[node] = tree.text(of: node, record) }
    self.texts = texts
  }

  /// The content of a request: its body, or the parameters of its URL; nil if it has none.
  var body: Int? {
    let nodes = tree.payload.nodes
    let roots = nodes.indices.filter { nodes[$0].parent < 0 && nodes[$0].step.isPlace }
    let named = { (name: String) in roots.first { tree.paths.entries[nodes[$0].path].key == name && !tree.children(of: $0).isEmpty } }
    if let body = named("body") ?? named("websocket") { return body }
    guard let url = named("url") else { return nil }
    return tree.children(of: url).first { step in tree.children(of: step).contains { nodes[$0].step == .parameter } }
  }

  /// The number of nodes below one.
  func count(below node: Int) -> Int { tree.children(of: node).reduce(tree.children(of: node).count) { $0 + count(below: $1) } }

  /// The names of a node's members, or of those decoded from its text.
  func keys(of node: Int) -> Set<String> {
    let (members, _, inside) = tree.parts(of: node)
    return members.isEmpty ? inside.map(keys) ?? [] : Set(members.map(tree.key))
  }

  func json(of node: Int) -> String {
    var writer = JSONWriter()
    write(node, &writer, depth: 0)
    return writer.text
  }

  private func write(_ node: Int, _ writer: inout JSONWriter, depth: Int) {
    guard depth < Self.maximumDepth else { return writer.string("…") }
    let (members, elements, inside) = tree.parts(of: node)
    if !members.isEmpty {
      writer.object { writer in
        for member in members {
          writer.key(tree.key(of: member))
          write(member, &writer, depth: depth + 1)
        }
      }
    } else if !elements.isEmpty {
      writer.array(elements.prefix(Self.maximumElements) + (elements.count > Self.maximumElements ? [-1] : [])) { writer, element in
        if element >= 0 {
          write(element, &writer, depth: depth + 1)
        } else {
          writer.string("… \(elements.count - Self.maximumElements) more")
        }
      }
    } else if let inside {
      write(inside, &writer, depth: depth + 1)
    } else {
      leaf(node, &writer)
    }
  }

  private func leaf(_ node: Int, _ writer: inout JSONWriter) {
    if let placeholder = placeholders[node] { return writer.string(placeholder) }
    if let isList = tree.isEmptyList(node) { return writer.literal(isList ? "[]" : "{}") }
    guard let text = texts[node] else { return writer.literal("null") }
    if let field = tree.field(of: node), !field.isString, PayloadTree.isLiteral(text) { return writer.literal(text) }
    let isLong = text.unicodeScalars.count > Self.maximumText
    writer.string(isLong ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.maximumText))) + "…" : text)
  }
}
