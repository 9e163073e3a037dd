import Bytes
import Payloads

/// A payload as one JSON value, whatever it was packed in: members of objects and of forms alike, texts decoded as far as they go.
struct SampleTree {
  /// What is longer is cut, and says so: a replay of a session is no sample.
  private static let maximumElements = 25
  private static let maximumText = 2_000
  private static let maximumDepth = 60

  private let payload: Payload
  private let paths: PathTable
  private let texts: [Int: String]
  private let literals: Set<Int>
  /// What is shown in the place of some texts, by node.
  private let placeholders: [Int: String]
  private let children: [[Int]]

  init(_ payload: Payload, _ paths: PathTable, _ record: Span<UInt8>, placeholders: [Int: String] = [:]) {
    self.placeholders = placeholders
    self.payload = payload
    self.paths = paths
    var texts: [Int: String] = [:]
    var literals: Set<Int> = []
    // The first field of a node is the text as it was written there.
    for field in payload.fields where texts[field.node] == nil {
      texts[field.node] = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      if !field.isString { literals.insert(field.node) }
    }
    var children = [[Int]](repeating: [], count: payload.nodes.count)
    for (number, node) in payload.nodes.enumerated() where node.parent >= 0 { children[node.parent].append(number) }
    (self.texts, self.literals, self.children) = (texts, literals, children)
  }

  /// What a request as a whole says: its body, or the parameters of its URL; nil where it says nothing.
  var body: Int? {
    let roots = payload.nodes.indices.filter { payload.nodes[$0].parent < 0 && payload.nodes[$0].step == .place }
    let named = { (name: String) in roots.first { paths.entries[payload.nodes[$0].path].key == name && !children[$0].isEmpty } }
    if let body = named("body") ?? named("websocket") { return body }
    guard let url = named("url") else { return nil }
    return children[url].first { step in children[step].contains { payload.nodes[$0].step == .parameter } }
  }

  /// How many nodes stand below one.
  func count(below node: Int) -> Int { children[node].reduce(children[node].count) { $0 + count(below: $1) } }

  /// The names of a node's members, or of those of what its text is.
  func keys(of node: Int) -> Set<String> {
    let (members, _, inside) = parts(of: node)
    return members.isEmpty ? inside.map(keys) ?? [] : Set(members.map(key))
  }

  func json(of node: Int) -> String {
    var writer = JSONWriter()
    write(node, &writer, depth: 0)
    return writer.text
  }

  private func write(_ node: Int, _ writer: inout JSONWriter, depth: Int) {
    guard depth < Self.maximumDepth else { return writer.string("…") }
    let (members, elements, inside) = parts(of: node)
    if !members.isEmpty {
      writer.object { writer in
        for member in members {
          writer.key(key(of: member))
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

  /// What a node holds: members of an object, elements of a list, or one step into what its text is.
  private func parts(of node: Int) -> (members: [Int], elements: [Int], inside: Int?) {
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
  private func key(of node: Int) -> String {
    var path = payload.nodes[node].path
    let above = payload.nodes[node].parent < 0 ? PathTable.root : payload.nodes[payload.nodes[node].parent].path
    while paths.entries[path].parent != above, paths.entries[path].parent > PathTable.root { path = paths.entries[path].parent }
    return paths.entries[path].key
  }

  private func leaf(_ node: Int, _ writer: inout JSONWriter) {
    if let placeholder = placeholders[node] { return writer.string(placeholder) }
    if let empty = payload.empties.first(where: { $0.node == node }) { return writer.literal(empty.isList ? "[]" : "{}") }
    guard let text = texts[node] else { return writer.literal("null") }
    if literals.contains(node), Self.isLiteral(text) { return writer.literal(text) }
    let isLong = text.unicodeScalars.count > Self.maximumText
    writer.string(isLong ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.maximumText))) + "…" : text)
  }

  /// Whether a text is a JSON number, a boolean or `null`: captures also hold what is none.
  private static func isLiteral(_ text: String) -> Bool {
    ["true", "false", "null"].contains(text) || text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
  }
}
